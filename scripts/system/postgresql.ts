import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keptFolder } from './keeper.js';
import { freePort } from './ports.js';
import { findProgram, installDebianPackages, outputOf, type Say } from './programs.js';
import { run } from './run.js';
import { startServer } from './serverProcess.js';

/** A PostgreSQL of this process alone, in a temporary folder, on a free port of 127.0.0.1. */
export interface PostgreSql {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	/** Rows of one SELECT, a line each, columns apart by tabs. */
	query(sql: string): Promise<readonly string[]>;
	/** Ends the server and removes its folder. */
	stop(): Promise<void>;
}

const howToInstall =
	'PostgreSQL was not found. Install it and run this again: ' +
	'"sudo apt-get install postgresql" on Debian and Ubuntu, "brew install postgresql" on macOS, ' +
	'"sudo dnf install postgresql-server" on Fedora. It need not be started.';

/** Folder of `initdb`, `postgres` and their like; on Debian and Ubuntu, as root, installed first when missing. */
async function ensurePostgreSql(say: Say): Promise<string> {
	const found = await findPostgreSql();
	if (found) return found;
	await installDebianPackages(['postgresql'], howToInstall, say);
	const installed = await findPostgreSql();
	if (!installed) throw new Error(howToInstall);
	return installed;
}

// Debian and Homebrew keep several versions side by side, none of them on the PATH.
const versionFolders = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];

async function findPostgreSql(): Promise<string | undefined> {
	for (const parent of versionFolders) {
		const versions = (await readdir(parent).catch(() => [])).filter((name) => /^(postgresql@)?\d/.test(name));
		const newestFirst = versions.sort((a, b) => numberIn(b) - numberIn(a));
		for (const version of newestFirst) {
			const folder = join(parent, version, 'bin');
			if (existsSync(join(folder, 'initdb'))) return folder;
		}
	}
	const onPath = await findProgram('initdb');
	return onPath && dirname(onPath);
}

const numberIn = (name: string): number => Number(/[\d.]+/.exec(name)?.[0]);

/**
 * Starts a private PostgreSQL, installing the programs first where that is possible. It does not flush: what it holds
 * is gone with the run. Nothing of it outlives this process.
 */
export async function startPostgreSql(say: Say = () => undefined): Promise<PostgreSql> {
	const programs = await ensurePostgreSql(say);
	const folder = await keptFolder('order-exchange-postgresql');
	const address = {
		host: '127.0.0.1',
		port: await freePort(),
		database: 'postgres',
		user: 'n8n',
		password: randomBytes(12).toString('hex'),
	};
	try {
		const user = await unprivilegedUser();
		const data = join(folder.path, 'data');
		const passwordFile = join(folder.path, 'password');
		await mkdir(data, { mode: 0o700 });
		await writeFile(passwordFile, address.password, { mode: 0o600 });
		if (user) {
			await chmod(folder.path, 0o711);
			for (const path of [data, passwordFile]) await chown(path, user.uid, user.gid);
		}
		const env = { PATH: process.env.PATH, LC_ALL: 'C', HOME: folder.path };
		await run(
			join(programs, 'initdb'),
			[
				...['--no-sync', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256'],
				...[`--username=${address.user}`, `--pwfile=${passwordFile}`, `--pgdata=${data}`],
			],
			{ cwd: folder.path, env, ...user },
		);
		await rm(passwordFile);
		const server = await startServer({
			name: 'postgresql',
			program: join(programs, 'postgres'),
			args: [
				...['-D', data, '-h', address.host, '-p', String(address.port)],
				// Sockets and shared memory in the data folder, so that nothing is left elsewhere.
				...['-k', data, '-c', 'dynamic_shared_memory_type=mmap'],
				...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
			],
			env,
			folder: folder.path,
			user,
			isReady: async () => {
				await outputOf(join(programs, 'pg_isready'), ['-h', address.host, '-p', String(address.port)]);
				return true;
			},
		});
		return {
			...address,
			query: (sql) => rowsOf(join(programs, 'psql'), address, sql),
			async stop() {
				await server.stop();
				await folder.remove();
			},
		};
	} catch (cause) {
		await folder.remove();
		throw cause;
	}
}

async function rowsOf(
	psql: string,
	{ host, port, database, user, password }: Omit<PostgreSql, 'query' | 'stop'>,
	sql: string,
): Promise<readonly string[]> {
	const options = ['-X', '-q', '-A', '-t', '-F', '\t', '-h', host, '-p', String(port), '-U', user];
	const env = { ...process.env, PGPASSWORD: password };
	const output = await run(psql, [...options, '-d', database, '-c', sql], { env });
	return output.split('\n').filter((line) => line !== '');
}

/** PostgreSQL refuses to run as root: then it runs as its package's own user, or as nobody. */
async function unprivilegedUser(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	for (const name of ['postgres', 'nobody']) {
		const ids = await Promise.all(['-u', '-g'].map((which) => outputOf('id', [which, name]))).catch(
			() => undefined,
		);
		if (ids) return { uid: Number(ids[0]), gid: Number(ids[1]) };
	}
	throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it.');
}
