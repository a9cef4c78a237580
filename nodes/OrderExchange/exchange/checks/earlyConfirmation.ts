import type { Database } from '../../database/connect.js';
import { problem, type Problem } from '../../problems/problem.js';

/**
 * A warning where the server confirms a commit before it has handed it to the operating system: killed, it loses its last second.
 * Source: MariaDB and MySQL manuals, “innodb_flush_log_at_trx_commit”.
 */
export async function earlyConfirmationWarning(database: Database): Promise<readonly Problem[]> {
	const columns = [['flush', '@@GLOBAL.innodb_flush_log_at_trx_commit']] as const;
	const [row] = await database.read({ name: 'flush', columns, from: '' }, '');
	return row?.flush === '0' ? [problem('database.confirmsEarly')] : [];
}
