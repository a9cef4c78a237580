import { stat } from 'node:fs/promises';

/** Where Debian, Red Hat, the servers' own packages and macOS have it. */
const usualPlaces = [
	'/run/mysqld/mysqld.sock',
	'/var/run/mysqld/mysqld.sock',
	'/var/lib/mysql/mysql.sock',
	'/tmp/mysql.sock',
];

/** The socket of the database server on this machine: as MYSQL_UNIX_PORT says, which the server's own tools read too, or in a usual place. */
export async function localSocket(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
	const named = environment['MYSQL_UNIX_PORT'];
	for (const path of named ? [named] : usualPlaces)
		if ((await stat(path).catch(() => undefined))?.isSocket()) return path;
	return undefined;
}
