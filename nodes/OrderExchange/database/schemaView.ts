/** A column as information_schema describes it. */
export interface ColumnView {
	readonly name: string;
	/** E.g. `varchar(32)`, `decimal(15,4)`, `int(10) unsigned`. */
	readonly type: string;
	readonly nullable: boolean;
	readonly hasDefault: boolean;
	readonly autoIncrement: boolean;
	readonly generated: boolean;
	/** In characters; null for columns without a length. */
	readonly maxLength: number | null;
	readonly charset: string | null;
	/** Both null for columns that hold no text. */
	readonly collation: string | null;
}

export interface TableView {
	readonly name: string;
	readonly engine: string;
	readonly columns: ReadonlyMap<string, ColumnView>;
}

/** The tables of one database, by their full names, prefix included. */
export type SchemaView = ReadonlyMap<string, TableView>;
