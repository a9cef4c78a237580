import type { StrikeKind } from './proxy/faults.js';
import type { Control } from './runs/controls.js';
import type { FailedSchedule } from './runs/random.js';
import type { Series } from './runs/series.js';
import type { Counts } from './shop/checker.js';

/** What one run of `npm run test:faults` found. */
export interface FaultReport {
	readonly seed: number;
	readonly seconds: number;
	readonly counts: Counts;
	readonly series: readonly Series[];
	readonly repeatedMails: number;
	readonly controls: readonly Control[];
	readonly failed: readonly FailedSchedule[];
}

/** Nothing went wrong, and the checker would have seen it. */
export const isProof = ({ counts, controls, failed }: FaultReport): boolean =>
	Object.values(counts).every((count) => count === 0) &&
	failed.length === 0 &&
	controls.every(({ found }) => found);

/** Of our own writer; the naive ones count for themselves. */
export const strikesOf = ({ series }: FaultReport): ReadonlyMap<StrikeKind, number> =>
	added(series.map(({ strikes }) => strikes));

/** How many trials each kind of shop had. */
export const shopsOf = ({ series }: FaultReport): ReadonlyMap<string, number> =>
	added(series.map(({ shops }) => shops));

function added<Key>(counted: readonly ReadonlyMap<Key, number>[]): ReadonlyMap<Key, number> {
	const all = new Map<Key, number>();
	for (const one of counted) for (const [key, n] of one) all.set(key, (all.get(key) ?? 0) + n);
	return all;
}

export const trialsOf = ({ series }: FaultReport): number =>
	series.reduce((total, { trials }) => total + trials, 0);

const asData = ({ title, trials, seconds, counts, strikes }: Series) => ({
	...{ title, trials, seconds, ...counts, faults: Object.fromEntries(strikes) },
});

export const asJson = (report: FaultReport): string =>
	JSON.stringify(
		{
			...report.counts,
			faults: Object.fromEntries(strikesOf(report)),
			shops: Object.fromEntries(shopsOf(report)),
			seed: report.seed,
			runs: trialsOf(report),
			seconds: report.seconds,
			repeatedMails: report.repeatedMails,
			series: report.series.map(asData),
			naiveWriters: report.controls.map((one) => ({ writer: one.writer, found: one.found, ...asData(one) })),
			failed: report.failed,
		},
		null,
		'\t',
	);

const shown = (one: Counts): string =>
	`${one.lost} lost, ${one.duplicated} duplicated, ${one.partial} partial, ${one.falselyReported} falsely reported`;

const shownCounts = (counted: ReadonlyMap<string, number>): string =>
	[...counted].map(([kind, n]) => `${kind} ${n}`).join(', ') || 'none';

export function asText(report: FaultReport): string {
	const { counts, series, controls, failed, seed, seconds, repeatedMails } = report;
	return [
		...controls.map(
			(one) =>
				`${one.found ? 'found ' : 'MISSED'} naive writer ${one.writer}, ${one.trials} cuts: ${shown(one.counts)}`,
		),
		...series.map((one) => `${one.title}: ${one.trials} trials, ${shown(one.counts)}`),
		...failed.flatMap(({ index, schedule, smallest, findings }) => [
			`\nschedule ${index} (again: npm run test:faults -- --seed ${seed} --only ${index})`,
			...findings.map(({ count, what }) => `  ${count}: ${what}`),
			`  ${JSON.stringify(schedule)}`,
			...(smallest ? [`  smallest that still fails: ${JSON.stringify(smallest)}`] : []),
		]),
		`${trialsOf(report)} trials from seed ${seed} in ${seconds} s`,
		`shops: ${shownCounts(shopsOf(report))}`,
		`faults: ${shownCounts(strikesOf(report))}`,
		`mails repeated behind a lost answer, marked as such: ${repeatedMails}`,
		`${counts.misclassified} errors handled wrongly, ${counts.leftBehind} things left behind by stopped runs`,
		shown(counts),
	].join('\n');
}
