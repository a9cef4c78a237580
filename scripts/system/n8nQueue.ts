import { startPostgreSql, type PostgreSql } from './postgresql.js';
import type { Say } from './programs.js';
import { startRedis } from './redis.js';

/** What n8n's queue mode needs beside n8n: a queue and a database that all its processes reach. */
export interface N8nQueue {
	readonly postgreSql: PostgreSql;
	/** The same for main process, workers and import commands. */
	readonly settings: NodeJS.ProcessEnv;
	stop(): Promise<void>;
}

/** Starts a private Redis and a private PostgreSQL, installing them first where that is possible. */
export async function startQueue(say: Say): Promise<N8nQueue> {
	say('Starting Redis and PostgreSQL …');
	const redis = await startRedis(say);
	try {
		const postgreSql = await startPostgreSql(say);
		return {
			postgreSql,
			settings: {
				EXECUTIONS_MODE: 'queue',
				// Else the main process runs what a person starts in the editor itself.
				OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
				QUEUE_BULL_REDIS_HOST: redis.host,
				QUEUE_BULL_REDIS_PORT: String(redis.port),
				QUEUE_BULL_REDIS_PASSWORD: redis.password,
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: postgreSql.host,
				DB_POSTGRESDB_PORT: String(postgreSql.port),
				DB_POSTGRESDB_DATABASE: postgreSql.database,
				DB_POSTGRESDB_USER: postgreSql.user,
				DB_POSTGRESDB_PASSWORD: postgreSql.password,
			},
			async stop() {
				await postgreSql.stop();
				await redis.stop();
			},
		};
	} catch (cause) {
		await redis.stop();
		throw cause;
	}
}
