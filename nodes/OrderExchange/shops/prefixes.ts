import type { SchemaView } from '../database/schemaView.js';

/** What stands before this name in the names of the tables that end with it: the prefixes of the shops that have such a table. */
export const prefixesOf = (table: string, schema: SchemaView): readonly string[] =>
	[...schema.keys()].filter((name) => name.endsWith(table)).map((name) => name.slice(0, -table.length));
