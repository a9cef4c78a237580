import type { StrikeKind } from './proxy/faults.js';
import type { Control } from './runs/controls.js';
import type { FailedSchedule } from './runs/random.js';
import type { Counts } from './shop/checker.js';

/** What one run of `npm run test:faults` found. */
export interface FaultReport {
	readonly seed: number;
	readonly runs: number;
	readonly seconds: number;
	readonly counts: Counts;
	/** Faults that really struck. */
	readonly strikes: ReadonlyMap<StrikeKind, number>;
	readonly repeatedMails: number;
	readonly controls: readonly Control[];
	readonly failed: readonly FailedSchedule[];
}

/** Nothing went wrong, and the checker would have seen it. */
export const isProof = ({ counts, controls, failed }: FaultReport): boolean =>
	Object.values(counts).every((count) => count === 0) &&
	failed.length === 0 &&
	controls.every(({ found }) => found);

export const asJson = (report: FaultReport): string =>
	JSON.stringify(
		{
			...report.counts,
			faults: Object.fromEntries(report.strikes),
			seed: report.seed,
			runs: report.runs,
			seconds: report.seconds,
			repeatedMails: report.repeatedMails,
			naiveWriters: report.controls,
			failed: report.failed,
		},
		null,
		'\t',
	);

export function asText(report: FaultReport): string {
	const { counts, strikes, controls, failed, seed, runs, seconds, repeatedMails } = report;
	const shown = (one: Counts) =>
		`${one.lost} lost, ${one.duplicated} duplicated, ${one.partial} partial, ${one.falselyReported} falsely reported`;
	return [
		...controls.map(
			({ writer, trials, counts: found, found: enough }) =>
				`${enough ? 'found ' : 'MISSED'} naive writer ${writer}, ${trials} cuts: ${shown(found)}`,
		),
		...failed.flatMap(({ index, schedule, smallest, findings }) => [
			`\nschedule ${index} (again: npm run test:faults -- --seed ${seed} --only ${index})`,
			...findings.map(({ count, what }) => `  ${count}: ${what}`),
			`  ${JSON.stringify(schedule)}`,
			...(smallest ? [`  smallest that still fails: ${JSON.stringify(smallest)}`] : []),
		]),
		`${runs} schedules from seed ${seed} in ${seconds} s`,
		`faults: ${[...strikes].map(([kind, n]) => `${kind} ${n}`).join(', ') || 'none'}`,
		`mails repeated behind a lost answer, marked as such: ${repeatedMails}`,
		shown(counts),
	].join('\n');
}
