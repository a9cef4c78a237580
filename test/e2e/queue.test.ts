import { setTimeout as delay } from 'node:timers/promises';
import type { N8nWorker } from '../../scripts/system/n8nWorker.js';
import { runEvening, untilEnded } from '../../demo/sending.js';
import { setStage, type Stage } from '../../demo/stage.js';
import { suppliers } from '../../demo/suppliers.js';
import { breakpointProxy, type BreakpointProxy } from '../support/breakpointProxy.js';
import { claimOfOrders, commitOfOrders, endOfMail } from './breakpoints.js';
import { stopInTheMiddle } from './stopButton.js';
import { nothingWrong, verdict } from './verdict.js';

const longest = 300_000;
const [harbour] = suppliers;
const atHarbour = (place: string) => place.endsWith(` at ${harbour.code}`);

describe('n8n in queue mode with two workers', () => {
	let stage: Stage;
	let shopLine: BreakpointProxy;
	let mailLine: BreakpointProxy;
	/** A process manager starts another worker for each that died. */
	let replacement: Promise<unknown> = Promise.resolve();

	beforeAll(async () => {
		stage = await setStage(() => undefined, {
			workers: 2,
			// So that a worker with an execution in its hands takes no second one.
			n8nSettings: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' },
			waysTo: async ({ database, smtp }) => {
				shopLine = await breakpointProxy(database);
				mailLine = await breakpointProxy(smtp);
				return { database: shopLine.port, smtp: mailLine.port };
			},
		});
	}, 900_000);
	afterAll(async () => {
		await replacement.catch(() => undefined);
		await stage?.stop();
		await shopLine?.close();
		await mailLine?.close();
	}, longest);

	const open = (from: number, to: number) => {
		stage.site.documents.set('open-orders', stage.orders.slice(from, to));
	};
	const verdictTo = (to: number) => verdict(stage, stage.orders.slice(0, to));
	const runsOn = async (execution: string): Promise<N8nWorker> => {
		for (const worker of stage.n8n.workers)
			if ((await worker.executions()).includes(execution)) return worker;
		throw new Error(`No worker has started execution ${execution}`);
	};
	const killWorkerOf = async (execution: string) => {
		const worker = await runsOn(execution);
		await replacement;
		await worker.kill();
		replacement = stage.n8n.addWorker();
	};
	/** The mails of the other suppliers go out at the same time. */
	const othersAreTold = async (to: number) => {
		while (!(await verdictTo(to)).untold.every(atHarbour)) await delay(200);
		await delay(2000); // and it is noted in their shops
	};
	/** The list of invitations is none of the shop's: it does not outlive its database, as the logins do. */
	const rowsOfShops = () =>
		Promise.all(
			stage.shops.map(async (shop) =>
				Object.entries(await shop.counts())
					.filter(([table]) => !table.endsWith('order_exchange_invitation'))
					.sort(),
			),
		);
	const runToTheEnd = async () =>
		expect(await untilEnded(stage.n8n, await runEvening(stage.n8n))).toBe('success');

	test(
		'two overlapping executions of the same orders send each order once, and tell of it once',
		async () => {
			open(0, 20);
			const atCommit = shopLine.breakAt(commitOfOrders, 'before');
			const first = await runEvening(stage.n8n);
			await atCommit.reached;
			const atClaim = shopLine.breakAt(claimOfOrders, 'before');
			const second = await runEvening(stage.n8n);
			await atClaim.reached;
			expect((await runsOn(first)).name).not.toBe((await runsOn(second)).name);
			atClaim.release();
			atCommit.release();
			expect([await untilEnded(stage.n8n, first), await untilEnded(stage.n8n, second)]).toEqual([
				'success',
				'success',
			]);
			expect(await verdictTo(20)).toEqual(nothingWrong);
		},
		longest,
	);

	test.each([
		['before its COMMIT arrives', 20, 'before'],
		['after its COMMIT arrived', 40, 'after'],
	] as const)(
		'a worker is killed %s: the next run sends what is missing, and nothing twice',
		async (_when, from, when) => {
			open(from, from + 20);
			const breakpoint = shopLine.breakAt(commitOfOrders, when);
			const execution = await runEvening(stage.n8n);
			await breakpoint.reached;
			await killWorkerOf(execution);
			breakpoint.release();
			const { lost, untold } = await verdictTo(from + 20);
			expect(lost.some(atHarbour)).toBe(when === 'before');
			expect(untold.some(atHarbour)).toBe(true);
			await runToTheEnd();
			expect(await verdictTo(from + 20)).toEqual(nothingWrong);
		},
		longest,
	);

	test(
		'a worker is killed in the middle of a mail: a run after the claim has run out sends it, once',
		async () => {
			open(60, 80);
			const breakpoint = mailLine.breakAt(endOfMail, 'before');
			const execution = await runEvening(stage.n8n);
			await breakpoint.reached;
			await othersAreTold(80);
			await killWorkerOf(execution);
			breakpoint.release();
			await runToTheEnd();
			const { untold } = await verdictTo(80);
			expect([untold.length > 0, untold.every(atHarbour)]).toEqual([true, true]);
			await stage.mariaDb.query(
				`UPDATE shop_${harbour.code}.oc_order_exchange_log
				SET notification_at = notification_at - INTERVAL 11 MINUTE WHERE notification = 'claimed'`,
			);
			await runToTheEnd();
			expect(await verdictTo(80)).toEqual(nothingWrong);
		},
		longest,
	);

	test(
		'Stop ends a push on a worker with nothing half done and no connection left, and the next run settles',
		async () => {
			open(80, 100);
			const { status, connections, rows } = await stopInTheMiddle(stage, shopLine, commitOfOrders);
			expect({ status, connections }).toEqual({ status: 'canceled', connections: [] });
			expect(rows.after).toEqual(rows.before);
			await runToTheEnd();
			expect(await verdictTo(100)).toEqual(nothingWrong);
		},
		longest,
	);

	test(
		'after all that the shops hold as many rows in each table as shops to which nothing happened',
		async () => {
			const disturbed = await rowsOfShops();
			await Promise.all(stage.shops.map((shop) => shop.startAgain()));
			open(0, 100);
			await runToTheEnd();
			expect(disturbed).toEqual(await rowsOfShops());
		},
		longest,
	);

	test(
		'a lost, a doubled and a changed order would have been seen',
		async () => {
			const orders = `shop_${harbour.code}.oc_order`;
			const [one, other] = await stage.mariaDb.query(
				`SELECT transaction_id AS number FROM ${orders} ORDER BY order_id DESC LIMIT 2`,
			);
			await stage.mariaDb.query(
				`UPDATE ${orders} SET transaction_id = ?, shipping_city = 'Elsewhere' WHERE transaction_id = ?`,
				[one?.['number'], other?.['number']],
			);
			const { lost, duplicated, partial } = await verdictTo(100);
			expect(lost).toEqual([`${other?.['number']} at ${harbour.code}`]);
			expect(duplicated).toEqual([`${one?.['number']} at ${harbour.code}`]);
			expect(partial.join()).toContain('city is “Elsewhere”');
		},
		longest,
	);
});
