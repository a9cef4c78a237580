import { randomUUID } from 'node:crypto';
import { speaksAgainstOrder } from '../../database/faults.js';
import {
	insertStatement,
	markingInsertStatement,
	rowMark,
	type Statement,
} from '../../database/statement.js';
import type { UnsaidColumn } from '../../database/unsaidColumns.js';
import type { InsertedRows } from './insertedRows.js';
import type { OpenShop } from '../shop/openShop.js';
import { PlansRefused } from './plansRefused.js';
import { refusedRows, type Refused } from './refusedRows.js';

/** Rows that are to go in with one INSERT. */
export interface Portion extends Omit<InsertedRows, 'ids'> {
	/** About as long the INSERT will be. */
	readonly bytes: number;
	/** Named in the INSERT besides `columns`, and not looked at afterwards. */
	readonly unsaid: readonly UnsaidColumn[];
}

/** Whether the portion fits into one statement with these. */
export const fitsBeside = (
	{ database }: OpenShop,
	portions: readonly Portion[],
	portion: Portion,
): boolean => {
	const bytes = portions.reduce((total, one) => total + one.bytes, portion.bytes);
	return portions.length === 0 || bytes <= database.longestStatement / 2;
};

/**
 * Inserts portions that do not refer to each other's rows: of a single order where tables know no transactions, since what was
 * inserted of several that are refused could not be taken back here.
 * @throws PlansRefused when some of the rows can be told to be unacceptable
 */
export async function insertPortions(
	shop: OpenShop,
	portions: readonly Portion[],
): Promise<readonly InsertedRows[]> {
	const inserted: InsertedRows[] = [];
	const firstIds = portions.length > 1 ? await insertTogether(shop, portions) : undefined;
	for (const [place, portion] of portions.entries()) {
		const { table, columns, values, planned, idColumn } = portion;
		const firstId = firstIds?.[place] ?? (await insert(shop, portion));
		const ids = idsOf(portion, firstId, shop.database.idStep);
		inserted.push({ table, columns, values, planned, idColumn, ids });
	}
	return inserted;
}

/** Rows that brought their ids have them in front. */
const idsOf = ({ idColumn, values }: Portion, firstId: string, step: number): readonly string[] =>
	idColumn === undefined
		? values.map((row) => String(row[0]))
		: values.map((_, index) => String(BigInt(firstId) + BigInt(index * step)));

/**
 * The first id of each portion; undefined where the shop refused them, and each is to be asked for by itself.
 * @throws PlansRefused where the only plan is refused and nothing can be taken back
 */
async function insertTogether(
	shop: OpenShop,
	portions: readonly Portion[],
): Promise<readonly string[] | undefined> {
	const { database } = shop;
	const statements = portions.map((portion) => statementOf(shop, portion));
	const savepoint = `before_${randomUUID().replaceAll('-', '_')}`;
	return await database.insertTogether(statements, savepoint).catch(async (error: unknown) => {
		if (!speaksAgainstOrder(error)) return await Promise.reject(error as Error);
		if (shop.withoutTransactions) throw new PlansRefused(new Map([[0, error]]));
		return void (await database.takeInsertsBack(savepoint));
	});
}

/** Returns the id of the first row. */
async function insert(shop: OpenShop, portion: Portion): Promise<string> {
	const { database, found } = shop;
	const { columns, rows } = named(portion);
	const { table, planned } = portion;
	const statement = statementOf(shop, portion);
	const written = database.write(statement.sql, statement.values).catch(async (error: unknown) => {
		throw (speaksAgainstOrder(error) && (await refusedPlans())) || error;
	});
	return (await written).insertId;

	async function refusedPlans(): Promise<PlansRefused | undefined> {
		const refused = await refusedRows(rows, sendMarked).catch(() => undefined);
		if (!refused || refused.size === 0) return undefined;
		return new PlansRefused(
			new Map([...refused].map(([row, cause]) => [planned[rows.indexOf(row)]?.plans[0] ?? 0, cause])),
		);
	}

	async function sendMarked(some: typeof rows): Promise<Refused | undefined> {
		const mark = randomUUID();
		const marks = some.map((_, index) => `${mark} ${index}`);
		const marking = markingInsertStatement(found.prefix + table, columns, some, marks);
		try {
			await database.write(marking.sql, marking.values);
			return undefined;
		} catch (error) {
			const [reached] = speaksAgainstOrder(error) ? await database.read(rowMark, found.prefix) : [];
			const at = marks.indexOf(reached?.['mark'] ?? '');
			return { error, at: at < 0 ? undefined : at };
		}
	}
}

function statementOf({ found }: OpenShop, portion: Portion): Statement {
	const { columns, rows } = named(portion);
	return insertStatement(found.prefix + portion.table, columns, rows);
}

/** A portion with all columns that its INSERT names. */
const named = ({ columns, values, unsaid }: Portion) => ({
	columns: [...columns, ...unsaid.map(({ name }) => name)],
	rows: unsaid.length === 0 ? values : values.map((row) => [...row, ...unsaid.map(({ value }) => value)]),
});
