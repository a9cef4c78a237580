import { cp, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.js';
import { findProgram, installDebianPackages, outputOf, type Say } from './programs.js';

export interface MariaDbPrograms {
	readonly server: string;
	/** Makes an empty data directory; a MySQL server does so itself. */
	readonly installDb?: string;
}

/** The path of a MySQL server that is to stand in for MariaDB, so that the same tests run on it. */
const mySqlServer = process.env['ORDER_EXCHANGE_MYSQL'];
export const onMySql = Boolean(mySqlServer);

/** Neither server runs as root unless it is told to. */
export const runAs: readonly string[] = process.getuid?.() === 0 ? ['--user=root'] : [];

const howToInstall =
	'MariaDB was not found. Install it and run this again: ' +
	'"sudo apt-get install mariadb-server" on Debian and Ubuntu, "brew install mariadb" on macOS, ' +
	'"sudo dnf install mariadb-server" on Fedora. It need not be started.';

/** Finds MariaDB's server and installer; on Debian and Ubuntu, as root, installs them when missing. */
export async function ensureMariaDb(say: Say): Promise<MariaDbPrograms> {
	const found = await findMariaDb();
	if (found) return found;
	await installDebianPackages(['mariadb-server'], howToInstall, say);
	const installed = await findMariaDb();
	if (!installed) throw new Error(howToInstall);
	return installed;
}

async function findMariaDb(): Promise<MariaDbPrograms | undefined> {
	if (mySqlServer) return { server: mySqlServer };
	const server = await findProgram('mariadbd', 'mysqld');
	const installDb = await findProgram('mariadb-install-db', 'mysql_install_db');
	return server && installDb ? { server, installDb } : undefined;
}

/** Puts a fresh data directory into `target`: made once per MariaDB version and machine, copied afterwards. */
export async function copyFreshDataDirectory(programs: MariaDbPrograms, target: string): Promise<void> {
	const version = await outputOf(programs.server, ['--version']);
	const name = `mariadb-${createHash('sha256').update(version).digest('hex').slice(0, 12)}`;
	const template = join(await cacheFolder(), name);
	const isThere = await stat(template).then(
		() => true,
		() => false,
	);
	if (!isThere) await makeTemplate(programs, template);
	await cp(template, target, { recursive: true });
}

/** Made beside its place and then renamed, so that a run beside this one never copies half of it. */
async function makeTemplate(programs: MariaDbPrograms, template: string): Promise<void> {
	const unfinished = await mkdtemp(`${template}-`);
	const options = [`--datadir=${unfinished}`, '--loose-innodb-log-file-size=16M', ...runAs];
	const { server, installDb } = programs;
	if (installDb)
		await outputOf(installDb, [
			'--no-defaults',
			...options,
			'--skip-test-db',
			'--auth-root-authentication-method=normal',
		]);
	else await outputOf(server, ['--no-defaults', '--initialize-insecure', ...options]);
	await rename(unfinished, template).catch(() => rm(unfinished, { recursive: true, force: true }));
}
