import { isProof, shopsOf, strikesOf, trialsOf, type FaultReport } from './report.js';
import { runFaults, type FaultOptions } from './runs/runFaults.js';
import { kindName, shopKinds } from '../support/shops/kinds.js';

// A short version of `npm run test:faults`; the long ones are run by hand.

const onInnoDb = (...platforms: readonly string[]) => shopKinds({ platforms, engines: ['InnoDB'] });
const onMyIsam = (...platforms: readonly string[]) => shopKinds({ platforms, engines: ['MyISAM'] });

/** The making of a shop takes longest, so each series has some kinds only. */
const kindsOf = {
	everyByte: [...onInnoDb('modified-3.3', 'woocommerce-11-hpos'), ...onMyIsam('opencart-3.0')],
	everyStatement: [...onInnoDb('opencart-4.1', 'opencart-3.0'), ...onMyIsam('modified-3.3')],
	everyStep: [...onInnoDb('woocommerce-11-hpos'), ...onMyIsam('opencart-4.1', 'modified-3.3')],
	random: [...onInnoDb('modified-3.3', 'opencart-4.1'), ...onMyIsam('opencart-3.0')],
} as const;

test('every kind of shop is in one of the series here', () => {
	const here = Object.values(kindsOf).flat().map(kindName);
	expect(new Set(here)).toEqual(new Set(shopKinds().map(kindName)));
});

/** Every finding is shown by the failing test. */
async function proofOf(series: keyof typeof kindsOf, options: Partial<FaultOptions>): Promise<FaultReport> {
	const told: string[] = [];
	const kinds = kindsOf[series];
	const report = await runFaults({ seed: 20_261_128, kinds, tell: (line) => told.push(line), ...options });
	const findings = report.series.flatMap((one) => one.findings);
	expect(findings).toEqual([]);
	expect([...shopsOf(report).keys()].sort()).toEqual(kinds.map(kindName).sort());
	expect({ told, isProof: isProof(report) }).toMatchObject({ isProof: true });
	return report;
}

test('cuts at bytes all over a push lose nothing, and the same cuts make the naive writers fail', async () => {
	const report = await proofOf('everyByte', { everyByte: { stride: 1_999, orders: [3] }, controlStride: 97 });
	expect(strikesOf(report).get('cut')).toBeGreaterThan(200);
	expect(report.controls.map(({ writer, found }) => `${writer} ${found}`)).toEqual([
		'withoutLog true',
		'logApart true',
	]);
});

test('every server error is retried, isolated or left for later as its kind wants', async () => {
	const report = await proofOf('everyStatement', { everyStatement: { stride: 43, orders: [1, 3] } });
	expect(strikesOf(report).get('serverError')).toBeGreaterThan(70);
});

test('kill -9 of pusher and database and the stop button, step by step, leave whole orders once and no handle', async () => {
	const report = await proofOf('everyStep', { everyStep: { killWorker: 9, killServer: 3, stop: 12 } });
	const strikes = strikesOf(report);
	// Of three workers the one to be struck may find the orders written and never come to that step.
	expect(strikes.get('killWorker')).toBeGreaterThanOrEqual(6);
	expect(strikes.get('killServer')).toBe(3);
	expect(strikes.get('stop')).toBeGreaterThanOrEqual(9);
});

test('random schedules of up to eight workers, faults and kills leave every order once and one mail', async () => {
	const report = await proofOf('random', { random: { runs: 8 } });
	expect(trialsOf(report)).toBe(8);
	expect([...strikesOf(report).keys()].length).toBeGreaterThan(2);
});
