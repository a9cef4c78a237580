import { problem, type CodeFilledBy, type Problem } from '../problems/problem.js';

/**
 * What can be done about a fault.
 * - `again`: the transaction is gone, the same batch can be sent again after a pause
 * - `reconnect`: the connection is gone, and what the last statement did is not known
 * - `isolate`: one of the orders is not acceptable to the shop; the others may be
 * - `stop`: nothing more can be done in this run
 */
export type Handling = 'again' | 'reconnect' | 'isolate' | 'stop';

/** Of a fault nothing is told but its native code. */
type FaultCode = CodeFilledBy<'code'>;

export interface Fault {
	readonly problem: FaultCode;
	readonly handling: Handling;
}

const fault = (handling: Handling, problem: FaultCode, ...codes: readonly (string | number)[]) =>
	codes.map((code) => [code, { handling, problem }] as const);

/** Server error numbers (MariaDB and MySQL reference manuals), mysql2's codes, and Node's socket and TLS codes. */
const faults: ReadonlyMap<string | number, Fault> = new Map<string | number, Fault>([
	...fault('again', 'database.deadlock', 1213, 1020, 3101, 'FACTS_CHANGED'),
	...fault('reconnect', 'database.outcomeUnknown', 'OUTCOME_UNKNOWN'),
	...fault('again', 'database.lockTimeout', 1205),
	...fault('again', 'exchange.shopBusy', 'SHOP_BUSY'),
	...fault('stop', 'exchange.foreignBatch', 'FOREIGN_BATCH'),
	...fault('again', 'database.duplicateKey', 1062, 1586),
	...fault(
		'isolate',
		'database.dataRefused',
		1048,
		1216,
		1264,
		1292,
		1366,
		1406,
		1451,
		1452,
		1265,
		1644,
		1690,
		3819,
		4025,
		'UNBINDABLE_VALUE',
	),
	...fault('isolate', 'database.columnUnfilled', 1364),
	...fault('isolate', 'database.packetTooLarge', 1153, 1301, 'STATEMENT_TOO_LONG'),
	...fault('stop', 'database.tooManyConnections', 1040, 1203, 1226),
	...fault('stop', 'database.readOnly', 1290, 1036, 1209, 1792, 1836, 1874, 1881),
	...fault('stop', 'database.full', 1021, 1026, 1114, 1030, 3),
	// both as the server's own numbers and as those of the storage engine (my_base.h), which MariaDB hands through
	...fault('stop', 'database.tableDamaged', 1034, 1035, 1194, 1195, 126, 127, 130, 144, 145),
	...fault('stop', 'database.notReady', 1037, 1038, 1041, 1047),
	...fault('stop', 'database.binaryLog', 1665),
	...fault('stop', 'database.schemaChanged', 1054, 1136, 1146),
	...fault('stop', 'database.rights', 1142, 1143, 1227, 1345, 1370),
	...fault('stop', 'database.login', 1045, 1698),
	...fault('stop', 'database.accountClosed', 1820, 1862, 3118, 3955, 4150, 4151),
	...fault(
		'stop',
		'database.loginMethod',
		1251,
		1524,
		'AUTH_SWITCH_PLUGIN_ERROR',
		'MYSQL_CLEAR_PASSWORD_NOT_ENABLED',
	),
	...fault('stop', 'database.unknownDatabase', 1049, 1044),
	...fault('stop', 'database.hostUnknown', 'ENOTFOUND', 'EAI_AGAIN'),
	...fault(
		'stop',
		'database.unreachable',
		'ECONNREFUSED',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'ETIMEDOUT',
		'ENOENT',
		'EACCES',
		1129,
		1130,
	),
	...fault('stop', 'database.localFileWanted', 'LOCAL_FILE_WANTED'),
	...fault('stop', 'database.answerTooLong', 'ANSWER_TOO_LONG'),
	...fault('stop', 'database.tunnel', 'SSH_TUNNEL'),
	...fault('stop', 'exchange.cancelled', 'RUN_STOPPED'),
	...fault('stop', 'database.tls', 'HANDSHAKE_NO_SSL_SUPPORT', 'HANDSHAKE_SSL_ERROR', 'EPROTO', 3159),
	...fault(
		'reconnect',
		'database.connectionLost',
		'PROTOCOL_CONNECTION_LOST',
		'MALFORMED_ANSWER',
		'ECONNRESET',
		'EPIPE',
		2006,
		2013,
	),
	...fault(
		'reconnect',
		'database.connectionLost',
		1053,
		1077,
		1078,
		1080,
		1152,
		1158,
		1159,
		1160,
		1161,
		1184,
		1927,
		2055,
		3169,
	),
	...fault('reconnect', 'database.connectionLost', 'PROTOCOL_SEQUENCE_TIMEOUT', 4031),
	...fault('again', 'database.timeLimit', 1969, 3024, 1317),
	// MySQL with enforced GTIDs, to a statement that could be sent as several; a savepoint or routine that is not there: the
	// connection is well
	...fault('stop', 'database.unknown', 1785, 1305),
]);

/**
 * SQLSTATE classes that speak against the data of a statement: data exceptions, integrity, checks of a view, and what the
 * shop's own triggers say with SIGNAL. Source: ISO/IEC 9075-2, "Diagnostics"; MySQL manual, "SIGNAL Statement".
 */
const dataState = /^(22|23|44|45)/;

const certificateCode = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/;

/**
 * Classifies whatever mysql2, the server, a socket or our own code throws; by code, never by message. What carries no
 * code comes from planning one of the orders, so that order is looked for.
 */
export function classify(error: unknown): Fault {
	const { code, errno, sqlState, fatal } = (error ?? {}) as Readonly<Record<string, unknown>>;
	const known = faults.get(errno as number) ?? faults.get(code as string);
	if (known) return known;
	if (typeof sqlState === 'string' && dataState.test(sqlState))
		return { handling: 'isolate', problem: 'database.dataRefused' };
	if (typeof code === 'string' && certificateCode.test(code))
		return { handling: 'stop', problem: 'database.tls' };
	if (fatal === true) return { handling: 'reconnect', problem: 'database.connectionLost' };
	return code === undefined && errno === undefined
		? { handling: 'isolate', problem: 'exchange.unforeseen' }
		: { handling: 'reconnect', problem: 'database.unknown' };
}

/** Whether the shop would not take one of the orders. */
export const speaksAgainstOrder = (error: unknown): boolean => classify(error).handling === 'isolate';

/** The problem that a fault is, in the catalogue's words; what nobody classified yet shows its native code. */
export function problemOf(error: unknown): Problem {
	const { code, errno } = (error ?? {}) as { code?: unknown; errno?: unknown };
	return problem(classify(error).problem, {}, { code: String(code ?? errno ?? 'nothing') });
}

/** A fault that we find ourselves, in the form in which `classify` knows those of others. */
export const codedFault = (code: string): Error => Object.assign(new Error(code), { code });
