import { runEvening, untilEnded } from '../../demo/sending.js';
import { setStage, type Stage } from '../../demo/stage.js';
import { breakpointProxy, type BreakpointProxy } from '../support/breakpointProxy.js';
import { commitOfOrders } from './breakpoints.js';
import { stopInTheMiddle } from './stopButton.js';
import { nothingWrong, verdict } from './verdict.js';

const longest = 300_000;

describe('the Stop button of n8n in its regular mode', () => {
	let stage: Stage;
	let shopLine: BreakpointProxy;

	beforeAll(async () => {
		stage = await setStage(() => undefined, {
			waysTo: async (straight) => {
				shopLine = await breakpointProxy(straight.database);
				return { ...straight, database: shopLine.port };
			},
		});
	}, 900_000);
	afterAll(async () => {
		await stage?.stop();
		await shopLine?.close();
	}, longest);

	/** Stops the evening run of the twenty orders from there on, and looks at what is left of it. */
	const stopped = async (from: number, when: 'before' | 'after') => {
		stage.site.documents.set('open-orders', stage.orders.slice(from, from + 20));
		const left = await stopInTheMiddle(stage, shopLine, commitOfOrders, when);
		return { ...left, open: shopLine.open };
	};
	const runAgain = async () =>
		expect(await untilEnded(stage.n8n, await runEvening(stage.n8n))).toBe('success');

	test(
		'before COMMIT arrives, ends a push with nothing written and no connection left, and the next run sends all',
		async () => {
			const { status, connections, open, rows } = await stopped(0, 'before');
			expect({ status, connections, open }).toEqual({ status: 'canceled', connections: [], open: 0 });
			expect(rows.after).toEqual(rows.before);
			await runAgain();
			expect(await verdict(stage, stage.orders.slice(0, 20))).toEqual(nothingWrong);
		},
		longest,
	);

	test(
		'after COMMIT arrived, leaves whole orders and no connection, and the next run sends the rest and tells of all',
		async () => {
			const { status, connections, open, rows } = await stopped(20, 'after');
			expect({ status, connections, open }).toEqual({ status: 'canceled', connections: [], open: 0 });
			expect(rows.after).not.toEqual(rows.before);
			const sent = stage.orders.slice(0, 40);
			const { duplicated, partial } = await verdict(stage, sent);
			expect({ duplicated, partial }).toEqual({ duplicated: [], partial: [] });
			await runAgain();
			expect(await verdict(stage, sent)).toEqual(nothingWrong);
		},
		longest,
	);
});
