import type { ColumnView, SchemaView, TableView } from './schemaView.js';
import type { Database } from './connect.js';
import type { Row } from './read.js';

/** Reads tables, engines and columns of the connected database: one round trip. */
export async function readSchema(database: Database): Promise<SchemaView> {
	const rows = await database.read(
		{
			name: 'schema',
			columns: [
				['tableName', 't.TABLE_NAME'],
				['engine', 't.ENGINE'],
				['columnName', 'c.COLUMN_NAME'],
				['type', 'c.COLUMN_TYPE'],
				['nullable', 'c.IS_NULLABLE'],
				['defaultValue', 'c.COLUMN_DEFAULT'],
				['extra', 'c.EXTRA'],
				['maxLength', 'c.CHARACTER_MAXIMUM_LENGTH'],
				['charset', 'c.CHARACTER_SET_NAME'],
				['collation', 'c.COLLATION_NAME'],
			],
			from: `FROM information_schema.TABLES t
				JOIN information_schema.COLUMNS c ON c.TABLE_SCHEMA = t.TABLE_SCHEMA AND c.TABLE_NAME = t.TABLE_NAME
				WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE'`,
			orderBy: 't.TABLE_NAME, c.ORDINAL_POSITION',
		},
		'',
	);
	const tables = new Map<string, TableView & { columns: Map<string, ColumnView> }>();
	for (const row of rows) {
		const name = row.tableName ?? '';
		const table = tables.get(name) ?? { name, engine: row.engine ?? '', columns: new Map() };
		tables.set(name, table);
		table.columns.set(row.columnName ?? '', columnView(row));
	}
	return tables;
}

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
