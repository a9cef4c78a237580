import { classify, problemOf } from '../../../nodes/OrderExchange/database/faults.js';

const server = (errno: number) => Object.assign(new Error('secret value'), { errno, code: 'ER_SOMETHING' });
const socket = (code: string) => Object.assign(new Error('secret host'), { errno: -111, code });

test.each([
	[1213, 'again', 'database.deadlock'],
	[3101, 'again', 'database.deadlock'],
	[1205, 'again', 'database.lockTimeout'],
	[1062, 'again', 'database.duplicateKey'],
	[1969, 'again', 'database.timeLimit'],
	[3024, 'again', 'database.timeLimit'],
	[1406, 'isolate', 'database.dataRefused'],
	[1264, 'isolate', 'database.dataRefused'],
	[1366, 'isolate', 'database.dataRefused'],
	[1452, 'isolate', 'database.dataRefused'],
	[1153, 'isolate', 'database.packetTooLarge'],
	[1040, 'stop', 'database.tooManyConnections'],
	[1290, 'stop', 'database.readOnly'],
	[1036, 'stop', 'database.readOnly'],
	[1874, 'stop', 'database.readOnly'],
	[1881, 'stop', 'database.readOnly'],
	[1021, 'stop', 'database.full'],
	[1026, 'stop', 'database.full'],
	[1114, 'stop', 'database.full'],
	[145, 'stop', 'database.tableDamaged'],
	[1194, 'stop', 'database.tableDamaged'],
	[1195, 'stop', 'database.tableDamaged'],
	[1045, 'stop', 'database.login'],
	[1524, 'stop', 'database.loginMethod'],
	[1820, 'stop', 'database.accountClosed'],
	[3955, 'stop', 'database.accountClosed'],
	[1044, 'stop', 'database.unknownDatabase'],
	[1049, 'stop', 'database.unknownDatabase'],
	[1142, 'stop', 'database.rights'],
	[1146, 'stop', 'database.schemaChanged'],
	[1054, 'stop', 'database.schemaChanged'],
	[2006, 'reconnect', 'database.connectionLost'],
	[2013, 'reconnect', 'database.connectionLost'],
	[1927, 'reconnect', 'database.connectionLost'],
])('the server’s %i is handled as %s: %s', (errno, handling, code) => {
	expect(classify(server(errno))).toEqual({ handling, problem: code });
});

test.each([
	['ENOTFOUND', 'stop', 'database.hostUnknown'],
	['ECONNREFUSED', 'stop', 'database.unreachable'],
	['ETIMEDOUT', 'stop', 'database.unreachable'],
	['ECONNRESET', 'reconnect', 'database.connectionLost'],
	['PROTOCOL_SEQUENCE_TIMEOUT', 'reconnect', 'database.connectionLost'],
	['MYSQL_CLEAR_PASSWORD_NOT_ENABLED', 'stop', 'database.loginMethod'],
	['HANDSHAKE_NO_SSL_SUPPORT', 'stop', 'database.tls'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'stop', 'database.tls'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'stop', 'database.tls'],
	['CERT_HAS_EXPIRED', 'stop', 'database.tls'],
])('the code %s is handled as %s: %s', (code, handling, problem) => {
	expect(classify(socket(code))).toEqual({ handling, problem });
});

test('what a trigger of the shop refuses with a number of its own is refused, as is any data exception', () => {
	const signal = (sqlState: string) => Object.assign(server(31001), { sqlState });
	for (const state of ['45000', '22007', '23000', '44000'])
		expect(classify(signal(state))).toEqual({ handling: 'isolate', problem: 'database.dataRefused' });
	expect(classify(signal('HY000')).handling).toBe('reconnect');
	expect(classify(signal('42000')).handling).toBe('reconnect');
});

test('a closed connection without a code counts as lost', () => {
	expect(classify(Object.assign(new Error('closed state'), { fatal: true })).handling).toBe('reconnect');
});

test('a fault of our own planning looks for the order that causes it instead of reconnecting', () => {
	expect(classify(new TypeError('x is undefined')).handling).toBe('isolate');
});

test('a fault nobody classified shows its code and nothing of its text', () => {
	const found = problemOf(Object.assign(new Error('Duplicate entry jane@kunde.test'), { errno: 9999 }));
	expect(found.code).toBe('database.unknown');
	expect(found.message).toContain('9999');
	expect(JSON.stringify(found)).not.toContain('jane');
});
