import fc from 'fast-check';
import { startMariaDb } from '../../../scripts/system/mariadb.js';
import { kindName, shopKinds } from '../../support/shops/kinds.js';
import { assertTrips } from '../inputProperty.js';
import { hostileText } from '../texts.js';
import { openMailTrip } from './mailTrip.js';
import { openShopTrip } from './shopTrip.js';
import { orderTexts } from './taggedOrder.js';

const perBatch = 20;

/** Sends so many orders into each kind of shop, and so many mails. Gives how many of these ways broke a promise. */
export async function sendThroughServers(
	count: number,
	seed: number,
	say: (line: string) => void,
): Promise<number> {
	let broken = 0;
	const attempt = async (way: string, send: () => Promise<number>) => {
		const started = performance.now();
		try {
			const arrived = await send();
			const seconds = (performance.now() - started) / 1000;
			say(`ok ${way}: ${count} orders, ${arrived} arrived, the others were refused, ${seconds.toFixed(1)} s`);
		} catch (broke) {
			broken += 1;
			say(broke instanceof Error ? broke.message : String(broke));
		}
	};
	const mariaDb = await startMariaDb({ fast: true });
	try {
		for (const kind of shopKinds())
			await attempt(kindName(kind), async () => {
				const trip = await openShopTrip(mariaDb, kind);
				let written = 0;
				const batches = fc.array(orderTexts, { minLength: perBatch, maxLength: perBatch });
				const runs = Math.ceil(count / perBatch);
				try {
					await assertTrips(kindName(kind), batches, { runs, seed }, async (batch) => {
						written += await trip.check(batch);
					});
				} finally {
					await trip.close();
				}
				return written;
			});
	} finally {
		await mariaDb.stop();
	}
	await attempt('mail', () => sendMails(count, seed));
	return broken;
}

/** Sends so many mails about one order each, with foreign text in the sender's name too. Gives how many went out. */
export async function sendMails(count: number, seed: number): Promise<number> {
	const trip = await openMailTrip();
	let sent = 0;
	const inputs = fc.tuple(orderTexts, hostileText, fc.boolean());
	try {
		await assertTrips('a mail arrives as it was written', inputs, { runs: count, seed }, async (input) => {
			if (await trip.check(...input)) sent += 1;
		});
	} finally {
		await trip.close();
	}
	return sent;
}
