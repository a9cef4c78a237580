import { classify } from '../../database/faults.js';
import { quoted } from '../../database/statement.js';
import { decimal } from '../../orders/money.js';
import type { OpenShop } from '../openShop.js';
import { assignments, rowsOfChanges, type ResolvedChange } from '../rows/rowChanges.js';
import { readFigures } from './figures.js';
import { noteProgress, progressInStatement, type ChangeStep, type Intent, type Progress } from './intent.js';
import { showRows } from './show.js';

export interface CompleteFrom {
	/** The first change that is not known to be made. */
	readonly step: number;
	/** It may be half made. */
	readonly doubtful: boolean;
}

/**
 * Finishes a batch whose rows are all there: stock and counters, then visible. What was made before is not made again: each
 * change notes in its own statement that it is made.
 */
export async function complete(shop: OpenShop, intent: Intent, from: CompleteFrom): Promise<void> {
	for (const [index, step] of intent.steps.entries()) {
		if (index < from.step) continue;
		if (from.doubtful && index === from.step) await makeRest(shop, step, index);
		else await make(shop, step, index);
	}
	for (const marked of intent.marked) await showRows(shop, marked);
}

const at = (step: number): Progress => ({ state: 'publishing', step });

async function make(shop: OpenShop, step: ChangeStep, index: number): Promise<void> {
	const changes = resolved(step);
	const progress = progressInStatement(shop, at(index), at(index + 1));
	const [set, rows] = [assignments(changes, 's.'), rowsOfChanges(changes, 's.')];
	const sql = `UPDATE ${quoted(shop.found.prefix + step.table)} s ${progress.join} SET ${set.sql}, ${progress.set} WHERE ${rows.sql}`;
	const values = [...progress.joinValues, ...set.values, ...progress.setValues, ...rows.values];
	const changed = await shop.database.write(sql, values).then(
		({ affectedRows }) => affectedRows,
		(error: unknown) =>
			classify(error).handling === 'reconnect' ? Promise.reject(error as Error) : 'refused',
	);
	// Without a transaction, a statement that the server refused or broke off may have changed some of its rows.
	if (changed === 'refused') await makeRest(shop, step, index);
	// All rows that it meant are gone from the shop since.
	else if (changed === 0) await noteProgress(shop, at(index + 1));
}

/** Makes those changes of a step that the figures say are not made yet. */
async function makeRest(shop: OpenShop, step: ChangeStep, index: number): Promise<void> {
	await noteProgress(shop, { state: 'doubtful', step: index });
	const [now = []] = await readFigures(shop, [step]);
	const rest = resolved({ ...step, changes: step.changes.filter((change, at) => !isMade(change, now[at])) });
	if (rest.length > 0) {
		const [set, rows] = [assignments(rest), rowsOfChanges(rest)];
		await shop.database.write(
			`UPDATE ${quoted(shop.found.prefix + step.table)} SET ${set.sql} WHERE ${rows.sql}`,
			[...set.values, ...rows.values],
		);
	}
	await noteProgress(shop, at(index + 1));
}

/**
 * Whether a figure has its change: exact as long as nobody else changed it since, else what leaves the smaller change to
 * others. A row without figures is set again.
 */
function isMade(
	{ add, before }: ChangeStep['changes'][number],
	now: Readonly<Record<string, string>> | undefined,
): boolean {
	const [column] = Object.keys(add);
	if (column === undefined || now === undefined) return false;
	const changed = decimal(now[column] ?? '0').minus(before[column] ?? '0');
	return changed
		.minus(add[column] ?? '0')
		.abs()
		.lessThan(changed.abs());
}

const resolved = ({ table, changes }: ChangeStep): readonly ResolvedChange[] =>
	changes.map(({ key, set, add }) => ({
		...{ table, key: Object.entries(key), set: Object.entries(set) },
		add: Object.entries(add).map(([column, amount]) => [column, decimal(amount)]),
	}));
