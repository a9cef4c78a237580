import { connect, type Database } from '../../nodes/OrderExchange/database/connect.js';
import type { Read, ReadRows } from '../../nodes/OrderExchange/database/read.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';

let shop: TestShop;
let database: Database;
beforeAll(async () => {
	shop = await createShop(sharedMariaDb(), 'mixed', { schema: {}, rows: {} });
	database = await connect(shop.settings);
});
afterAll(async () => {
	await database?.close();
	await shop?.drop();
});

/** A table of one column `v` with this type; its values as SQL. */
async function tableOf(name: string, type: string, values: readonly string[]): Promise<Read> {
	await shop.query(`CREATE TABLE ${name} (id INT PRIMARY KEY AUTO_INCREMENT, v ${type})`);
	await shop.query(`INSERT INTO ${name} (v) VALUES ${values.map((value) => `(${value})`).join(', ')}`);
	return { name, columns: ['id', 'v'], from: `FROM {${name}}`, orderBy: 'id' };
}

/** The same reads, each sent alone. */
async function oneByOne(reads: readonly Read[]): Promise<ReadRows> {
	const rows: Record<string, ReadRows[string]> = {};
	for (const read of reads) rows[read.name] = await database.read(read, '');
	return rows;
}

const types: readonly (readonly [name: string, type: string, values: readonly string[]])[] = [
	['t_latin1', 'VARCHAR(20) CHARACTER SET latin1', ["'Müller'", "''", 'NULL']],
	['t_german', 'VARCHAR(20) CHARACTER SET latin1 COLLATE latin1_german1_ci', ["'Größe'"]],
	['t_utf8mb3', 'VARCHAR(20) CHARACTER SET utf8mb3', ["'Łódź'", "'a '"]],
	['t_ascii', 'CHAR(20) CHARACTER SET ascii COLLATE ascii_bin', ["'SKU-1'"]],
	['t_binary', 'VARBINARY(20)', ["'Zoë'"]],
	['t_blob', 'BLOB', ["'a:1:{}'"]],
	['t_520', 'TEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci', ["'😀 naïve'"]],
	['t_bin', 'LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', ["REPEAT('ü', 70000)"]],
	['t_decimal', 'DECIMAL(30,10)', ['12345678901234567890.0123456789', '0', '-0.5', 'NULL']],
	['t_double', 'DOUBLE', ['0.1', '1e300', '-2.5', '1e-7', '123456789.125']],
	['t_places', 'DOUBLE(15,4)', ['19.99', '0']],
	['t_float', 'FLOAT', ['0.1', '16777216']],
	['t_bigint', 'BIGINT UNSIGNED', ['18446744073709551615']],
	['t_zerofill', 'INT(8) ZEROFILL', ['42']],
	['t_datetime', 'DATETIME', ["'2026-11-28 12:00:00'", "'0000-00-00 00:00:00'"]],
	['t_fraction', 'DATETIME(3)', ["'2026-11-28 12:00:00.120'"]],
	['t_date', 'DATE', ["'2026-02-28'", 'NULL']],
	['t_time', 'TIME', ["'-12:30:00'"]],
	['t_year', 'YEAR', ["'2026'"]],
	['t_enum', "ENUM('y', 'ñ') CHARACTER SET latin1", ["'ñ'"]],
];

test('columns of every character set, collation and type come back in one round trip as they do alone', async () => {
	const reads: Read[] = [];
	for (const [name, type, values] of types) reads.push(await tableOf(name, type, values));
	const before = database.roundTrips;
	const together = await database.readAll(reads, '');
	expect(database.roundTrips - before).toBe(1);
	expect(together).toEqual(await oneByOne(reads));
	expect(together['t_latin1']?.map(({ v }) => v)).toEqual(['Müller', '', null]);
});

test('each read keeps its own order and its own columns, and an empty one its name', async () => {
	const first = await tableOf('sorted', 'VARCHAR(9)', ["'b'", "'c'", "'a'", "'d'"]);
	const reads: Read[] = [
		{ name: 'down', columns: ['v'], from: first.from, orderBy: 'v DESC' },
		{
			name: 'up',
			columns: ['id', 'v', ['twice', 'CONCAT(v, ?)']],
			from: first.from,
			orderBy: 'v',
			values: ['!'],
		},
		{ name: 'none', columns: ['v'], from: `${first.from} WHERE v = ?`, values: ['z'] },
		{ name: 'unsent', columns: ['v'], from: `${first.from} WHERE v IN (?)`, values: [[]] },
		{ name: 'constant', columns: [['word', '?']], from: '', values: ['a ? {sorted}'] },
	];
	const rows = await database.readAll(reads, '');
	expect(rows['down']).toEqual([{ v: 'd' }, { v: 'c' }, { v: 'b' }, { v: 'a' }]);
	expect(rows['up']?.[0]).toEqual({ id: '3', v: 'a', twice: 'a!' });
	expect(rows).toMatchObject({ none: [], unsent: [], constant: [{ word: 'a ? {sorted}' }] });
	expect(rows).toEqual({ ...(await oneByOne(reads)) });
});
