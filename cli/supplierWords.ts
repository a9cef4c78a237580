import type { ProblemCode } from '../nodes/OrderExchange/problems/catalogue.js';
import type { Problem } from '../nodes/OrderExchange/problems/problem.js';

/** Remedies of the catalogue speak to a distributor with a credential in n8n; here the supplier is at the keyboard. */
const remedies: Readonly<Partial<Record<ProblemCode, string>>> = {
	'database.hostUnknown': 'Check the spelling of the host (“--host”).',
	'database.unreachable':
		'Check whether the database server is running, and host and port (“--host”, “--port”); on its own machine its socket works too (“--socket”).',
	'database.tls':
		'Give the certificate of the authority that issued the server’s one (“--ca FILE”); or, where nobody can be in between, connect with “--tls noVerify”.',
	'database.localFileWanted': 'Do not try again before you know which server this is (“--host”, “--port”).',
	'database.answerTooLong': 'Check host and port (“--host”, “--port”).',
	'database.login':
		'Check the account (“--user”) and its password. Where root logs in without one, run the command as root with “--socket”.',
	'database.loginMethod':
		'Use an account that logs in with a password in one of the server’s usual ways (“--user”), or run the command as root with “--socket”.',
	'database.unknownDatabase': 'Check the name of the database (“--database”).',
	'database.rights': 'Use the account of an administrator (“--user”, often root).',
	'database.tooManyConnections': 'Try again when the shop is less busy, or raise the server’s limit.',
	'database.readOnly': 'Use the server that takes changes, not a copy of it (“--host”).',
	'database.full': 'Make room on the disk of the database server.',
	'database.notReady': 'Try again in a minute.',
	'database.connectionLost': 'Run the command again.',
	'database.lockTimeout': 'Run the command again in a minute.',
	'database.timeLimit': 'Run the command again in a minute.',
	'database.galera':
		'Give the address of one server of it, not of a load balancer (“--public-host”); set innodb_flush_log_at_trx_commit = 1 and wsrep_sync_wait = 7 there.',
	'database.confirmsEarly':
		'Set innodb_flush_log_at_trx_commit = 1 on your database server, in its configuration file too.',
	'database.unknown': 'Run the command again. If it stays, report the code with the version of your server.',
};

const stopped = {
	message: 'You stopped the command.',
	remedy: 'Run it again when you want it.',
};

/** The same finding with the cure that a supplier has at the command line. */
export function inSupplierWords(found: Problem): Problem {
	if (found.code === 'exchange.cancelled') return { ...found, ...stopped };
	const remedy = remedies[found.code];
	return remedy === undefined ? found : { ...found, remedy };
}
