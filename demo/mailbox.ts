import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { mailPage, listPage } from './mailboxPage.js';

/** A mail that arrived, as the page and the summary show it. */
export interface ReceivedMail {
	readonly id: number;
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly at: Date;
	readonly messageId: string;
	readonly text: string;
	readonly html: string | undefined;
	readonly attachments: readonly {
		readonly name: string;
		readonly type: string;
		readonly content: Buffer;
	}[];
}

/** A mail server that keeps everything in memory, and a web page that shows it. */
export interface Mailbox {
	readonly smtpPort: number;
	/** Of the web page. */
	readonly url: string;
	readonly mails: readonly ReceivedMail[];
	/** Addresses in here are turned away with 550 when a mail names them. */
	readonly turnedAway: Set<string>;
	stop(): Promise<void>;
}

/** Starts both on free ports of 127.0.0.1. Mails are gone when the process ends. */
export async function startMailbox(): Promise<Mailbox> {
	const mails: ReceivedMail[] = [];
	const turnedAway = new Set<string>();
	const smtp = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		logger: false,
		onRcptTo({ address }, _session, callback) {
			if (!turnedAway.has(address.toLowerCase())) return callback();
			callback(Object.assign(new Error('No such mailbox here'), { responseCode: 550 }));
		},
		onData(stream, session, callback) {
			simpleParser(stream).then(
				(parsed) => {
					const to = session.envelope.rcptTo.map(({ address }) => address);
					mails.push(receivedMail(parsed, mails.length + 1, to));
					callback();
				},
				(cause: Error) => callback(cause),
			);
		},
	});
	const web = createServer((request, response) => answer(request, response, mails));
	const smtpPort = await listening(smtp.listen(0, '127.0.0.1'));
	const webPort = await listening(web.listen(0, '127.0.0.1'));
	return {
		smtpPort,
		url: `http://127.0.0.1:${webPort}`,
		mails,
		turnedAway,
		async stop() {
			await new Promise<void>((resolve) => smtp.close(() => resolve()));
			web.closeAllConnections();
			await new Promise<void>((resolve) => web.close(() => resolve()));
		},
	};
}

function receivedMail(mail: ParsedMail, id: number, to: readonly string[]): ReceivedMail {
	return {
		id,
		from: addresses(mail.from),
		to,
		subject: mail.subject ?? '',
		at: new Date(),
		messageId: mail.messageId ?? '',
		text: mail.text ?? '',
		html: mail.html === false ? undefined : mail.html,
		attachments: mail.attachments.map(({ filename, contentType, content }, index) => ({
			name: filename ?? `attachment-${index + 1}`,
			type: contentType,
			content,
		})),
	};
}

const addresses = (from: AddressObject | undefined): string => from?.text ?? '';

// The page needs no script, and nothing in a mail may load or run anything.
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

function answer(request: IncomingMessage, response: ServerResponse, mails: readonly ReceivedMail[]): void {
	const [, id, part, position] =
		/^\/mails\/(\d+)(?:\/(html|attachments)(?:\/(\d+))?)?$/.exec(request.url ?? '') ?? [];
	const mail = mails.find((one) => one.id === Number(id));
	const attachment = part === 'attachments' ? mail?.attachments[Number(position)] : undefined;
	if (request.url === '/') return page(response, listPage(mails), pagePolicy);
	if (mail && part === undefined) return page(response, mailPage(mail, mails), pagePolicy);
	if (mail?.html !== undefined && part === 'html') return page(response, mail.html, mailPolicy);
	if (attachment) {
		response.writeHead(200, {
			'content-type': 'application/octet-stream',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
		});
		response.end(attachment.content);
		return;
	}
	response.writeHead(404, { 'content-type': 'text/plain' }).end('There is no such mail.');
}

function page(response: ServerResponse, html: string, policy: string): void {
	response.writeHead(200, {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': policy,
		'x-content-type-options': 'nosniff',
	});
	response.end(html);
}

async function listening(server: Server): Promise<number> {
	if (!server.listening)
		await new Promise<void>((resolve, reject) => {
			server.once('listening', resolve);
			server.once('error', reject);
		});
	return (server.address() as AddressInfo).port;
}
