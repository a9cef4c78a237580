/** A table as `schema.json` describes it, read from the information_schema of an installed shop. */
export interface ShopTable {
	readonly engine: string;
	readonly collation: string;
	readonly columns: readonly ShopColumn[];
	readonly indexes: Readonly<
		Record<string, { readonly unique: boolean; readonly columns: readonly string[] }>
	>;
	readonly foreignKeys?: Readonly<Record<string, ShopForeignKey>>;
}

export interface ShopColumn {
	readonly name: string;
	readonly type: string;
	readonly nullable: boolean;
	/** An SQL expression as MariaDB gives it: `'0'`, `NULL`, `current_timestamp()`. */
	readonly default?: string;
	readonly extra?: string;
	readonly collation?: string;
	readonly generated?: string;
}

export interface ShopForeignKey {
	readonly columns: readonly string[];
	readonly table: string;
	readonly references: readonly string[];
	readonly onDelete: string;
	readonly onUpdate: string;
}

export type ShopSchema = Readonly<Record<string, ShopTable>>;

export const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** CREATE TABLE for one table, named `name`. */
export function createTableSql(name: string, table: ShopTable): string {
	const parts = [
		...table.columns.map(columnSql),
		...Object.entries(table.indexes).map(([index, { unique, columns }]) => {
			const list = columns.map((column) => indexColumn(column, table)).join(', ');
			if (index === 'PRIMARY') return `PRIMARY KEY (${list})`;
			return `${unique ? 'UNIQUE KEY' : 'KEY'} ${quoted(index)} (${list})`;
		}),
		...Object.entries(table.foreignKeys ?? {}).map(
			([key, { columns, table: parent, references, onDelete, onUpdate }]) =>
				`CONSTRAINT ${quoted(key)} FOREIGN KEY (${columns.map(quoted).join(', ')}) ` +
				`REFERENCES ${quoted(parent)} (${references.map(quoted).join(', ')}) ` +
				`ON DELETE ${onDelete} ON UPDATE ${onUpdate}`,
		),
	];
	return (
		`CREATE TABLE ${quoted(name)} (\n${parts.join(',\n')}\n) ` +
		`ENGINE=${table.engine} DEFAULT CHARSET=${charsetOf(table.collation)} COLLATE=${table.collation}`
	);
}

/** Columns that every INSERT must give a value: NOT NULL, without a default, not made by the server. */
export const columnsWithoutDefault = (table: ShopTable): readonly ShopColumn[] =>
	table.columns.filter(
		({ nullable, default: value, extra = '', generated }) =>
			!nullable && value === undefined && !generated && !extra.includes('auto_increment'),
	);

/** The least value a column can hold: what a shop's installer leaves in columns nobody looked at. */
export function leastValue({ type }: ShopColumn): string {
	if (/^(tiny|small|medium|big)?int|^decimal|^float|^double|^bit/.test(type)) return '0';
	if (type.startsWith('datetime') || type.startsWith('timestamp')) return '0000-00-00 00:00:00';
	if (type.startsWith('date')) return '0000-00-00';
	const firstOfEnum = /^enum\('([^']*)'/.exec(type);
	return firstOfEnum?.[1] ?? '';
}

/** The column that the server numbers, if there is one. */
export const autoIncrementOf = (table: ShopTable): string | undefined =>
	table.columns.find(({ extra = '' }) => extra.includes('auto_increment'))?.name;

export const primaryKeyOf = (table: ShopTable): readonly string[] => table.indexes['PRIMARY']?.columns ?? [];

function columnSql(column: ShopColumn): string {
	const { name, type, nullable, default: value, extra = '', collation, generated } = column;
	const words = [quoted(name), type];
	if (collation) words.push(`CHARACTER SET ${charsetOf(collation)} COLLATE ${collation}`);
	if (generated) {
		words.push(`GENERATED ALWAYS AS (${generated}) ${extra.startsWith('STORED') ? 'STORED' : 'VIRTUAL'}`);
		return words.join(' ');
	}
	words.push(nullable ? 'NULL' : 'NOT NULL');
	if (value !== undefined) words.push(`DEFAULT ${value}`);
	if (extra) words.push(extra);
	return words.join(' ');
}

/** Characters of utf8mb4 in the 1,000 bytes of a MyISAM index: MariaDB finds its own ways with longer ones, MySQL has none. */
const longestInMyIsam = 250;

/** `hook(163)` is an index on the first 163 characters. */
function indexColumn(column: string, { engine, columns }: ShopTable): string {
	const [, name = column, length = ''] = /^(.*?)(\(\d+\))?$/.exec(column) ?? [];
	const type = columns.find((one) => one.name === name)?.type ?? '';
	const isLong = Number(/^varchar\((\d+)\)/.exec(type)?.[1]) > longestInMyIsam;
	const shortened = engine === 'MyISAM' && isLong ? `(${longestInMyIsam})` : '';
	return `${quoted(name)}${length || shortened}`;
}

const charsetOf = (collation: string): string => collation.split('_')[0] ?? 'utf8mb4';
