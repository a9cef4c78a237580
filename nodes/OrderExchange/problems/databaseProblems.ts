import { entries } from './entry.js';

/** What goes wrong between us and a supplier's database. */
export const databaseProblems = entries({
	'database.hostUnknown': {
		severity: 'block',
		happened: 'The host name of the shop’s database is not known.',
		why: 'The name could not be resolved to an address.',
		remedy: 'Check the spelling of the host in the Shop Database credential, and your name server.',
	},
	'database.unreachable': {
		severity: 'block',
		happened: 'The shop’s database could not be reached.',
		why: 'The host does not answer, or something on the way blocks the connection.',
		remedy: 'Check host and port, the firewall, and whether the supplier allows your address.',
	},
	'database.tunnel': {
		severity: 'block',
		happened: 'The SSH tunnel to the shop’s database could not be opened.',
		why: 'The SSH server does not answer, refuses the login, or does not forward connections.',
		remedy:
			'Check SSH host, port, user and password or key in the Shop Database credential; host and port of the database are as the SSH server sees them.',
	},
	'database.tls': {
		severity: 'block',
		happened: 'No safe connection to the shop’s database could be made.',
		why: 'The server offers no TLS, or its certificate does not fit the host or is not trusted.',
		remedy:
			'Ask the supplier for the CA certificate and paste it into the credential, or turn verification off on purpose.',
	},
	'database.localFileWanted': {
		severity: 'block',
		happened: 'The database server asked for a file of this computer; nothing was sent.',
		why: 'No honest server does this in answer to our statements: it is another server than you think, or a hostile one.',
		remedy:
			'Do not try again before the supplier has looked into it. Turn on TLS with a verified certificate.',
	},
	'database.answerTooLong': {
		severity: 'block',
		happened: 'The database server answered with more data than any shop has, and was cut off.',
		why: 'The server is not the shop’s, is broken, or a table that is small in every shop has grown beyond measure.',
		remedy: 'Check host and port; if they are right, show this to the supplier.',
	},
	'database.login': {
		severity: 'block',
		happened: 'The shop’s database refused user or password.',
		why: 'The user does not exist for your address, or the password is another one.',
		remedy:
			'Check user and password in the credential; ask the supplier whether the user may log in from your address.',
	},
	'database.accountClosed': {
		severity: 'block',
		happened: 'The shop’s database lets this user in no more: it is locked, or its password has expired.',
		why: 'The admin locked it, too many wrong passwords were tried, or passwords last only so many days on that server.',
		remedy:
			'Ask the supplier to open it again: ALTER USER … ACCOUNT UNLOCK, or on MariaDB FLUSH PRIVILEGES after wrong passwords, or a new password that lasts (ALTER USER … IDENTIFIED BY … PASSWORD EXPIRE NEVER); enter a new one in the credential.',
	},
	'database.binaryLog': {
		severity: 'block',
		happened: 'The shop’s database server refuses every order: it keeps its binary log by statement.',
		why: 'With binlog_format = STATEMENT it allows no transactions that see what others have committed meanwhile (READ COMMITTED), which keeps orders from being written twice.',
		remedy: 'Ask the supplier for binlog_format = MIXED or ROW, today’s defaults of MariaDB and MySQL.',
	},
	'database.loginMethod': {
		severity: 'block',
		happened: 'The shop’s database lets this user in by a way of login that is not known here.',
		why: 'The user was made for ed25519, PAM, Kerberos or another plugin, or for mysql_native_password, which MySQL has switched off from 8.4 on.',
		remedy:
			'Ask the supplier for a user that logs in by mysql_native_password (MariaDB: ALTER USER … IDENTIFIED BY …) or caching_sha2_password (MySQL: ALTER USER … IDENTIFIED WITH caching_sha2_password BY …).',
	},
	'database.unknownDatabase': {
		severity: 'block',
		happened: 'The database does not exist, or the user may not use it.',
		why: 'The name is wrong, or the user has no right on that database.',
		remedy: 'Check the database name in the credential; ask the supplier to grant the user access to it.',
	},
	'database.rights': {
		severity: 'block',
		happened: 'The database user lacks a right that the push needs.',
		why: 'Orders are written into several tables of the shop, and each needs its right.',
		remedy: 'Run Check Suppliers: it names the missing rights and gives the SQL for the supplier’s admin.',
	},
	'database.tooManyConnections': {
		severity: 'block',
		happened: 'The shop’s database has no free connection at the moment.',
		why: 'The server or the user has reached its limit of connections.',
		remedy:
			'Nothing is lost: the orders come out of Retry Later. If it lasts, ask the supplier to raise the limit.',
	},
	'database.readOnly': {
		severity: 'block',
		happened: 'The shop’s database takes no changes at the moment.',
		why: 'The server is read-only, for example during maintenance, after damage to its files, or because it is a replica.',
		remedy: 'Run again later; if it lasts, ask the supplier for the address of the writable server.',
	},
	'database.full': {
		severity: 'block',
		happened: 'The disk of the shop’s database is full.',
		why: 'The server has no room for new rows.',
		remedy: 'Tell the supplier; run again when there is room.',
	},
	'database.tableDamaged': {
		severity: 'block',
		happened: 'A table of the shop is damaged, and its database does not work with it.',
		why: 'The server went down in the middle of writing a MyISAM or Aria table, and does not repair such tables by itself.',
		remedy:
			'Nothing is lost: ask the supplier to run “mysqlcheck --auto-repair” on the shop’s database, then run again.',
	},
	'database.notReady': {
		severity: 'block',
		happened: 'The shop’s database is running, but cannot work at the moment.',
		why: 'It is short of memory, or its cluster is just coming together.',
		remedy: 'Nothing is lost: run again later. If it lasts, tell the supplier.',
	},
	'database.outcomeUnknown': {
		severity: 'block',
		happened:
			'The connection broke while the order was being confirmed; whether it was kept is not known yet.',
		why: 'The shop’s database could not be reached again to look.',
		remedy: 'Run the same item again: it looks the order up first, and nothing is written twice.',
	},
	'database.packetTooLarge': {
		severity: 'block',
		happened: 'The order is larger than the shop’s database takes in one statement.',
		why: 'The server limits the length of a statement (max_allowed_packet).',
		remedy: 'Shorten the order’s texts, or ask the supplier to raise the limit.',
	},
	'database.schemaChanged': {
		severity: 'block',
		happened: 'A table or column of the shop is missing.',
		why: 'The shop was updated or changed, or a table was removed.',
		remedy: 'Run Check Suppliers: it names what is missing. Report the shop’s version if it is a new one.',
	},
	'database.deadlock': {
		severity: 'block',
		happened: 'The shop and this push waited for each other, again and again.',
		why: 'Both change the same rows at the same time.',
		remedy: 'Nothing is lost: the orders come out of Retry Later and can be sent again as they are.',
	},
	'database.lockTimeout': {
		severity: 'block',
		happened: 'Rows of the shop stayed locked by somebody else.',
		why: 'A long-running job of the shop or an interrupted push still holds them.',
		remedy: 'Nothing is lost: run again in a minute. If it lasts, ask the supplier what runs there.',
	},
	'database.duplicateKey': {
		severity: 'block',
		happened: 'The shop already has a row with a value that must be unique.',
		why: 'Somebody wrote the same at the same moment, or the shop numbers its rows in a way of its own.',
		remedy: 'Run again. If it stays, look for the order in the shop and report the case.',
	},
	'database.dataRefused': {
		severity: 'block',
		happened: 'The shop’s database refused a value of this order.',
		why: 'A value does not fit a column or a rule of the shop’s tables. The other orders were written.',
		remedy: 'Compare the order with one that went through; correct unusual values and send it again.',
	},
	'database.columnUnfilled': {
		severity: 'block',
		happened: 'A table of the shop has a column that must be filled and that the database user may not fill.',
		why: 'Plug-ins of a shop add columns without a default; an invitation gives rights on those that were there when it was made.',
		remedy:
			'Ask the supplier’s admin to renew the invitation, or to give the column that a plug-in added a default.',
	},
	'database.timeLimit': {
		severity: 'block',
		happened: 'The shop’s database stopped a statement that took too long.',
		why: 'The server is busy or limits the time of statements.',
		remedy: 'Nothing is lost: run again later.',
	},
	'database.connectionLost': {
		severity: 'block',
		happened: 'The connection to the shop’s database broke.',
		why: 'The server was restarted or something on the way cut the connection. Whether the last step arrived is settled by the next run.',
		remedy: 'Run the same item again: what has arrived is recognised, nothing is written twice.',
	},
	'database.clock': {
		severity: 'warn',
		happened: 'The clock of the shop’s database is {seconds} seconds {way} of the clock of this machine.',
		why: 'Orders carry the time of this machine, the shop’s own rows that of the database.',
		remedy: 'Set both machines by a time server (NTP).',
	},
	'database.notEncrypted': {
		severity: 'warn',
		happened: 'The connection to the shop’s database is not encrypted.',
		why: 'Somebody on the way could read password and orders.',
		remedy:
			'Turn on TLS at the supplier’s server, then in the credential; or let the supplier renew the invitation with it.',
	},
	'database.notVerified': {
		severity: 'warn',
		happened: 'The certificate of the shop’s database is not verified.',
		why: 'Anybody on the way could pretend to be the server.',
		remedy:
			'Ask the supplier for the CA certificate, paste it into the credential, and turn verification on.',
	},
	'database.tunnelNotChecked': {
		severity: 'warn',
		happened: 'Nobody checks that the SSH server {host} is the right one.',
		why: 'Whatever server answers there is taken for it by n8n: somebody on the way could stand in for it, read password and orders, and change them.',
		remedy:
			'Turn on TLS with the certificate verified inside the tunnel, and log in to the SSH server with a private key, which a wrong server cannot use.',
	},
	'database.certificateEnds': {
		severity: 'warn',
		happened: 'The certificate of the shop’s database server ends on {day}.',
		why: 'From then on the connection is refused, and orders wait.',
		remedy:
			'Ask the supplier to renew the certificate and to restart the database server, which keeps the old one until then. Where the credential or the activation code holds this very certificate, a new one is needed as well.',
	},
	'database.galera': {
		severity: 'warn',
		happened: 'The shop’s database is a Galera cluster, which may lose what it has confirmed.',
		why: 'Each server of it confirms before the others have written. When one dies, or the next question goes to another one, an order that was confirmed may not be there.',
		remedy:
			'Connect to one server of it, not to a load balancer; set innodb_flush_log_at_trx_commit = 1 and wsrep_sync_wait = 7 there. Look Up shows what the shop really has.',
	},
	'database.confirmsEarly': {
		severity: 'warn',
		happened: 'The shop’s database confirms what it writes up to a second before it keeps it.',
		why: 'When the server is killed or its machine fails, the orders of its last second are gone, though they were confirmed and the supplier was told. In tables without transactions (MyISAM) an order may stay that the exchange log forgot, and come twice.',
		remedy:
			'Ask the supplier to set innodb_flush_log_at_trx_commit = 1 on the database server. Look Up shows what the shop really has.',
	},
	'database.unknown': {
		severity: 'block',
		happened: 'The shop’s database answered with {code}, which is not known here.',
		why: 'It is none of the situations this package tells apart.',
		remedy: 'Run the same item again: that is always safe. If it stays, run Check Suppliers.',
	},
});
