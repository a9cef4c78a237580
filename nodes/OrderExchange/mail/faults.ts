import type { NodemailerError } from 'nodemailer';
import { problem, type CodeFilledBy, type Problem } from '../problems/problem.js';
import { shownAnswer } from './plainText.js';
import type { SmtpSettings } from './smtpSettings.js';

/**
 * How far a message got, by our own events, since nodemailer reports almost every socket fault alike: no server yet that
 * speaks SMTP, sender and recipients being told, on its way, or whole on the wire with the server's answer outstanding.
 */
export type Stage = 'before' | 'greeted' | 'sending' | 'complete';

/** Socket faults of the network itself; every other code on a connecting socket comes from TLS. */
const networkCodes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EHOSTDOWN',
	'ENETUNREACH',
	'ENETDOWN',
	'EADDRNOTAVAIL',
	'ETIMEDOUT',
	'EPIPE',
	'EACCES',
	'EPERM',
]);

const certificateCodes =
	/^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/;

/** Our own code for a server that a login is meant for and that takes none. */
export const loginNotOffered = 'LOGIN_NOT_OFFERED';

/** Authentication required (RFC 4954): in answer to whatever command. */
const loginWanted = 530;

/**
 * The one place where a fault of a mail server gets its problem code: by stage, nodemailer's code, the
 * socket's code behind it and the SMTP reply, never by words in a message.
 */
export function mailFault(thrown: unknown, stage: Stage, settings: SmtpSettings): Problem {
	const fault = (thrown ?? {}) as Partial<NodemailerError>;
	const details = {
		host: settings.host,
		port: settings.port,
		answer: shownAnswer(fault.response, settings),
		sender: settings.sender.address,
		address: fault.recipient ?? '',
	};
	const made: Made = (code, reason = '') => problem(code, {}, { ...details, reason });

	if (fault.responseCode !== undefined && fault.command === 'STARTTLS') return made('mail.tls.notOffered');
	if (isForNow(fault.responseCode)) return made('mail.busy');
	if (fault.code === loginNotOffered) return made('mail.login.notOffered');
	if (fault.responseCode === loginWanted) return made('mail.login.wanted');
	if (fault.code === 'EAUTH' || fault.code === 'ENOAUTH') return made('mail.login.refused');
	if (fault.responseCode !== undefined) {
		if (fault.command === 'MAIL FROM') return made('mail.sender.refused');
		if (fault.command === 'RCPT TO') return made('mail.recipients.refused');
		return made(stage === 'before' && fault.command === 'CONN' ? 'mail.protocol' : 'mail.message.refused');
	}
	if (stage === 'complete') return made('mail.answerLost');
	if (fault.code === 'EPROTOCOL') return made('mail.protocol');
	if (fault.code === 'EENVELOPE') return made('mail.address.invalid');
	if (stage !== 'before')
		return made(fault.code === 'ETIMEDOUT' || fault.code === 'EABORT' ? 'mail.timeout' : 'mail.cut');
	return unreached(fault, made);
}

/** A reply that refuses for now (RFC 5321, 4yz). */
export const isForNow = (reply: number | undefined): boolean =>
	reply !== undefined && reply >= 400 && reply < 500;

/**
 * Whether the same message may go through in some seconds, after a fault that delivered it to nobody for certain. Not one
 * that wants minutes, as greylisting of a recipient does.
 */
export function passesSoon(thrown: unknown, stage: Stage): boolean {
	const { code, command, responseCode } = (thrown ?? {}) as Partial<NodemailerError>;
	// the pool's word for a connection that the server had ended since the message before
	if (responseCode === undefined) return stage === 'greeted' && code === 'ECONNECTION' && !command;
	// an answer that comes before the end of the message is to something else
	if (code === 'EMESSAGE' && stage !== 'complete') return false;
	if (command === 'CONN') return stage !== 'complete' && isForNow(responseCode);
	return command !== 'STARTTLS' && (command === 'DATA' ? soonForData : soon).has(responseCode);
}

/** Closing this connection; too many connections at once. */
const soon = new Set([421, 432]);
/** And too many mails a second. With a login or a recipient 454 means other things. */
const soonForData = new Set([...soon, 454]);

/** Whether the server takes fewer connections than it was offered, rather than fewer mails over each. */
export const isCrowded = (thrown: unknown, stage: Stage): boolean => {
	const { responseCode } = (thrown ?? {}) as Partial<NodemailerError>;
	return responseCode === 432 || (stage === 'before' && isForNow(responseCode));
};

type Made = (
	code: CodeFilledBy<'host' | 'port' | 'answer' | 'sender' | 'address' | 'reason'>,
	reason?: string,
) => Problem;

function unreached(fault: Partial<NodemailerError>, made: Made): Problem {
	if (fault.code === 'EDNS') return made('mail.hostUnknown');
	if (fault.code === 'ETLS') return made('mail.tls.failed', fault.originalCode ?? 'ETLS');
	if (fault.code === 'ETIMEDOUT' || fault.code === 'EABORT') {
		if (fault.timeoutType === 'CONNECT_TIMEOUT') return made('mail.unreachable');
		if (fault.timeoutType === 'GREETING_TIMEOUT') return made('mail.noGreeting');
		if (fault.timeoutType === 'UPGRADE_TIMEOUT') return made('mail.tls.failed', 'ETIMEDOUT');
		return made('mail.timeout');
	}
	if (fault.code === 'ECONNECTION') return made('mail.noGreeting');
	const behind = fault.originalCode ?? fault.code ?? '';
	if (certificateCodes.test(behind)) return made('mail.tls.certificate', behind);
	if (behind === 'ESOCKET' || networkCodes.has(behind)) return made('mail.unreachable');
	return made('mail.tls.failed', behind);
}
