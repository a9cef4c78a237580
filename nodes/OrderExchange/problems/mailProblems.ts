import { entries } from './entry.js';

/** What goes wrong between us, the mail server and the supplier's mailbox. */
export const mailProblems = entries({
	'mail.hostUnknown': {
		severity: 'block',
		happened: 'The mail server’s name {host} is not known.',
		why: 'The name could not be turned into an address.',
		remedy: 'Check the host of the SMTP credential for typing slips, and the name service of this machine.',
	},
	'mail.unreachable': {
		severity: 'block',
		happened: 'The mail server {host}:{port} could not be reached.',
		why: 'The host does not answer, or something on the way blocks the connection.',
		remedy: 'Check Host, Port and Encryption in the SMTP credential, and the firewall.',
	},
	'mail.noGreeting': {
		severity: 'block',
		happened: '{host}:{port} accepts the connection but does not speak as a mail server does.',
		why: 'That happens when the port expects TLS from the first byte and the credential does not, or the other way round.',
		remedy: 'Choose Implicit TLS with port 465, or STARTTLS with port 587; check that this is a mail server.',
	},
	'mail.tls.notOffered': {
		severity: 'block',
		happened: 'The mail server does not offer the encryption that the credential asks for.',
		why: 'Encryption is set to STARTTLS Required, and the server refused the command.',
		remedy:
			'Use port 587, or choose Implicit TLS with port 465; without encryption the password would travel in clear.',
	},
	'mail.tls.certificate': {
		severity: 'block',
		happened: 'The mail server’s certificate is not trusted ({reason}).',
		why: 'It is expired, made out to another name, or signed by an authority this machine does not know.',
		remedy:
			'Use the host name on the certificate, or paste the CA certificate of the server into the credential.',
	},
	'mail.tls.failed': {
		severity: 'block',
		happened: 'No encrypted connection to the mail server came about ({reason}).',
		why: 'The server does not speak TLS on this port, or only a version that is too old.',
		remedy: 'Choose Implicit TLS with port 465, or STARTTLS with port 587.',
	},
	'mail.login.refused': {
		severity: 'block',
		happened: 'The mail server refused the login: {answer}',
		why: 'User or password do not match, the account may not send by SMTP, or the server takes other kinds of login only, such as OAuth.',
		remedy:
			'Check user and password in the SMTP credential; some providers want an app password. Where a provider takes nothing but OAuth, ask it for a relay that takes a password.',
	},
	'mail.login.notOffered': {
		severity: 'block',
		happened: 'The mail server {host}:{port} takes no login on this connection.',
		why: 'It takes none at all, or only on an encrypted connection; the password was not sent.',
		remedy:
			'Choose Implicit TLS or STARTTLS Required in the SMTP credential; where the server wants no login, leave User and Password empty.',
	},
	'mail.login.wanted': {
		severity: 'block',
		happened: 'The mail server takes mails only after a login: {answer}',
		why: 'The SMTP credential has no user and password, or the server offers the login on an encrypted connection only.',
		remedy:
			'Fill in User and Password in the SMTP credential, and choose STARTTLS Required or Implicit TLS there.',
	},
	'mail.sender.refused': {
		severity: 'block',
		happened: 'The mail server does not accept the sender {sender}: {answer}',
		why: 'Most servers only let an account send from its own address, many want a login, and some say here that the account has sent as much as it may.',
		remedy:
			'Use an address in the SMTP credential that this account may send from; where the answer speaks of a limit or quota, wait for its end.',
	},
	'mail.recipients.refused': {
		severity: 'block',
		happened: 'The mail server refused every recipient: {answer}',
		why: 'The mailboxes do not exist there or are full, this server may not send to them, or the account has sent as much as it may.',
		remedy:
			'Correct the supplier’s e-mail address, then run the item again. Where the answer speaks of relaying or of a login, fill in User and Password in the SMTP credential; where it speaks of a limit or quota, wait for its end.',
	},
	'mail.recipients.copiesOnly': {
		severity: 'block',
		happened: 'The mail server did not accept the supplier’s address {recipient}: {answer}',
		why: 'The server accepted nobody but CC and BCC: copies went out, and the supplier knows nothing of the orders.',
		remedy:
			'After an answer that begins with 4, run the item again after some minutes; else correct the supplier’s e-mail address first. Who has the copy does not get it again.',
	},
	'mail.recipients.later': {
		severity: 'block',
		happened: 'The mail went out, but not yet to {recipient}: {answer}',
		why: 'The server accepted the other recipients and has no time or no room for these: it delays senders it does not know (greylisting), or the mailbox is full.',
		remedy:
			'Run the item again after some minutes: Notify then sends the mail to those only who do not have it. An address that cannot be right is corrected first, or left out.',
	},
	'mail.recipients.someRefused': {
		severity: 'warn',
		happened: 'The mail went out, but not to {recipient}: {answer}',
		why: 'The server accepted the other recipients and refused this one for good.',
		remedy: 'Tell the recipient yourself, and correct the address before the next send.',
	},
	'mail.message.refused': {
		severity: 'block',
		happened: 'The mail server refused the message: {answer}',
		why: 'Usual reasons are its size, a spam filter, or a sending limit.',
		remedy:
			'Ask the mail provider about this answer; the orders are safe in the shop, and nothing was delivered.',
	},
	'mail.busy': {
		severity: 'block',
		happened: 'The mail server asks to try again later: {answer}',
		why: 'It is busy, limits how much may be sent or how often one may log in, or delays senders it does not know (greylisting).',
		remedy: 'Run the item again after some minutes; nothing was delivered.',
	},
	'mail.protocol': {
		severity: 'block',
		happened: 'The mail server gave an answer that does not fit: {answer}',
		why: 'It is no mail server, or something between changes the conversation.',
		remedy: 'Check host and port of the SMTP credential.',
	},
	'mail.cut': {
		severity: 'block',
		happened: 'The connection to the mail server broke before the message was complete.',
		why: 'A server does not deliver a message whose end it has not seen, so nothing was delivered.',
		remedy: 'Run the item again.',
	},
	'mail.timeout': {
		severity: 'block',
		happened: 'The mail server took too long, and the message was not complete yet.',
		why: 'The server or the network is overloaded; nothing was delivered.',
		remedy: 'Run the item again later.',
	},
	'mail.answerLost': {
		severity: 'block',
		happened: 'The whole message was sent, but the mail server’s answer did not arrive.',
		why: 'The connection broke after the last byte: the mail may or may not have been delivered.',
		remedy:
			'Run the item again: the same mail goes out with the same Message-ID and a line that says it may be a repeat.',
	},
	'mail.parked': {
		severity: 'block',
		happened:
			'The mail {messageId} about {orders}, tried on {time}{where}, may or may not have arrived, and is parked.',
		why: 'The message had left, or the run was ended meanwhile, and no answer was noted; no run sends a parked mail again.',
		remedy:
			'Ask the recipients, or look for the Message-ID in the mail server’s log. Then run this item through Notify Supplier with the operation Settle Parked: Mark as Sent, or Send Again.',
	},
	'mail.notParked': {
		severity: 'block',
		happened: 'There is nothing to settle about the order {order}: it has not been announced yet.',
		why: 'Only mails that may have arrived are settled; this one was never tried, or was refused for certain.',
		remedy: 'Run the item through Notify Supplier with the operation Notify.',
	},
	'mail.address.refused': {
		severity: 'warn',
		happened: 'Your mail server does not accept mail for {recipient}: {answer}',
		why: 'The mailbox does not exist, is full, or the server asks to try later. No mail was sent to find out.',
		remedy: 'Ask the supplier for the right address; a renewed activation code carries it.',
	},
	'mail.address.missing': {
		severity: 'block',
		happened: 'The supplier {supplier} has no e-mail address.',
		why: 'Neither the supplier order nor the node names a recipient.',
		remedy: 'Give the supplier an e-mail address before Prepare, or fill in Recipients in the node.',
	},
	'mail.address.invalid': {
		severity: 'block',
		happened: 'The e-mail address {address} cannot be used.',
		why: 'It is no complete address, or it holds characters that have no place in one.',
		remedy:
			'Correct the address; where it shows \\u, type it anew, since a sign that cannot be seen was pasted with it.',
	},
	'mail.receipts.missing': {
		severity: 'block',
		happened: 'The item holds no receipts of orders written to a shop.',
		why: 'Only orders that are in the shop may be announced to the supplier.',
		remedy: 'Connect the Pushed output of Push To Shop DB, or keep the field receipts in between.',
	},
	'mail.receipts.invalid': {
		severity: 'block',
		happened: 'The receipts were changed on their way: {field} {what}.',
		why: 'A node between Push and this one left out or rewrote part of them.',
		remedy: 'Pass receipts on as Push made them.',
	},
	'mail.receipts.unknownOrder': {
		severity: 'block',
		happened: 'There is a receipt for the order {order}, but the supplier order does not hold that order.',
		why: 'The supplier order and its receipts come from different items.',
		remedy: 'Pass supplierOrder and receipts on together, as Push made them.',
	},
	'mail.receipts.notInShop': {
		severity: 'block',
		happened: 'The shop’s exchange log does not know the order {order}.',
		why: 'The log is what makes sure that each order is announced once.',
		remedy: 'Choose the Shop Database credential of the shop that the order was pushed to.',
	},
	'mail.replacedSince': {
		severity: 'block',
		happened:
			'The order {order} is not announced: a newer version of it has replaced it since, order {shopOrder} in the shop.',
		why: 'The supplier would take it for one more order; the mail about the newer version says what it replaces.',
		remedy:
			'Nothing to do where the item of the newer version was announced; where it was not, run that one through Notify Supplier. A parked mail about the older version is settled with Mark as Sent.',
	},
	'mail.orderGone': {
		severity: 'block',
		happened: 'The order {order} is not announced: the shop no longer has it ({shopOrder}).',
		why: 'The supplier’s staff deleted it before the mail went out, or the shop’s tables were restored from a backup that is older.',
		remedy:
			'Ask the supplier. If the order is still wanted, add a word to its comment and send it with Changed Orders set to Send as New Version in Push’s options; Notify tells about that version. A parked mail about it is settled with Mark as Sent.',
	},
	'mail.inProgress': {
		severity: 'block',
		happened: 'Another run is announcing the order {order} right now.',
		why: 'It either ends in a moment, or was stopped before it could tell what became of the mail.',
		remedy: 'Run the item again after ten minutes: what was sent is not sent again.',
	},
	'mail.notRecorded': {
		severity: 'warn',
		happened: 'The mail was sent, but the shop’s exchange log could not be told so.',
		why: 'The connection to the shop’s database was lost after sending: {reason}',
		remedy:
			'Nothing needs to be done; if the item is run again, the mail counts as unconfirmed: it goes out once more, marked as a possible repeat, or is parked, as the node is set.',
	},
	'mail.outcomeNotRecorded': {
		severity: 'warn',
		happened: 'The shop’s exchange log could not be told what became of the mail: {reason}',
		why: 'The connection to the shop’s database was lost meanwhile; the log goes on saying that the mail is on its way.',
		remedy:
			'Run the item again after ten minutes, not before: the mail then counts as unconfirmed and goes out marked as a possible repeat, or is parked, as the node is set.',
	},
});
