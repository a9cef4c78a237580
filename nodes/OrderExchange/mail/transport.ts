import { createTransport, type NodemailerError } from 'nodemailer';
import { performance } from 'node:perf_hooks';
import { problem, type Problem } from '../problems/problem.js';
import { afterStop } from '../time/afterStop.js';
import { atMost } from '../time/atMost.js';
import { backOff } from '../time/pause.js';
import { connectionOptions, credentialsOf, limitsOf } from './connectionOptions.js';
import { isCrowded, mailFault, passesSoon, type Stage } from './faults.js';
import type { Message } from './message.js';
import { shownAnswer } from './plainText.js';
import type { SmtpSettings } from './smtpSettings.js';

export interface Rejection {
	readonly recipient: string;
	/** The server's own words. */
	readonly answer: string;
}

/**
 * What became of one message. `unknown`: it left whole, but the answer never came, so it may have been
 * delivered. `notSent`: for sure not delivered to any main recipient (To).
 */
export type Sent =
	| {
			readonly outcome: 'sent';
			readonly accepted: readonly string[];
			readonly rejected: readonly Rejection[];
			readonly warnings: readonly Problem[];
	  }
	| {
			readonly outcome: 'notSent' | 'unknown';
			readonly rejected: readonly Rejection[];
			readonly problem: Problem;
	  };

/** A pool of connections to one mail server, with the life of one execution. */
export interface Mailer {
	/**
	 * Never throws: every fault is in the result. Two messages at a time must have different Message-IDs. A stopped run
	 * breaks off a message that is not whole yet, and waits a few seconds for the answer to one that is.
	 */
	send(message: Message, signal?: AbortSignal): Promise<Sent>;
	/** Ends every connection at once; call it in `finally`. */
	close(): void;
}

/** How long the answer to a whole message is waited for once the run is stopped. */
const stoppedAnswerMs = 5_000;
/** A message that may go through in a moment is tried again for some seconds. */
const triesAgain = 5;
const firstPauseMs = 250;

/** What is seen of a message on its way through nodemailer. */
interface Seen {
	stage: Stage;
	/** The addresses behind To, as they stand in the envelope. */
	main: readonly string[];
}

interface Tried {
	readonly sent: Sent;
	readonly again?: boolean;
}

/** Connects when the first message is sent. */
export function openMailer(settings: SmtpSettings): Mailer {
	const auth = credentialsOf(settings);
	const underWay = new Map<string, Seen>();
	/** Mails at a time: fewer once the server has said that there are too many. */
	let places = settings.connections;
	const inTurn = atMost(() => places);
	const transporter = createTransport({
		...connectionOptions(settings),
		...(auth && { auth }),
		pool: true,
		maxConnections: settings.connections,
		// the pool would send again after a cut behind the final dot, and nobody would know
		maxRequeues: 0,
	});
	transporter.use('stream', ({ data, message }, done) => {
		const seen = underWay.get(data.messageId ?? '');
		if (seen && message) {
			seen.main = (message.getAddresses().to ?? []).map(({ address }) => address ?? '');
			// called once a connection has the message; it is read when the server asks for it, and the final dot follows its end
			message.processFunc((bytes) => {
				seen.stage = 'greeted';
				bytes.once('resume', () => (seen.stage = 'sending'));
				bytes.once('end', () => (seen.stage = 'complete'));
				return bytes;
			});
		}
		done();
	});

	const tryToSend = async (message: Message, signal: AbortSignal | undefined): Promise<Tried> => {
		const seen: Seen = { stage: 'before', main: [] };
		underWay.set(message.messageId, seen);
		const breakOff = new AbortController();
		const stopEnds = [
			afterStop(signal, 0, () => {
				if (seen.stage !== 'complete') breakOff.abort();
			}),
			afterStop(signal, stoppedAnswerMs, () => breakOff.abort()),
		];
		try {
			const info = await transporter.sendMail({
				...mailOptions(message),
				signal: AbortSignal.any([AbortSignal.timeout(limitsOf(settings).message), breakOff.signal]),
				disableFileAccess: true,
				disableUrlAccess: true,
			});
			return { sent: sentTo(info.accepted, rejections(info.rejectedErrors, settings), seen.main) };
		} catch (thrown) {
			const fault = mailFault(thrown, seen.stage, settings);
			const rejected = rejections((thrown as NodemailerError).rejectedErrors, settings);
			if (fault.code === 'mail.answerLost') return { sent: { outcome: 'unknown', rejected, problem: fault } };
			const stopped = breakOff.signal.aborted && problem('exchange.cancelled');
			if (isCrowded(thrown, seen.stage)) places = Math.max(1, Math.min(places, underWay.size) - 1);
			return {
				sent: { outcome: 'notSent', rejected, problem: stopped || fault },
				again: passesSoon(thrown, seen.stage),
			};
		} finally {
			for (const over of stopEnds) over();
			underWay.delete(message.messageId);
		}
	};

	return {
		async send(message, signal) {
			const latest = performance.now() + limitsOf(settings).message;
			let last: Sent | undefined;
			for (let attempt = 0; ; attempt += 1) {
				const { sent, again } = await inTurn(async (): Promise<Tried> => {
					if (last && signal?.aborted) return { sent: last };
					return performance.now() > latest ? { sent: last ?? waitedInVain } : tryToSend(message, signal);
				});
				if (!again || attempt === triesAgain || signal?.aborted) return sent;
				last = sent;
				await backOff(firstPauseMs, attempt, signal);
			}
		},
		close: () => transporter.close({ force: true }),
	};
}

/** A message that the server took: it counts as sent where anybody behind To (`main`) gets it, and not where copies alone do. */
function sentTo(
	accepted: readonly string[],
	rejected: readonly Rejection[],
	main: readonly string[],
): Sent {
	const refused = rejected.find(({ recipient }) => main.includes(recipient));
	if (refused && !main.some((address) => accepted.includes(address))) {
		const found = problem('mail.recipients.copiesOnly', { value: refused.recipient }, { ...refused });
		return { outcome: 'notSent', rejected, problem: found };
	}
	const warnings = rejected.map((one) =>
		problem('mail.recipients.someRefused', { value: one.recipient }, { ...one }),
	);
	return { outcome: 'sent', accepted, rejected, warnings };
}

/** The server takes fewer mails at a time than there are, and had the others before. */
const waitedInVain: Sent = { outcome: 'notSent', rejected: [], problem: problem('mail.timeout') };

const mailOptions = (message: Message) => ({
	messageId: message.messageId,
	from: { ...message.from },
	...(message.replyTo !== undefined && { replyTo: { name: '', address: message.replyTo } }),
	to: message.to.map(bare),
	cc: message.cc.map(bare),
	bcc: message.bcc.map(bare),
	subject: message.subject,
	text: message.text,
	html: message.html,
	headers: { ...message.headers },
	attachments: message.attachments.map((file) => ({ ...file })),
});

// as an object, so that nodemailer never parses a list out of a text
const bare = (address: string) => ({ name: '', address });

const rejections = (faults: readonly NodemailerError[] | undefined, settings: SmtpSettings): Rejection[] =>
	(faults ?? []).map(({ recipient, response }) => ({
		recipient: recipient ?? '',
		answer: shownAnswer(response, settings),
	}));
