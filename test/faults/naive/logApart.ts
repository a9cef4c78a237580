import type { PushJob, PushResult } from '../workers/jobs.js';
import { pushNaively, writeOrder } from './withoutLog.js';

/** The log that this writer keeps, made by whoever runs it. */
export const naiveLogSql = 'CREATE TABLE naive_log (order_number VARCHAR(64) PRIMARY KEY) ENGINE=InnoDB';

/**
 * A writer with an exchange log, in a transaction of its own: what it has noted it takes for written. It must lose orders
 * and say that they are there.
 */
export const pushLogApart = (job: PushJob): Promise<PushResult> =>
	pushNaively(job, async (connection, order) => {
		const [noted] = (await connection.query('INSERT IGNORE INTO naive_log VALUES (?)', [
			order.number,
		])) as unknown as [{ affectedRows: number }];
		if (noted.affectedRows === 0) return 'alreadyWritten';
		await connection.beginTransaction();
		await writeOrder(connection, order);
		await connection.commit();
		return 'written';
	});
