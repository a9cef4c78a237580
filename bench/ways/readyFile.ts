import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { escape as literal } from 'mysql2';
import { findProgram } from '../../scripts/system/programs.js';
import type { DataRow } from '../../sandbox/shops/shopData.js';
import { quoted } from '../../sandbox/shops/shopTables.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import type { MeasuredShop } from '../shops/measuredShop.js';
import { share, writtenRows, type TableChanges } from '../shops/writtenRows.js';

/** SQL that writes the same rows as the push before it: what a database takes when nobody has to think. */
export interface ReadyFile {
	/** Feeds it to the mariadb client; milliseconds from its start to its end. */
	run(settings: DatabaseSettings): Promise<number>;
	remove(): Promise<void>;
}

/** No statement is longer, so that the server's packet limit (16 MB) is never met. */
const longestStatement = 8_000_000;

/** Writes the file: multi-row inserts, one statement per table and batch, each batch in a transaction. */
export async function readyFile(shop: MeasuredShop, batches: number): Promise<ReadyFile> {
	if (batches === 0) throw new Error('The push showed no commit, so the file would be empty');
	const folder = await mkdtemp(join(tmpdir(), 'order-exchange-bench-'));
	const part = (batch: number) => join(folder, `${batch}.sql`);
	for await (const changes of writtenRows(shop))
		for (let batch = 0; batch < batches; batch += 1)
			await appendFile(part(batch), batchStatements(changes, batch, batches).join(''));

	const file = join(folder, 'all.sql');
	const out = createWriteStream(file);
	out.write("SET NAMES utf8mb4; SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\n");
	for (let batch = 0; batch < batches; batch += 1) {
		out.write('START TRANSACTION;\n');
		if (!out.write(await readFile(part(batch)))) await once(out, 'drain');
		out.write('COMMIT;\n');
	}
	out.end();
	await once(out, 'close');
	return {
		run: (settings) => feed(file, settings),
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}

/** A batch's share of a table: its new rows, and its step of the rows that change in every batch (stock). */
function batchStatements(changes: TableChanges, batch: number, batches: number): readonly string[] {
	const { table, names, numeric } = changes;
	const rows = share(changes.inserted, batch, batches).map((row) =>
		names.map((name) => value(row, name, numeric)),
	);
	return [...inserts(table, names, rows), ...updates(changes, batch, batches)];
}

function updates(
	{ table, numeric, changed }: TableChanges,
	batch: number,
	batches: number,
): readonly string[] {
	const stepped = changed
		.map(({ key, before, after }) => ({
			key,
			then: Object.entries(after).map(([name, end]) => ({
				name,
				now: between(before[name] ?? null, end, batch / batches, numeric.has(name)),
				next: between(before[name] ?? null, end, (batch + 1) / batches, numeric.has(name)),
			})),
		}))
		.filter(({ then }) => then.some(({ now, next }) => now !== next));
	const [first] = stepped;
	if (!first) return [];
	const keys = Object.keys(first.key);
	const columns = [...new Set(stepped.flatMap(({ then }) => then.map(({ name }) => name)))];
	const sameColumns = columns.map((column) => {
		const rows = stepped.flatMap(({ key, then }) => {
			const change = then.find(({ name, now, next }) => name === column && now !== next);
			return change
				? [[...keys.map((name) => value(key, name, numeric)), asSql(change.next, numeric.has(column))]]
				: [];
		});
		const take = ` ON DUPLICATE KEY UPDATE ${quoted(column)} = VALUES(${quoted(column)})`;
		return inserts(table, [...keys, column], rows, take);
	});
	return sameColumns.flat();
}

/** Numbers go in even steps, whole where both ends are; what is no number changes with the last batch. */
function between(
	before: string | null,
	after: string | null,
	passed: number,
	numeric: boolean,
): string | null {
	if (passed >= 1) return after;
	if (!numeric || before === null || after === null) return before;
	const exact = Number(before) + (Number(after) - Number(before)) * passed;
	return String(before.includes('.') ? exact.toFixed(4) : Math.round(exact));
}

function inserts(
	table: string,
	columns: readonly string[],
	rows: readonly (readonly string[])[],
	ending = '',
): readonly string[] {
	const statements: string[] = [];
	let tuples: string[] = [];
	let length = 0;
	const head = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(', ')}) VALUES\n`;
	const finish = () => {
		if (tuples.length > 0) statements.push(`${head}${tuples.join(',\n')}${ending};\n`);
		tuples = [];
		length = 0;
	};
	for (const row of rows) {
		const tuple = `(${row.join(',')})`;
		if (length + tuple.length > longestStatement) finish();
		tuples.push(tuple);
		length += tuple.length;
	}
	finish();
	return statements;
}

const value = (row: DataRow, name: string, numeric: ReadonlySet<string>): string =>
	asSql(row[name] ?? null, numeric.has(name));

const asSql = (text: string | null, numeric: boolean): string =>
	text === null ? 'NULL' : numeric ? text : literal(text);

async function feed(
	file: string,
	{ host, port, user, password, database }: DatabaseSettings,
): Promise<number> {
	const program = await findProgram('mariadb', 'mysql');
	if (!program) throw new Error('The mariadb client was not found beside the server');
	const started = performance.now();
	const child = spawn(
		program,
		[`--host=${host}`, `--port=${port}`, '--protocol=tcp', '--skip-ssl', `--user=${user}`, database],
		{ env: { ...process.env, MYSQL_PWD: password }, stdio: ['pipe', 'ignore', 'pipe'] },
	);
	let complaint = '';
	child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
	createReadStream(file).pipe(child.stdin);
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error(`The mariadb client ended with ${code}: ${complaint.slice(0, 2000)}`);
	return performance.now() - started;
}
