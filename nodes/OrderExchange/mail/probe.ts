import { setTimeout as pause } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Problem } from '../problems/problem.js';
import { connectionOptions, credentialsOf, limitsOf } from './connectionOptions.js';
import { isForNow, loginNotOffered, mailFault, type Stage } from './faults.js';
import { shownAnswer } from './plainText.js';
import { asciiDomain } from './recipients.js';
import type { SmtpSettings } from './smtpSettings.js';

/**
 * Walks the way of a message as far as the sender and sends nothing: name resolution, connection, TLS, login,
 * sender accepted. Returns the first thing that stands in the way, or undefined. Never throws.
 */
export const probeSmtp = (settings: SmtpSettings): Promise<Problem | undefined> =>
	probed(settings, [], () => Promise.resolve());

export interface RecipientsProbe {
	/** What stood in the way of asking about all, or the rest, of the addresses. */
	readonly problem: Problem | undefined;
	/** By address: undefined where the server takes mail for it, else its answer. Those not asked about are missing. */
	readonly answers: ReadonlyMap<string, string | undefined>;
}

/** Asks the server about each address (RCPT TO) and takes the question back: no message is begun. Never throws. */
export async function probeRecipients(
	settings: SmtpSettings,
	addresses: readonly string[],
): Promise<RecipientsProbe> {
	const answers = new Map<string, string | undefined>();
	const found = await probed(settings, addresses, async ({ send, mailFrom }) => {
		const ask = async (address: string) => {
			const { status, response } = await send(`RCPT TO:<${asciiDomain(address)}>`);
			if (status === 421) throw smtpRefusal('RCPT TO', status, response);
			return { status, response };
		};
		let taken = 0;
		for (const address of addresses) {
			let answer = await ask(address);
			// some servers take a few recipients at a time, or those of one domain
			if (isForNow(answer.status) && taken > 0) {
				await send('RSET');
				await mailFrom();
				taken = 0;
				answer = await ask(address);
			}
			const accepted = isYes(answer.status);
			if (accepted) taken += 1;
			answers.set(address, accepted ? undefined : shownAnswer(answer.response, settings));
		}
		await send('RSET');
	});
	return { problem: found, answers };
}

type Send = (command: string) => Promise<{ readonly status: number; readonly response: string }>;
/** What can be said to a server that lets us in. */
interface Session {
	readonly send: Send;
	/** Begins a mail to the addresses asked about, as the mailer would; a refusal is thrown. */
	readonly mailFrom: () => Promise<void>;
}
type Step = (run: (done: (fault?: Error | null) => void) => void) => Promise<void>;

/** Walks as far as the sender, then does `further`; all of it within the time of one message. */
async function probed(
	settings: SmtpSettings,
	addresses: readonly string[],
	further: (session: Session) => Promise<unknown>,
): Promise<Problem | undefined> {
	const limits = limitsOf(settings);
	const over = new AbortController();
	const connection = new SMTPConnection({
		...connectionOptions(settings),
		socketTimeout: limits.connect,
	});
	let stage: Stage = 'before';
	const walked = walk(connection, settings, { addresses, further, greeted: () => (stage = 'greeted') });
	walked.catch(() => undefined);
	try {
		await Promise.race([walked, timeLimit(limits.message, over.signal)]);
		return undefined;
	} catch (thrown) {
		return mailFault(thrown, stage, settings);
	} finally {
		over.abort();
		// a fault that comes after the answer concerns nobody
		connection.on('error', () => undefined);
		connection.close();
	}
}

interface Errand {
	readonly addresses: readonly string[];
	readonly further: (session: Session) => Promise<unknown>;
	readonly greeted: () => void;
}

async function walk(
	connection: SMTPConnection,
	settings: SmtpSettings,
	{ addresses, further, greeted }: Errand,
): Promise<void> {
	const step: Step = (run) =>
		new Promise<void>((resolve, reject) => {
			connection.once('error', reject);
			run((fault) => (fault ? reject(fault) : resolve()));
		});
	await step((done) => connection.connect(done));
	greeted();
	const login = credentialsOf(settings);
	// nodemailer sends mails without a login then; asked for one, it would send the password all the same
	if (login && !connection.allowsAuth) throw Object.assign(new Error(), { code: loginNotOffered });
	if (login) await step((done) => connection.login({ credentials: login }, done));
	await byHand(connection, step, async (send, extensions) => {
		const sender = asciiDomain(settings.sender.address);
		const international = [sender, ...addresses.map(asciiDomain)].some((address) => /[^ -~]/.test(address));
		const as = international && extensions.includes('SMTPUTF8') ? ' SMTPUTF8' : '';
		const mailFrom = async () => {
			const { status, response } = await send(`MAIL FROM:<${sender}>${as}`);
			if (!isYes(status)) throw smtpRefusal('MAIL FROM', status, response);
		};
		await mailFrom();
		await further({ send, mailFrom });
	});
}

const isYes = (status: number): boolean => status >= 200 && status < 300;

const commandsByHand = 'ORDER-EXCHANGE-COMMANDS';

/** A login method of our own is nodemailer's public way of sending commands by hand; no login takes place. */
async function byHand(
	connection: SMTPConnection,
	step: Step,
	commands: (send: Send, extensions: readonly string[]) => Promise<unknown>,
): Promise<void> {
	let refusal: unknown;
	connection.customAuth.set(commandsByHand, async ({ sendCommand, extensions, resolve }) => {
		try {
			await commands(sendCommand, extensions);
		} catch (thrown) {
			refusal = thrown;
		}
		resolve();
	});
	await step((done) => connection.login({ method: commandsByHand }, done));
	if (refusal) throw refusal;
}

const smtpRefusal = (command: string, status: number, response: string): Error =>
	Object.assign(new Error(command), { response, responseCode: status, command });

async function timeLimit(milliseconds: number, signal: AbortSignal): Promise<never> {
	await pause(milliseconds, undefined, { signal });
	throw Object.assign(new Error('time limit'), { code: 'ETIMEDOUT' });
}
