import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { makeCertificates, type Certificates } from './certificates.js';
import { keptFolder } from './keeper.js';
import { copyFreshDataDirectory, ensureMariaDb, runAs } from './mariadbPrograms.js';
import { freePort } from './ports.js';
import type { Say } from './programs.js';

export interface MariaDbOptions {
	/** No flush to the disk at each commit: for bulk tests that do not kill the server. */
	readonly fast?: boolean;
	readonly withTls?: boolean;
	/** Further server options, e.g. `--max-connections=5`. */
	readonly serverOptions?: readonly string[];
	readonly say?: Say;
}

/** How to reach a private MariaDB: plain data, so it can go from one process to another. */
export interface MariaDbAddress {
	readonly host: string;
	readonly port: number;
	readonly socket: string;
	readonly rootUser: { readonly user: string; readonly password: string };
}

/** A MariaDB server of this process alone, in a temporary folder, on a free port of 127.0.0.1. */
export interface MariaDb extends MariaDbAddress {
	/** Only with `withTls`. */
	readonly certificates?: Certificates;
	/** One statement as root; rows come with every value as text or null. */
	query(sql: string, values?: readonly unknown[]): Promise<Record<string, string | null>[]>;
	createDatabase(name: string): Promise<void>;
	/** Kills the server as a power cut would; the data stay for `start`. */
	kill(): Promise<void>;
	/** Starts the server again after `kill`, on the same port. */
	start(): Promise<void>;
	/** Ends the server and removes its folder. */
	stop(): Promise<void>;
}

const host = '127.0.0.1';
/** A private one shares no folder and has no second port; it repairs tables and is no replica's source, as MariaDB by default. */
const mySqlOptions = [
	...['--secure-file-priv=NULL', '--loose-mysqlx=OFF', '--myisam-recover-options=BACKUP,QUICK'],
	...['--gtid-mode=OFF', '--enforce-gtid-consistency=OFF'],
];
const startLimitMs = 60_000;
const stopLimitMs = 15_000;

/**
 * Starts a private MariaDB, installing the program first where that is possible. It flushes at every commit like
 * a shop's server in production, unless `fast`. Nothing of it outlives this process.
 */
export async function startMariaDb(options: MariaDbOptions = {}): Promise<MariaDb> {
	const programs = await ensureMariaDb(options.say ?? (() => undefined));
	const folder = await keptFolder('order-exchange-mariadb');
	const dataFolder = join(folder.path, 'data');
	await copyFreshDataDirectory(programs, dataFolder);
	const certificates = options.withTls ? await makeCertificates(folder.path) : undefined;

	const rootUser = { user: 'root', password: randomBytes(12).toString('hex') };
	const address: MariaDbAddress = {
		host,
		port: await freePort(),
		socket: join(folder.path, 'mariadb.sock'),
		rootUser,
	};
	const firstStatements = join(folder.path, 'first.sql');
	await writeFile(firstStatements, accounts(rootUser.password), { mode: 0o600 });
	const errorLog = join(folder.path, 'server.log');
	const serverArguments = [
		'--no-defaults',
		...runAs,
		`--datadir=${dataFolder}`,
		// A server that starts removes the temporary tables it finds there, of other servers too.
		`--tmpdir=${folder.path}`,
		`--socket=${address.socket}`,
		`--port=${address.port}`,
		`--bind-address=${host}`,
		`--pid-file=${join(folder.path, 'mariadb.pid')}`,
		`--log-error=${errorLog}`,
		`--init-file=${firstStatements}`,
		'--skip-name-resolve',
		'--loose-innodb-log-file-size=16M',
		'--innodb-buffer-pool-size=64M',
		...(options.fast
			? ['--innodb-flush-log-at-trx-commit=2', '--skip-innodb-doublewrite']
			: ['--innodb-flush-log-at-trx-commit=1']),
		...(programs.installDb ? [] : mySqlOptions),
		...(certificates
			? [
					`--ssl-ca=${certificates.caFile}`,
					`--ssl-cert=${certificates.serverCertificate}`,
					`--ssl-key=${certificates.serverKey}`,
				]
			: []),
		...(options.serverOptions ?? []),
	];

	let server: ChildProcess | undefined;
	const start = async () => {
		// Its own process group, so that Ctrl-C lets us end it in order; the folder's guard covers the rest.
		server = spawn(programs.server, serverArguments, { detached: true, stdio: 'ignore' });
		server.unref();
		await untilReady(address, server, errorLog);
	};
	const query: MariaDb['query'] = (sql, values) => queryAsRoot(address, sql, values);

	try {
		await start();
	} catch (cause) {
		await endServer(server, 'SIGKILL');
		await folder.remove();
		throw cause;
	}
	return {
		...address,
		...(certificates && { certificates }),
		query,
		createDatabase: (name) => createDatabase(query, name),
		kill: () => endServer(server, 'SIGKILL'),
		start,
		async stop() {
			await endServer(server, 'SIGTERM');
			await rm(join(folder.path, 'mariadb.pid'), { force: true });
			await folder.remove();
		},
	};
}

/** One statement as root on its own short connection. */
async function queryAsRoot(
	{ host, port, rootUser }: MariaDbAddress,
	sql: string,
	values: readonly unknown[] = [],
): Promise<Record<string, string | null>[]> {
	const connection = await createConnection({
		host,
		port,
		...rootUser,
		charset: 'utf8mb4',
		typeCast: (field) => field.string(),
	});
	try {
		const [rows] = await connection.query(sql, [...values]);
		return Array.isArray(rows) ? (rows as Record<string, string | null>[]) : [];
	} finally {
		await connection.end();
	}
}

async function createDatabase(query: MariaDb['query'], name: string): Promise<void> {
	await query(`CREATE DATABASE \`${name.replaceAll('`', '``')}\` CHARACTER SET utf8mb4`);
}

/** Root from anywhere the server listens, with a password that this process alone knows. */
function accounts(password: string): string {
	return [
		"CREATE USER IF NOT EXISTS root@'127.0.0.1';",
		`ALTER USER root@localhost IDENTIFIED BY '${password}', root@'127.0.0.1' IDENTIFIED BY '${password}';`,
		'GRANT ALL ON *.* TO root@localhost WITH GRANT OPTION;',
		"GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;",
		'',
	].join('\n');
}

async function untilReady(address: MariaDbAddress, server: ChildProcess, errorLog: string): Promise<void> {
	const limit = Date.now() + startLimitMs;
	for (;;) {
		if (hasEnded(server) || Date.now() > limit) {
			const log = await readFile(errorLog, 'utf8').catch(() => '');
			throw new Error(`MariaDB did not start. Its last lines were:\n${log.slice(-2000)}`);
		}
		const ready = await queryAsRoot(address, 'SELECT 1').then(
			() => true,
			() => false,
		);
		if (ready) return;
		await delay(50);
	}
}

async function endServer(server: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
	if (!server || hasEnded(server)) return;
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	server.ref();
	server.kill(signal);
	const impatient = setTimeout(() => server.kill('SIGKILL'), stopLimitMs);
	await ended;
	clearTimeout(impatient);
}

const hasEnded = (server: ChildProcess): boolean => server.exitCode !== null || server.signalCode !== null;
