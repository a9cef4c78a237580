import { z } from 'zod/v4';
import { codedFault } from '../../database/faults.js';
import type { ReadRows } from '../../database/read.js';
import { quoted } from '../../database/statement.js';
import { intentKey, latestBatch, leftRow, over } from '../log/latestBatch.js';
import { logInsert, logTable, utcText, type LogRow } from '../log/exchangeLog.js';
import { FactsChanged } from '../rows/factsChanged.js';
import type { OpenShop } from '../shop/openShop.js';
import { orderCountsSchema } from '../receipts/orderCounts.js';
import type { ChangeBeside } from '../rows/changeRows.js';
import { logChange } from '../rows/logChange.js';
import type { ResolvedChange } from '../rows/rowChanges.js';

const value = z.union([z.string(), z.number(), z.null()]);
const columns = z.record(z.string(), value);

/** Rows that are found by their marks, and what they hold once the order is complete. */
const markedRows = z.object({
	table: z.string(),
	idColumn: z.string(),
	markColumn: z.string(),
	/** The highest id before: ours are above it. */
	above: z.string(),
	rows: z.array(z.object({ mark: z.string(), complete: columns })),
});
/** Rows that belong to marked ones: `column` holds the id of a row of `of`. */
const partRows = z.object({ table: z.string(), column: z.string(), of: z.string() });

/** A change of a row that the shop had before. */
const change = z.object({
	table: z.string(),
	key: columns,
	set: columns,
	/** Amounts, and what the columns held before. */
	add: z.record(z.string(), z.string()),
	before: z.record(z.string(), z.string()),
});

const intentSchema = z.object({
	/** ISO 8601. */
	writtenAt: z.string(),
	/** Of its orders. */
	exchangeKeys: z.array(z.string()),
	marked: z.array(markedRows),
	parts: z.array(partRows),
	/** When the database server started, in seconds since 1970; 0: it does not tell. */
	serverStart: z.number(),
});

const readySchema = z.object({
	/** Ids of the marked rows, in the order of the intent; and what they get beside, by id, as they become visible. */
	shown: z.array(z.object({ ids: z.array(z.string()), more: z.record(z.string(), columns) })),
	/** Each is made by one statement. */
	steps: z.array(z.array(change)),
	/** In the order of the intent; their rows in the log are pending. */
	orders: z.array(z.object({ shopOrderId: z.string(), counts: orderCountsSchema })),
});

/**
 * What a batch is about to do, noted in the exchange log before it does it, so that whoever comes next can finish or
 * remove it. Holds ids, amounts and marks, and nothing of what customers said.
 */
export type Intent = z.output<typeof intentSchema>;
/** What is known once all its rows are there, noted beside: how to finish it. */
export type Ready = z.output<typeof readySchema>;
export type MarkedRows = z.output<typeof markedRows>;
export type Change = z.output<typeof change>;

/**
 * How far it came. `writing`: rows are being inserted, hidden; to be removed. `publishing`: all rows are there, `step` of the
 * changes are made; to be finished. `doubtful`: likewise, but the next step may be half made.
 */
const progressSchema = z.object({
	state: z.enum(['writing', 'publishing', 'doubtful']),
	step: z.number().int().min(0),
});
export type Progress = Readonly<z.output<typeof progressSchema>>;

/** A batch whose rows are all there. */
export interface ReadyBatch {
	readonly intent: Intent;
	readonly ready: Ready;
}

/** The kind of the rows of orders that do not count yet. */
const pending = 'pending';
const writing = 'writing';
const kindOf = ({ state, step }: Progress): string => (state === writing ? state : `${state} ${step}`);
/** Stands between the notes of a batch, which JSON writes in one line each. */
const nextNote = '\n';

export interface Leftover {
	readonly intent: Intent;
	/** Undefined while it is `writing`. */
	readonly ready: Ready | undefined;
	readonly progress: Progress;
}

/**
 * The batch that an earlier session began and did not end; `rows`: those of `latestBatch`.
 * @throws FOREIGN_BATCH where the note cannot be read
 */
export function leftoverIn(rows: ReadRows): Leftover | undefined {
	const row = leftRow(rows);
	if (!row) return undefined;
	const [state, step] = (row['kind'] ?? '').split(' ');
	const [intent = '', ready = ''] = (row['content'] ?? '').split(nextNote);
	return {
		intent: readAs(intentSchema, parsedJson(intent)),
		ready: state === writing ? undefined : readAs(readySchema, parsedJson(ready)),
		progress: readAs(progressSchema, { state, step: Number(step ?? '0') }),
	};
}

function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw codedFault('FOREIGN_BATCH');
	return parsed.data;
}

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** `before`: the rows of `latestBatch`. @throws FactsChanged, or 1062, where that is not the latest batch any more */
export async function noteIntent(
	{ database, found }: OpenShop,
	intent: Intent,
	before: ReadRows,
): Promise<void> {
	const [kind, content] = [kindOf({ state: writing, step: 0 }), JSON.stringify(intent)];
	const now = new Date(intent.writtenAt);
	if (before[latestBatch.name]?.length === 0) {
		const first = logInsert(found.prefix, [{ exchangeKey: intentKey, kind, content }], now);
		await database.write(first.sql, first.values);
		return;
	}
	const { affectedRows } = await database.write(
		`UPDATE ${quoted(found.prefix + logTable)} SET kind = ?, content = ?, created_at = ? WHERE exchange_key = ? AND kind = '${over}'`,
		[kind, content, utcText(now), intentKey],
	);
	if (affectedRows === 0) throw new FactsChanged();
}

/**
 * From here on the batch is finished, whoever does it. The same statement notes its orders as pending: in the log with all
 * that will be said of them, but not there yet for any run.
 */
export async function noteReady(
	{ database, found }: OpenShop,
	{ writtenAt }: Intent,
	ready: Ready,
	entries: readonly Omit<LogRow, 'kind'>[],
): Promise<void> {
	const kind = kindOf({ state: 'publishing', step: 0 });
	const rows = [
		{ exchangeKey: intentKey, kind, content: nextNote + JSON.stringify(ready) },
		...entries.map((entry) => ({ ...entry, kind: pending })),
	];
	const { sql, values } = logInsert(found.prefix, rows, new Date(writtenAt));
	await database.write(
		`${sql} ON DUPLICATE KEY UPDATE content = IF(VALUES(kind) = '${pending}', content, CONCAT(content, VALUES(content))), kind = IF(VALUES(kind) = '${pending}', kind, VALUES(kind))`,
		values,
	);
}

/** How far the batch came, in a statement of its own. */
export const noteProgress = async ({ database, found }: OpenShop, progress: Progress): Promise<void> =>
	void (await database.write(
		`UPDATE ${quoted(found.prefix + logTable)} SET kind = ? WHERE exchange_key = ?`,
		[kindOf(progress), intentKey],
	));

/** By which changes note the batch's progress in their own statement. */
export const progressBeside = ({ found }: OpenShop, from: Progress, to: Progress): ChangeBeside => ({
	join: {
		sql: `JOIN ${quoted(found.prefix + logTable)} l ON l.exchange_key = ? AND l.kind = ?`,
		values: [intentKey, kindOf(from)],
	},
	set: { sql: 'l.kind = ?', values: [kindOf(to)] },
});

/** Nothing of the batch is left in the shop, nor in the log what may be pending of these orders. */
export const dropIntent = async ({ database, found }: OpenShop, { exchangeKeys }: Intent): Promise<void> =>
	void (await database.write(
		`DELETE FROM ${quoted(found.prefix + logTable)} WHERE exchange_key IN (?) AND (exchange_key = ? OR kind = '${pending}')`,
		[[intentKey, ...exchangeKeys], intentKey],
	));

/** The batch is complete: its orders count, with what was found about them, and it is over. */
export const settled = (
	{ exchangeKeys }: Intent,
	findings: ReadonlyMap<string, string>,
): readonly ResolvedChange[] => [
	...exchangeKeys.map((exchangeKey) => {
		const finding = findings.get(exchangeKey);
		return logChange(exchangeKey, [
			['kind', 'order'],
			...(finding === undefined ? [] : [['finding', finding] as const]),
		]);
	}),
	logChange(intentKey, [
		['kind', over],
		['content', null],
	]),
];
