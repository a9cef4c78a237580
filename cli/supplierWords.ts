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
	'database.accountClosed':
		'Open the account again: ALTER USER … ACCOUNT UNLOCK, or on MariaDB FLUSH PRIVILEGES after wrong passwords, or a new password that lasts; or use another account (“--user”).',
	'database.binaryLog':
		'Set binlog_format = MIXED or ROW on your database server, today’s defaults of MariaDB and MySQL.',
	'database.tableDamaged':
		'Run “mysqlcheck --auto-repair” on the shop’s database, then run the command again.',
	'database.outcomeUnknown': 'Run the command again.',
	'database.packetTooLarge': 'Raise max_allowed_packet of the database server.',
	'database.schemaChanged':
		'Run the command again; where it stays, report the shop’s version if it is a new one.',
	'database.deadlock': 'Run the command again.',
	'database.duplicateKey': 'Run the command again. If it stays, report the case.',
	'database.dataRefused': 'Report the case with the versions of your shop and your server.',
	'database.columnUnfilled': 'Give the column that a plug-in added a default.',
	'shop.notRecognised':
		'Check the configuration (“--config”), or database and prefix (“--database”, “--prefix”); the README lists the shops that are known.',
	'shop.several': 'Say which one by its prefix (“--prefix TEXT”, or --prefix "" for the one without).',
	'shop.tableMissing': 'Check whether the shop works and is of a version that the README lists.',
	'shop.opencart.tooOld': 'Update the shop to the newest OpenCart 4.1.',
	'shop.woocommerce.legacyStorage':
		'Switch on High-Performance Order Storage under WooCommerce > Settings > Advanced > Features.',
	'exchange.noTransactions':
		'Convert the shop’s tables to InnoDB; the shop keeps working as before. Only OpenCart and modified eCommerce can do without.',
	'exchange.logWithoutTransactions': 'Convert the table back: ALTER TABLE … ENGINE = InnoDB.',
	'exchange.notSetUp': 'Run the command as an administrator of the database (“--user”).',
	'exchange.shopBusy': 'Run the command again a little later.',
	'exchange.foreignBatch':
		'Let the version that wrote it run once more. Where there is none, look at the row of the exchange log whose kind begins with “writing”, “publishing” or “doubtful”, and at who may write there.',
	'invitation.adminRights':
		'Use the account of an administrator (“--user”, often root), or run the command with “--sql” and give what it prints to whoever has one. Where nobody but your hoster has one, see “On shared hosting” in the README.',
	'invitation.noTls':
		'Give the server a certificate (ssl_cert and ssl_key in its configuration). Where it is reached over a private network only, use “--without-tls” on purpose.',
	'invitation.unknownAuthority':
		'Give the certificate of the authority itself, a PEM file that whoever set up the server has (“--ca FILE”).',
	'invitation.nothingToCompare':
		'Connect to the server itself with encryption on (“--host” and “--port”, or “--socket”); or give its authority (“--ca FILE”) and an address that the certificate names (“--public-host”).',
	'invitation.otherName':
		'Give one of those names where it leads to the database server (“--public-host”). Otherwise renew the invitation whenever the server has a new certificate.',
	'invitation.localAddress':
		'Give the address by which the server is reached from outside (“--public-host”).',
	'invitation.fromName':
		'Better give the address or the network of the distributor’s n8n (“--from 203.0.113.7”).',
	'invitation.namesNotLookedUp':
		'Give the address or the network of the distributor’s n8n (“--from 203.0.113.7”).',
};

/** Where the remedy names what was found: the words in it that are others here. */
const rewords: Readonly<Partial<Record<ProblemCode, readonly [words: string, here: string]>>> = {
	'exchange.rightsMissing': [
		'Give this SQL to the supplier’s admin',
		'Let an administrator of the database run this SQL',
	],
	'shop.store.unknown': ['in the Push node, by its name or number', '(“--store”), by its name or number'],
};

const stopped = {
	message: 'You stopped the command.',
	remedy: 'Run it again when you want it.',
};

/** The same finding with the cure that a supplier has at the command line. */
export function inSupplierWords(found: Problem): Problem {
	if (found.code === 'exchange.cancelled') return { ...found, ...stopped };
	const [words, here] = rewords[found.code] ?? ['', ''];
	return { ...found, remedy: remedies[found.code] ?? found.remedy.replace(words, here) };
}
