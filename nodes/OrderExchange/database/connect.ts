import { clearTimeout, setTimeout } from 'node:timers';
import { setImmediate } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import { createConnection } from 'mysql2';
import type { Connection, ResultSetHeader } from 'mysql2/promise';
import { afterStop } from '../time/afterStop.js';
import { limitAnswers } from './answerLimit.js';
import { combinedReads, namedRows, readLists, singleRead } from './combinedReads.js';
import { classify, codedFault } from './faults.js';
import type { BoundValue, Read, ReadLists, ReadRows, Row, RowList } from './read.js';
import { checkedByDriver, checkServer, shownUntil } from './serverIdentity.js';
import type { DatabaseSettings } from './settings.js';
import { insertBlock, isEmpty, quoted, type Statement } from './statement.js';
import { openWay } from './way.js';

export interface Written {
	/** Of the first row of the statement. */
	readonly insertId: string;
	readonly affectedRows: number;
}

/** One connection with a session set up for exact writing. Throws what mysql2 throws; see `classify`. */
export interface Database {
	/** Distance between the auto-increment ids of one statement (Galera and two-way replication use more than 1). */
	readonly idStep: number;
	/** Longest statement that the server takes, in bytes. */
	readonly longestStatement: number;
	/** Where the server shows its status values, for FROM. */
	readonly statusTable: string;
	/** Whether a query may be `VALUES (1, 'a'), (2, 'b')` (MariaDB manual, "Table Value Constructors"). */
	readonly takesRowLists: boolean;
	/** Whether several INSERTs may be one statement (MariaDB manual, "BEGIN NOT ATOMIC"). */
	readonly takesBlocks: boolean;
	/** When the certificate ends that the server showed; undefined without TLS. */
	readonly certificateEnds: Date | undefined;
	/** Statements sent so far: each is one round trip. */
	readonly roundTrips: number;
	/** How long the server took to answer, in milliseconds: the shorter of the first two times. */
	readonly roundTripMs: number;
	read(read: Read, prefix: string): Promise<readonly Row[]>;
	/** Several reads in one round trip, or as few as the longest statement allows. */
	readAll(reads: readonly Read[], prefix: string): Promise<ReadRows>;
	/** The same without the columns' names, for very many rows. */
	readLists(reads: readonly Read[], prefix: string): Promise<ReadLists>;
	write(sql: string, values: readonly BoundValue[]): Promise<Written>;
	/** INSERTs within a transaction, in one round trip; the first id that each of them made. Only where the server takes blocks. */
	insertTogether(inserts: readonly Statement[], savepoint: string): Promise<readonly string[]>;
	/** Takes back whatever INSERTs have done since the savepoint was made; they may not have begun. */
	takeInsertsBack(savepoint: string): Promise<void>;
	/** Has the server look at a statement and not run it; throws where it says no to it. */
	explain(sql: string): Promise<void>;
	begin(): Promise<void>;
	/** `next`: and begins another transaction in the same round trip, for the next `begin`. */
	commit(options?: { readonly next: boolean }): Promise<void>;
	/** Never throws: a server that refuses it loses its connection, and without one it rolls back by itself. */
	rollback(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Sets whatever a server's `init_connect` or configuration may have set otherwise, the character set too, which a server may
 * refuse to take from the handshake.
 *
 * Executable comments (MariaDB manual, "Comment Syntax"): MariaDB reads what stands in M!, with a number behind it from that version
 * on, MySQL from 5.7.20 on what stands in !50720, which MariaDB leaves out.
 */
const sessionSql = `SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci,
	SESSION autocommit = 1, SESSION completion_type = 0, SESSION sql_select_limit = 18446744073709551615,
	SESSION sql_big_selects = 1, SESSION sql_safe_updates = 0,
	SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', SESSION time_zone = '+00:00',
	SESSION innodb_lock_wait_timeout = 10, SESSION wait_timeout = 30
	/*M! , SESSION tx_isolation = 'READ-COMMITTED' */ /*M!100300 , SESSION idle_transaction_timeout = 30 */
	/*!50720 , SESSION transaction_isolation = 'READ-COMMITTED' */`;

const statementTimeoutMs = 60_000;
/** UTF-16 units that take milliseconds to put together, and as many to send; other work of the process goes in between. */
const longText = 200_000;
/** How long a statement may still take once the run is stopped; a connection cut then rolls its transaction back. */
const stoppedStatementMs = 5_000;
const goodbyeTimeoutMs = 1_000;

/**
 * Opens a connection: strict SQL mode, utf8mb4, UTC, READ COMMITTED, short lock and idle limits, so that a
 * session whose client died lets go of its locks within a minute. Local files are never sent, statements never stacked.
 * A stop ends connecting at once (`RUN_STOPPED`), and a statement that does not end soon after it.
 */
export async function connect(settings: DatabaseSettings, signal?: AbortSignal): Promise<Database> {
	const stream = await openWay(settings, signal);
	const connectingEnds = afterStop(signal, 0, () => stream.destroy(codedFault('RUN_STOPPED')));
	let ready = false;
	try {
		const driver = createConnection({
			host: settings.host,
			port: settings.port,
			database: settings.database,
			user: settings.user,
			password: settings.password,
			charset: 'utf8mb4_unicode_ci',
			timezone: 'Z',
			connectTimeout: settings.connectTimeoutMs ?? 10_000,
			multipleStatements: false,
			maxPreparedStatements: 1, // none are used; mysql2 would keep room for 16,000
			flags: ['-LOCAL_FILES'],
			infileStreamFactory: () => {
				throw codedFault('LOCAL_FILE_WANTED');
			},
			...(settings.tls.mode !== 'off' && { ssl: tlsOptions(settings) }),
			stream,
		});
		checkServer(driver, settings);
		const nextAnswer = limitAnswers(driver, stream);
		driver.on('error', () => undefined); // the statement in flight reports it
		await new Promise<void>((resolve, reject) => {
			driver.once('connect', () => resolve());
			driver.once('error', (error) => reject(signal?.aborted ? codedFault('RUN_STOPPED') : error));
		});
		const certificateEnds = shownUntil(driver);
		const session = await withSession(driver.promise(), stream, nextAnswer, signal);
		const database = Object.assign(session, { certificateEnds });
		ready = true;
		return database;
	} finally {
		connectingEnds();
		if (!ready) stream.destroy();
	}
}

function tlsOptions(settings: DatabaseSettings) {
	const { tls } = settings;
	return {
		...checkedByDriver(settings),
		...(tls.ca && { ca: tls.ca }),
		...(tls.cert && { cert: tls.cert }),
		...(tls.key && { key: tls.key }),
	};
}

/** Sends statements over one connection, each within its time. */
interface Sender {
	/** Statements so far. */
	readonly sent: number;
	/** In bytes; a longer statement is not sent. */
	longest: number;
	send<Result>(sql: string, values?: readonly unknown[], rowsAsArray?: boolean): Promise<Result>;
	/** The rows of an answer; a broken server may answer a question with "done". */
	ask<Found>(sql: string, values?: readonly unknown[], rowsAsArray?: boolean): Promise<readonly Found[]>;
}

function senderOver(
	connection: Connection,
	stream: Duplex,
	nextAnswer: () => void,
	signal: AbortSignal | undefined,
): Sender {
	let sent = 0;
	return {
		get sent() {
			return sent;
		},
		longest: Infinity,
		async send<Result>(sql: string, values: readonly unknown[] = [], rowsAsArray = false) {
			if (!values.every(isBindable)) throw codedFault('UNBINDABLE_VALUE');
			const text = connection.format(sql, [...values]);
			if (isLonger(text, this.longest)) throw codedFault('STATEMENT_TOO_LONG');
			if (text.length > longText) await setImmediate();
			sent += 1;
			nextAnswer();
			const answer = connection.query({
				sql: text,
				values: null, // with a list, mysql2 would search all of the text for places to put values
				rowsAsArray,
				...(!rowsAsArray && { typeCast: asText }),
			});
			answer.catch((error: unknown) => {
				// After a cut or a silent statement nothing on this connection can be trusted, not even ROLLBACK.
				if (classify(error).handling === 'reconnect') stream.destroy();
			});
			// mysql2's own limit leaves its timer behind when the connection breaks meanwhile
			const limit = setTimeout(
				() => stream.destroy(codedFault('PROTOCOL_SEQUENCE_TIMEOUT')),
				statementTimeoutMs,
			);
			const answered = afterStop(signal, stoppedStatementMs, () =>
				stream.destroy(codedFault('PROTOCOL_CONNECTION_LOST')),
			);
			try {
				const [result] = await answer;
				return result as Result;
			} finally {
				clearTimeout(limit);
				answered();
			}
		},
		async ask<Found>(sql: string, values?: readonly unknown[], rowsAsArray?: boolean) {
			const rows = await this.send<readonly Found[] | undefined>(sql, values, rowsAsArray);
			if (!Array.isArray(rows)) throw codedFault('MALFORMED_ANSWER');
			return rows as readonly Found[];
		},
	};
}

async function withSession(
	connection: Connection,
	stream: Duplex,
	nextAnswer: () => void,
	signal: AbortSignal | undefined,
): Promise<Omit<Database, 'certificateEnds'>> {
	const sender = senderOver(connection, stream, nextAnswer, signal);
	const start = performance.now();
	await sender.send(sessionSql);
	const middle = performance.now();
	const [server] = await sender.ask<{ step: string; packet: string; version: string }>(
		'SELECT @@auto_increment_increment AS step, @@max_allowed_packet AS packet, @@version AS version',
	);
	const roundTripMs = Math.min(middle - start, performance.now() - middle);
	const longestStatement = Number(server?.packet ?? 1_048_576);
	sender.longest = longestStatement;

	const askAll = async (reads: readonly Read[], prefix: string): Promise<ReadLists> => {
		const found: ReadLists[] = [];
		for (const { sql, values, reads: together } of combinedReads(reads, prefix, longestStatement))
			found.push(readLists(together, await sender.ask<RowList>(sql, values, true)));
		return Object.assign({}, ...found) as ReadLists;
	};

	let nextBegun = false;
	const commit = async (sql: string): Promise<void> => {
		nextBegun = false;
		await sender.send(sql);
	};

	return {
		idStep: Number(server?.step ?? 1),
		longestStatement,
		...knownBy(server?.version ?? ''),
		roundTripMs,
		get roundTrips() {
			return sender.sent;
		},
		read: async (read, prefix) =>
			isEmpty(read) ? [] : await sender.ask<Row>(singleRead(read, prefix), read.values),
		readAll: async (reads, prefix) => namedRows(reads, await askAll(reads, prefix)),
		readLists: askAll,
		write: async (sql, values) => {
			if (nextBegun) await commit('COMMIT'); // nobody asked for it yet, so this statement stands alone
			const answer = await sender.send<ResultSetHeader>(sql, values);
			if (Array.isArray(answer)) throw codedFault('MALFORMED_ANSWER');
			const { insertId, affectedRows } = answer;
			return { insertId: String(insertId), affectedRows };
		},
		insertTogether: async (inserts, savepoint) => {
			const { sql, values } = insertBlock(inserts, savepoint);
			const [rows] = await sender.ask<readonly Row[]>(sql, values);
			const ids = Object.values(rows?.[0] ?? {}).filter((id) => id !== null && /^\d+$/.test(id));
			if (ids.length !== inserts.length) throw codedFault('MALFORMED_ANSWER');
			return ids.map(String);
		},
		takeInsertsBack: async (savepoint) =>
			void (await sender
				.send(`ROLLBACK TO SAVEPOINT ${quoted(savepoint)}`)
				.catch((error: unknown) => (hasNoSavepoint(error) ? undefined : Promise.reject(error as Error)))),
		explain: async (sql) => void (await sender.ask(`EXPLAIN ${sql}`)),
		begin: async () => {
			if (!nextBegun) await sender.send('START TRANSACTION');
			nextBegun = false;
		},
		commit: async ({ next } = { next: false }) => {
			await commit(next ? 'COMMIT AND CHAIN' : 'COMMIT');
			nextBegun = next;
		},
		rollback: async () => {
			nextBegun = false;
			// What a server refuses to take back, the next START TRANSACTION would keep; without its connection it takes it back.
			await sender.send('ROLLBACK').catch(() => stream.destroy());
		},
		close: () => sayGoodbye(connection, stream),
	};
}

/** ER_SP_DOES_NOT_EXIST; the servers say it of savepoints too. */
const hasNoSavepoint = (error: unknown): boolean => (error as { errno?: unknown }).errno === 1305;

/** mysql2's own end waits for a server that may never answer. */
async function sayGoodbye(connection: Connection, stream: Duplex): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<void>((resolve) => {
		timer = setTimeout(resolve, goodbyeTimeoutMs);
	});
	if (!stream.destroyed) await Promise.race([connection.end().catch(() => undefined), patience]);
	clearTimeout(timer);
	stream.destroy();
}

/**
 * From `10.11.19-MariaDB-0+deb12u1` or `8.0.46`. MariaDB takes blocks from 10.1 and lists of rows from 10.3 on; versions that
 * nobody keeps up any more are not asked for them. MySQL has no blocks, spells lists in another way, and from 5.7 on has its
 * status in a table whose small letters count (MySQL manual, "Performance Schema Status Variable Tables").
 */
export function knownBy(version: string): Pick<Database, 'statusTable' | 'takesRowLists' | 'takesBlocks'> {
	const isMariaDb = version.includes('MariaDB');
	// some say `5.5.5-` first
	const [, major, minor] = /^(?:5\.5\.5-)?(\d+)\.(\d+)/.exec(version) ?? [];
	const isFrom = (from: number, of: number) =>
		Number(major) > from || (Number(major) === from && Number(minor) >= of);
	return {
		statusTable:
			isMariaDb || !isFrom(5, 7) ? 'information_schema.GLOBAL_STATUS' : 'performance_schema.global_status',
		takesRowLists: isMariaDb && isFrom(10, 6),
		takesBlocks: isMariaDb && isFrom(10, 6),
	};
}

/** Decimals keep every digit so. Combined reads are text already, but for the number of each read. */
const asText = (field: { string(encoding: 'utf8'): string | null }) => field.string('utf8');

/** Counts the bytes only where they may be too many: for that, V8 copies a text that was put together of parts. */
const isLonger = (text: string, bytes: number): boolean =>
	text.length * longestCharacter > bytes && Buffer.byteLength(text) > bytes;

/** UTF-8 bytes of a UTF-16 unit. */
const longestCharacter = 3;

/** mysql2 writes an object as '[object Object]' and NaN as a bare word, so only plain values pass. */
const isBindable = (value: unknown): boolean =>
	Array.isArray(value)
		? value.every((row) => (Array.isArray(row) ? row.every(isPlain) : isPlain(row)))
		: isPlain(value);

const isPlain = (value: unknown): boolean =>
	value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
