import type { Database } from '../../database/connect.js';
import { classify, type Fault } from '../../database/faults.js';
import type { SchemaView } from '../../database/schemaView.js';
import { quoted, quotedForeign } from '../../database/statement.js';
import type { Grant } from './rights.js';

/**
 * Those of the grants that the server refuses the connected user, a round trip each. It is asked by statements that it only
 * explains: rights that come by a role, or to everybody, are in no list that an ordinary user may see.
 */
export async function refusedGrants(
	database: Database,
	schema: SchemaView,
	grants: readonly Grant[],
): Promise<Grant[]> {
	const refused: Grant[] = [];
	for (const grant of grants) {
		const all = [...(schema.get(grant.table)?.columns.values() ?? [])].filter(({ generated }) => !generated);
		const columns = grant.columns ?? all.map(({ name }) => name);
		const fault = await faultOf(database, statementFor(grant, columns));
		if (fault?.problem === 'database.rights') refused.push(grant);
	}
	return refused;
}

function statementFor({ table, right, columns: some }: Grant, columns: readonly string[]): string {
	const name = quoted(table);
	// of a table that is not there yet the server says so, once it has looked at the rights
	const names = (columns.length > 0 ? columns : ['nothing']).map(quotedForeign);
	switch (right) {
		case 'SELECT':
			return `SELECT ${some ? names.join(', ') : '*'} FROM ${name} WHERE FALSE`;
		case 'INSERT':
			return `INSERT INTO ${name} (${names.join(', ')}) SELECT ${names.map(() => 'NULL').join(', ')} FROM DUAL WHERE FALSE`;
		case 'UPDATE':
			return `UPDATE ${name} SET ${names.map((column) => `${column} = NULL`).join(', ')} WHERE FALSE`;
		case 'DELETE':
			return `DELETE FROM ${name} WHERE FALSE`;
	}
}

/** @throws what breaks the connection */
const faultOf = (database: Database, sql: string): Promise<Fault | undefined> =>
	database.explain(sql).then(
		() => undefined,
		(error: unknown) => {
			const fault = classify(error);
			if (fault.handling === 'reconnect') throw error;
			return fault;
		},
	);
