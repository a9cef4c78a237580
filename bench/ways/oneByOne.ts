import { performance } from 'node:perf_hooks';
import { createConnection } from 'mysql2/promise';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { updateOf, type OrderWork } from './orderWork.js';

/** Plain mysql2, one query after the other, a transaction per order; milliseconds, connecting included. */
export async function oneByOne(settings: DatabaseSettings, work: readonly OrderWork[]): Promise<number> {
	const { host, port, user, password, database } = settings;
	const started = performance.now();
	const connection = await createConnection({ host, port, user, password, database, charset: 'utf8mb4' });
	try {
		await connection.query("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'");
		for (const { questions, inserts, updates } of work) {
			await connection.query('START TRANSACTION');
			for (const { sql, value } of questions) await connection.query(sql, [value]);
			for (const { table, row } of inserts) await connection.query('INSERT INTO ?? SET ?', [table, row]);
			for (const update of updates) {
				const { sql, values } = updateOf(update);
				await connection.query(sql, values);
			}
			await connection.query('COMMIT');
		}
	} finally {
		await connection.end();
	}
	return performance.now() - started;
}
