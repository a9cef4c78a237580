import { classify } from '../../database/faults.js';
import { decimal } from '../../orders/money.js';
import type { OpenShop } from '../shop/openShop.js';
import { changeAtOnce, changeFoundRows, changeTableByTable } from '../rows/changeRows.js';
import type { ResolvedChange } from '../rows/rowChanges.js';
import { inSlices, type Steps } from '../../time/inSlices.js';
import { changesThatShow } from './changesThatShow.js';
import { readFigures, type Figures } from './figures.js';
import {
	noteProgress,
	progressBeside,
	settled,
	type Change,
	type Intent,
	type Progress,
	type Ready,
	type ReadyBatch,
} from './intent.js';

export interface CompleteFrom {
	/** The first step that is not known to be made. */
	readonly step: number;
	/** It may be half made. */
	readonly doubtful: boolean;
}

/**
 * Finishes a batch whose rows are all there: stock and counters first, each step noted in its own statement, so that none is
 * made twice; then, in one statement if it holds them, its rows become visible, its orders count in the log, and it is over.
 * `findings`: what the log is to say of them, by exchange key.
 */
export async function complete(
	shop: OpenShop,
	{ intent, ready }: ReadyBatch,
	from: CompleteFrom,
	findings: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
	for (const [index, changes] of ready.steps.entries()) {
		if (index < from.step) continue;
		if (from.doubtful && index === from.step) await makeRest(shop, changes, index);
		else await make(shop, changes, index);
	}
	const last = await inSlices(lastChanges(intent, ready, findings));
	await unlessRefused(changeFoundRows(shop, last), () => changeTableByTable(shop, last));
}

function* lastChanges(
	intent: Intent,
	ready: Ready,
	findings: ReadonlyMap<string, string>,
): Steps<readonly ResolvedChange[]> {
	const changes: ResolvedChange[] = [];
	for (const [at, some] of intent.marked.entries()) {
		yield;
		const { ids = [], more = {} } = ready.shown[at] ?? {};
		const rows = some.rows.map(({ mark, complete }, row) => {
			const id = ids[row] ?? '';
			return { id, mark, complete: { ...more[id], ...complete } };
		});
		changes.push(...changesThatShow(some, rows));
	}
	yield;
	return [...changes, ...settled(intent, findings)];
}

/**
 * What is to be done where the server refused a statement or broke it off: without a transaction it may have changed some of
 * its rows. MySQL with enforced GTIDs refuses all that change tables with and without transactions.
 */
const unlessRefused = (statement: Promise<unknown>, otherwise: () => Promise<void>): Promise<unknown> =>
	statement.catch((error: unknown) => {
		if (classify(error).handling === 'reconnect') throw error;
		return otherwise();
	});

const at = (step: number): Progress => ({ state: 'publishing', step });

async function make(shop: OpenShop, changes: readonly Change[], step: number): Promise<void> {
	const progress = progressBeside(shop, at(step), at(step + 1));
	await unlessRefused(changeAtOnce(shop, changes.map(resolved), progress), () =>
		makeRest(shop, changes, step),
	);
}

/** Makes those changes of a step that the figures say are not made yet. */
async function makeRest(shop: OpenShop, changes: readonly Change[], step: number): Promise<void> {
	await noteProgress(shop, { state: 'doubtful', step });
	const now = await readFigures(shop, changes);
	const rest = changes.filter((change) => !isMade(change, now.get(change)));
	await changeTableByTable(shop, rest.map(resolved));
	await noteProgress(shop, at(step + 1));
}

/**
 * Whether a figure has its change: exact as long as nobody else changed it since, else what leaves the smaller change to
 * others. A row without figures is set again.
 */
function isMade({ add, before }: Change, now: Figures | undefined): boolean {
	const [column] = Object.keys(add);
	if (column === undefined || now === undefined) return false;
	const changed = decimal(now[column] ?? '0').minus(before[column] ?? '0');
	return changed
		.minus(add[column] ?? '0')
		.abs()
		.lessThan(changed.abs());
}

const resolved = ({ table, key, set, add }: Change): ResolvedChange => ({
	table,
	key: Object.entries(key),
	set: Object.entries(set),
	add: Object.entries(add).map(([column, amount]) => [column, decimal(amount)]),
});
