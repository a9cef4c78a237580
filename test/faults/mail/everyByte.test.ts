import { setTimeout as pause } from 'node:timers/promises';
import { composeMessage } from '../../../nodes/OrderExchange/mail/message.js';
import { openMailer, type Sent } from '../../../nodes/OrderExchange/mail/transport.js';
import { byteProxy } from '../../support/byteProxy.js';
import { startMailServer } from '../../support/mailServer.js';

interface Trial {
	readonly way: 'toServer' | 'toClient';
	/** Undefined: no cut. */
	readonly bytes: number | undefined;
}

const lines = [
	{ server: 'a server that answers at once', lateMs: 0, pipelining: true },
	{ server: 'a server that answers late', lateMs: 15, pipelining: true },
	{ server: 'a server that answers late and takes one command at a time', lateMs: 15, pipelining: false },
];

test.each(lines)(
	'$server: a mail cut at any byte, either way, is never lost and never reported wrongly',
	async ({ lateMs, pipelining }) => {
		const server = await startMailServer({ pipelining });
		/** One mail through a connection of its own that breaks at the byte; ids are of one length. */
		const send = async ({ way, bytes }: Trial) => {
			const id = `<${way}-${String(bytes ?? 'whole').padStart(8, '0')}@x.example>`;
			const proxy = await byteProxy(server.port, lateMs);
			proxy.cutAfter(bytes, way);
			const mailer = openMailer(server.settings({ port: proxy.port }));
			try {
				const { outcome } = await mailer.send(shortMessage(id));
				return { id, outcome, seen: proxy.seen };
			} finally {
				mailer.close();
				await proxy.close();
			}
		};
		try {
			const { seen } = await send({ way: 'toServer', bytes: undefined });
			const trials = (['toServer', 'toClient'] as const).flatMap((way) =>
				Array.from({ length: seen[way] }, (_, bytes): Trial => ({ way, bytes })),
			);
			const results: Awaited<ReturnType<typeof send>>[] = [];
			for (let from = 0; from < trials.length; from += atOnce)
				results.push(...(await Promise.all(trials.slice(from, from + atOnce).map(send))));
			await pause(200); // what came before the last cuts may still be on its way into the mailbox

			const arrived = (id: string) => server.mails.filter(({ parsed }) => parsed.messageId === id).length;
			const allowed: Readonly<Record<Sent['outcome'], readonly number[]>> = {
				...{ sent: [1], partlySent: [], notSent: [0], unknown: [0, 1] },
			};
			const wrong = results.filter(({ id, outcome }) => !allowed[outcome].includes(arrived(id)));
			expect(wrong.map(({ id, outcome }) => `${id} ${outcome}, ${arrived(id)} arrived`)).toEqual([]);
			// the trials reach every part: before the message, inside it, and the window behind the final dot
			const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
			expect(count('notSent')).toBeGreaterThan(200);
			expect(count('unknown')).toBeGreaterThan(10);
			expect(results.filter(({ id, outcome }) => outcome === 'unknown' && arrived(id) === 1)).not.toEqual([]);
		} finally {
			await server.close();
		}
	},
	240_000,
);

const atOnce = 16;

const shortMessage = (messageId: string) =>
	composeMessage({
		messageId,
		from: { name: 'N', address: 'n@x.example' },
		to: ['s@x.example'],
		cc: [],
		bcc: [],
		subject: 'S',
		text: 'T',
		html: 'H',
		attachments: [],
		language: 'en',
	});
