import type { ColumnView, SchemaView, TableView } from './schemaView.js';
import type { Database } from './connect.js';
import type { Read, Row } from './read.js';

/**
 * Reads tables, engines and columns of the connected database: one round trip. Apart from each other, since MariaDB joins
 * these two views in ten times the time.
 */
export async function readSchema(database: Database): Promise<SchemaView> {
	const stored = await database.readAll([tableRead, columnRead], '');
	const tables = new Map<string, TableView & { columns: Map<string, ColumnView> }>();
	for (const { tableName, engine } of stored['tables'] ?? [])
		tables.set(tableName ?? '', { name: tableName ?? '', engine: engine ?? '', columns: new Map() });
	for (const row of stored['columns'] ?? [])
		tables.get(row.tableName ?? '')?.columns.set(row.columnName ?? '', columnView(row));
	return tables;
}

const tableRead: Read = {
	name: 'tables',
	columns: [
		['tableName', 'TABLE_NAME'],
		['engine', 'ENGINE'],
	],
	from: "FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'",
	orderBy: 'TABLE_NAME',
};

const columnRead: Read = {
	name: 'columns',
	columns: [
		['tableName', 'TABLE_NAME'],
		['columnName', 'COLUMN_NAME'],
		['type', 'COLUMN_TYPE'],
		['nullable', 'IS_NULLABLE'],
		['defaultValue', 'COLUMN_DEFAULT'],
		['extra', 'EXTRA'],
		['maxLength', 'CHARACTER_MAXIMUM_LENGTH'],
		['charset', 'CHARACTER_SET_NAME'],
		['collation', 'COLLATION_NAME'],
	],
	from: 'FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()',
	orderBy: 'TABLE_NAME, ORDINAL_POSITION',
};

const columnView = (row: Row): ColumnView => {
	const extra = (row.extra ?? '').toLowerCase();
	return {
		name: row.columnName ?? '',
		type: row.type ?? '',
		nullable: row.nullable === 'YES',
		hasDefault: row.defaultValue !== null || row.nullable === 'YES',
		autoIncrement: extra.includes('auto_increment'),
		generated: /\bgenerated\b/.test(extra.replace('default_generated', '')),
		maxLength: row.maxLength === null || row.maxLength === undefined ? null : Number(row.maxLength),
		charset: row.charset ?? null,
		collation: row.collation ?? null,
	};
};
