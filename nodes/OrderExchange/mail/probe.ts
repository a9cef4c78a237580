import { setTimeout as pause } from 'node:timers/promises';
import { domainToASCII } from 'node:url';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Problem } from '../problems/problem.js';
import { connectionOptions, credentialsOf, limitsOf } from './connectionOptions.js';
import { mailFault } from './faults.js';
import type { SmtpSettings } from './smtpSettings.js';

/**
 * Walks the way of a message as far as the sender and sends nothing: name resolution, connection, TLS, login,
 * sender accepted. Returns the first thing that stands in the way, or undefined. Never throws.
 */
export async function probeSmtp(settings: SmtpSettings): Promise<Problem | undefined> {
	const limits = limitsOf(settings);
	const over = new AbortController();
	const connection = new SMTPConnection({
		...connectionOptions(settings),
		socketTimeout: limits.connect,
	});
	const walked = walk(connection, settings);
	walked.catch(() => undefined);
	try {
		await Promise.race([walked, timeLimit(limits.message, over.signal)]);
		return undefined;
	} catch (thrown) {
		return mailFault(thrown, 'before', settings);
	} finally {
		over.abort();
		// a fault that comes after the answer concerns nobody
		connection.on('error', () => undefined);
		connection.close();
	}
}

async function walk(connection: SMTPConnection, settings: SmtpSettings): Promise<void> {
	const step = (run: (done: (fault?: Error | null) => void) => void) =>
		new Promise<void>((resolve, reject) => {
			connection.once('error', reject);
			run((fault) => (fault ? reject(fault) : resolve()));
		});
	await step((done) => connection.connect(done));
	const login = credentialsOf(settings);
	if (login) await step((done) => connection.login({ credentials: login }, done));
	await checkSender(connection, settings.sender.address, step);
}

const senderCheck = 'ORDER-EXCHANGE-SENDER';

/** A login method of our own is nodemailer's public way of sending a command by hand; no login takes place. */
async function checkSender(
	connection: SMTPConnection,
	address: string,
	step: (run: (done: (fault?: Error | null) => void) => void) => Promise<void>,
): Promise<void> {
	let refusal: Error | undefined;
	connection.customAuth.set(senderCheck, async ({ sendCommand, resolve }) => {
		const { status, response } = await sendCommand(`MAIL FROM:<${asciiDomain(address)}>`);
		if (status < 200 || status >= 300)
			refusal = Object.assign(new Error('sender'), { response, responseCode: status, command: 'MAIL FROM' });
		resolve();
	});
	await step((done) => connection.login({ method: senderCheck }, done));
	if (refusal) throw refusal;
}

// as nodemailer writes it into the envelope
const asciiDomain = (address: string): string =>
	address.replace(/[^@]+$/, (domain) => domainToASCII(domain) || domain);

async function timeLimit(milliseconds: number, signal: AbortSignal): Promise<never> {
	await pause(milliseconds, undefined, { signal });
	throw Object.assign(new Error('time limit'), { code: 'ETIMEDOUT' });
}
