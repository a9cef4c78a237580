import type { PushFigure } from '../../../bench/measure/push.js';
import { goalsOf, type Figures } from '../../../bench/report/goals.js';

const push = (way: PushFigure['way'], roundTripMs: number, ordersPerSecond: number): PushFigure =>
	({
		...{ platform: 'shop', way, roundTripMs, orders: 1000, ordersPerSecond },
		wire: { connections: 4, steps: {} },
	}) as PushFigure;

const block = (milliseconds: number) => ({ milliseconds, processorMs: milliseconds - 3 });
const none: Figures = { push: [], warm: [], badOrders: [], notify: [] };
const goal = (figures: Partial<Figures>, name: RegExp) =>
	goalsOf({ ...none, ...figures }).find((one) => name.test(one.name));

describe('The goals of a run', () => {
	test('compare speeds of the same distance', () => {
		const figures = {
			push: [
				push('push', 20, 1000),
				push('readyFile', 20, 2000),
				push('mysqlNode', 20, 2.5),
				push('push', 0, 300),
				push('readyFile', 0, 1000),
			],
		};
		expect(goal(figures, /20 ms, of the ready/)).toMatchObject({ value: 0.5, met: true });
		expect(goal(figures, /20 ms, times/)).toMatchObject({ value: 400, limit: 800, met: false });
		expect(goal(figures, /0 ms, of the ready/)).toMatchObject({ met: expect.any(Boolean) });
		expect(goal(figures, / 0 ms, of the ready/)).toMatchObject({ value: 0.3, met: false });
	});

	test('show what a push over one connection would reach if its own work took no time', () => {
		const steps = {
			lookups: { milliseconds: 150 },
			write: { milliseconds: 350 },
			own: { milliseconds: 300 },
		};
		const onConnections = (connections: number) => [
			{ ...push('push', 0, 1250), wire: { connections, steps } } as PushFigure,
			push('readyFile', 0, 8000),
		];
		expect(goal({ push: onConnections(1) }, / 0 ms, of the ready/)).toMatchObject({ limit: 0.25 });
		expect(goal({ push: onConnections(4) }, / 0 ms, of the ready/)).not.toHaveProperty('limit');
	});

	test('are met at their limit and not beyond it', () => {
		const warm = { platform: 'shop', oneOrder: 14, tenOrders: 20, hundredOrders: 21, alreadyPushed: 3 };
		const steps = { write: { statements: 10 }, commit: { statements: 1 } };
		const file = { ...push('readyFile', 0, 9), orders: 1, wire: { steps } } as PushFigure;
		expect(goal({ warm: [warm] }, /one order/)).toMatchObject({ value: 14, met: true });
		expect(goal({ warm: [warm], push: [file] }, /one order/)).toMatchObject({ limit: 11 });
		expect(goal({ warm: [warm] }, /already/)).toMatchObject({ value: 3, met: false });
		expect(goal({ warm: [warm] }, /more than 10/)).toMatchObject({ value: 1, met: false });
	});

	test('that were not measured have no value and are not met', () => {
		expect(goal({}, /Push: memory/)).toEqual({ name: expect.any(String), target: 'at most 300', met: false });
		expect(goal({ push: [push('push', 20, 9)] }, /20 ms, of the ready/)).not.toHaveProperty('value');
	});

	test('weigh time per order, not time', () => {
		const long = {
			...{ tenThousandMs: 10_000, hundredThousandMs: 110_000, peakBytes: 9e8, peakBytesOfN8n: 7e8 },
			limited: { heapMb: 352, milliseconds: 120_000, peakBytes: 8e8 },
		};
		expect(goal({ long }, /Push: time per order at 100,000/)).toMatchObject({ value: 1.1, met: true });
		expect(goal({ long }, /Push: memory/)).toMatchObject({ value: 200, limit: 100, met: true });
	});

	test('weigh what Prepare and Notify take from others', () => {
		const speed = { orders: 1000, node: 1, zod: 1, nodeOnOneCore: 25_000, longestBlock: block(20) };
		const memory = { orders: 100_000, peakBytes: 7e8, peakBytesOfN8n: 5e8 };
		const prepare = { speeds: [speed, { ...speed, orders: 100_000, longestBlock: block(60) }], memory };
		expect(goal({ prepare }, /Prepare: orders per second/)).toMatchObject({ value: 25_000, met: true });
		expect(goal({ prepare }, /Prepare: longest/)).toMatchObject({ value: 60, met: false });
		expect(goal({ prepare }, /Prepare: memory/)).toMatchObject({ value: 200, met: true });
		const few = { speeds: [speed], memory: { ...memory, orders: 1000 } };
		expect(goal({ prepare: few }, /Prepare: memory/)).not.toHaveProperty('value');
		const notify = [{ longestBlock: block(40) }, { longestBlock: block(51) }] as unknown as Figures['notify'];
		expect(goal({ notify }, /Notify: longest/)).toMatchObject({ value: 51, limit: 48, met: false });
	});
});
