import { createTransport, type NodemailerError } from 'nodemailer';
import { performance } from 'node:perf_hooks';
import { problem, type Problem } from '../problems/problem.js';
import { afterSame } from '../time/afterSame.js';
import { afterStop } from '../time/afterStop.js';
import { atMost } from '../time/atMost.js';
import { countdown, type Countdown } from '../time/countdown.js';
import { backOff } from '../time/pause.js';
import { connectionOptions, credentialsOf, limitsOf } from './connectionOptions.js';
import { isCrowded, isForNow, mailFault, passesSoon, type Stage } from './faults.js';
import type { Message } from './message.js';
import { shownAnswer } from './plainText.js';
import { asciiDomain } from './recipients.js';
import type { SmtpSettings } from './smtpSettings.js';

export interface Rejection {
	readonly recipient: string;
	/** The server's own words. */
	readonly answer: string;
	/** It asks to try this recipient again later. */
	readonly forNow: boolean;
}

/**
 * What became of one message. `partlySent`: some have it for certain and others for certain not, who are to get it later:
 * whom the server refused for now, and the supplier where it accepted copies only. `unknown`: it left whole, but the answer
 * never came, so it may have been delivered. `notSent`: for sure not delivered to anybody.
 */
export type Sent = {
	/** Who has it for certain, as they stand in the envelope. */
	readonly accepted: readonly string[];
	readonly rejected: readonly Rejection[];
} & (
	| { readonly outcome: 'sent'; readonly warnings: readonly Problem[] }
	| { readonly outcome: 'partlySent' | 'notSent' | 'unknown'; readonly problem: Problem }
);

/** A pool of connections to one mail server, with the life of one execution. */
export interface Mailer {
	/**
	 * Never throws: every fault is in the result. Messages of one Message-ID go one after the other. A stopped run breaks
	 * off a message that is not whole yet, and waits a few seconds for the answer to one that is.
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

/** What one transaction with the server came to; `answered`: it took the message for those it accepted. */
type Transaction =
	| {
			readonly outcome: 'answered';
			readonly accepted: readonly string[];
			readonly rejected: readonly Rejection[];
	  }
	| {
			readonly outcome: 'notSent' | 'unknown';
			readonly rejected: readonly Rejection[];
			readonly problem: Problem;
	  };

/** How far a try has got, and how long it may still take. */
interface Progress {
	stage: Stage;
	readonly time: Countdown;
}

interface Tried {
	readonly came: Transaction;
	readonly again?: boolean;
}

/** Connects when the first message is sent. */
export function openMailer(settings: SmtpSettings): Mailer {
	const auth = credentialsOf(settings);
	const limits = limitsOf(settings);
	const underWay = new Map<string, Progress>();
	/** Mails at a time: fewer once the server has said that there are too many. */
	let places = settings.connections;
	const inTurn = atMost(() => places);
	const afterSameId = afterSame();
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
			// called once a connection has the message; it is read when the server asks for it, and the final dot follows its end
			message.processFunc((bytes) => {
				seen.stage = 'greeted';
				bytes.once('resume', () => (seen.stage = 'sending'));
				bytes.once('end', () => {
					seen.stage = 'complete';
					seen.time.startAnew(limits.answer);
				});
				return bytes;
			});
		}
		done();
	});

	const tryToSend = async (
		message: Message,
		recipients: readonly string[],
		latest: number,
		signal: AbortSignal | undefined,
	): Promise<Tried> => {
		const seen: Progress = { stage: 'before', time: countdown(latest - performance.now()) };
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
				...mailOptions(message, recipients),
				signal: AbortSignal.any([seen.time.over, breakOff.signal]),
				disableFileAccess: true,
				disableUrlAccess: true,
			});
			const rejected = rejections(info.rejectedErrors, settings);
			return { came: { outcome: 'answered', accepted: info.accepted, rejected } };
		} catch (thrown) {
			const fault = mailFault(thrown, seen.stage, settings);
			const rejected = rejections((thrown as NodemailerError).rejectedErrors, settings);
			if (fault.code === 'mail.answerLost') return { came: { outcome: 'unknown', rejected, problem: fault } };
			const stopped = breakOff.signal.aborted && problem('exchange.cancelled');
			if (isCrowded(thrown, seen.stage)) places = Math.max(1, Math.min(places, underWay.size) - 1);
			return {
				came: { outcome: 'notSent', rejected, problem: stopped || fault },
				again: passesSoon(thrown, seen.stage),
			};
		} finally {
			for (const over of stopEnds) over();
			seen.time.end();
			underWay.delete(message.messageId);
		}
	};

	const transaction = async (
		message: Message,
		recipients: readonly string[],
		latest: number,
		signal: AbortSignal | undefined,
	): Promise<Transaction> => {
		let last: Transaction | undefined;
		for (let attempt = 0; ; attempt += 1) {
			const { came, again } = await inTurn(async (): Promise<Tried> => {
				if (last && signal?.aborted) return { came: last };
				return performance.now() > latest
					? { came: last ?? waitedInVain }
					: tryToSend(message, recipients, latest, signal);
			});
			if (!again || attempt === triesAgain || signal?.aborted) return came;
			last = came;
			await backOff(firstPauseMs, attempt, signal);
		}
	};

	const sendOne: Mailer['send'] = async (message, signal) => {
		const latest = performance.now() + limits.message;
		const accepted: string[] = [];
		const refused: Rejection[] = [];
		let later: readonly Rejection[] = [];
		let asked = unreached(message);
		while (asked.length > 0) {
			const came = await transaction(message, asked, latest, signal);
			const someHaveIt = accepted.length > 0 || message.reached.length > 0;
			if (came.outcome !== 'answered') {
				const rejected = [...refused, ...(came.rejected.length > 0 ? came.rejected : later)];
				const nobodyNew = came.outcome === 'notSent' && someHaveIt && rejected.length > 0;
				return nobodyNew ? verdict(message, accepted, rejected) : { ...came, accepted, rejected };
			}
			accepted.push(...came.accepted);
			refused.push(...came.rejected.filter(({ forNow }) => !forNow));
			later = came.rejected.filter(({ forNow }) => forNow);
			// some servers take a few recipients at a time, or those of one domain (RFC 5321, 4.5.3.1.10)
			asked = signal?.aborted ? [] : later.map(({ recipient }) => recipient);
		}
		return verdict(message, accepted, [...refused, ...later]);
	};

	return {
		send: (message, signal) => afterSameId([message.messageId], () => sendOne(message, signal)),
		close: () => transporter.close({ force: true }),
	};
}

/** Whom the message is still to go to. */
const unreached = ({ to, cc, bcc, reached }: Message): readonly string[] => {
	const have = new Set(reached.map(asciiDomain));
	return [...to, ...cc, ...bcc].filter((address) => !have.has(asciiDomain(address)));
};

/** What a message came to that reached some. */
function verdict(message: Message, accepted: readonly string[], rejected: readonly Rejection[]): Sent {
	const have = new Set([...accepted, ...message.reached].map(asciiDomain));
	const main = new Set(message.to.map(asciiDomain));
	const [refused] = rejected.filter(({ recipient }) => main.has(asciiDomain(recipient)));
	if (refused && ![...main].some((address) => have.has(address))) {
		const { recipient, answer } = refused;
		const found = problem('mail.recipients.copiesOnly', { value: recipient }, { recipient, answer });
		return { outcome: 'partlySent', accepted, rejected, problem: found };
	}
	const later = rejected.filter(({ forNow }) => forNow);
	const [first] = later;
	if (first) {
		const recipient = later.map((one) => one.recipient).join(', ');
		const { answer } = first;
		const found = problem('mail.recipients.later', { value: first.recipient }, { recipient, answer });
		return { outcome: 'partlySent', accepted, rejected, problem: found };
	}
	const warnings = rejected.map(({ recipient, answer }) =>
		problem('mail.recipients.someRefused', { value: recipient }, { recipient, answer }),
	);
	return { outcome: 'sent', accepted, rejected, warnings };
}

/** The server takes fewer mails at a time than there are, and had the others before. */
const waitedInVain: Transaction = { outcome: 'notSent', rejected: [], problem: problem('mail.timeout') };

/** The header names everybody, also where a transaction is for some of them only. */
const mailOptions = (message: Message, recipients: readonly string[]) => ({
	messageId: message.messageId,
	envelope: { from: bare(message.from.address), to: recipients.map(bare) },
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
	(faults ?? []).map(({ recipient, response, responseCode }) => ({
		recipient: recipient ?? '',
		answer: shownAnswer(response, settings),
		forNow: isForNow(responseCode),
	}));
