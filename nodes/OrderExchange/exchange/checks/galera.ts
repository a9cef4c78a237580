import type { Database } from '../../database/connect.js';
import { problem, type Problem } from '../../problems/problem.js';

/**
 * A warning where the server is one of a Galera cluster (switched on, with a library that replicates). Only MariaDB reads what stands in the executable comment; servers that
 * know no such setting have no row of it, so nothing can fail. Source: MariaDB manual, “SYSTEM_VARIABLES Table”, “wsrep_on”.
 */
export async function galeraWarning(database: Database): Promise<readonly Problem[]> {
	const rows = await database.read(
		{
			name: 'galera',
			columns: [['cluster', '1']],
			from: `FROM (SELECT 1) one WHERE 0 /*M! OR 2 = (SELECT COUNT(*) FROM information_schema.SYSTEM_VARIABLES
				WHERE (VARIABLE_NAME = 'WSREP_ON' AND GLOBAL_VALUE = 'ON')
				OR (VARIABLE_NAME = 'WSREP_PROVIDER' AND GLOBAL_VALUE NOT IN ('', 'none'))) */`,
		},
		'',
	);
	return rows.length > 0 ? [problem('database.galera')] : [];
}
