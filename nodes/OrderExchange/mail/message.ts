import { oneLine } from './plainText.js';
import type { Mailbox } from './smtpSettings.js';

export interface Attachment {
	readonly filename: string;
	readonly content: Buffer;
	readonly contentType: string;
}

export interface Recipients {
	readonly to: readonly string[];
	readonly cc: readonly string[];
	readonly bcc: readonly string[];
}

/** A message ready to go. Made by `composeMessage` only, which keeps line breaks out of every header. */
export interface Message extends Recipients {
	/** With angle brackets. */
	readonly messageId: string;
	readonly from: Mailbox;
	readonly replyTo?: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	/** Who has this very message from before: named in its header, and left out when it is sent. */
	readonly reached: readonly string[];
	readonly headers: Readonly<Record<string, string>>;
	readonly attachments: readonly Attachment[];
}

export interface MessageParts extends Recipients {
	readonly messageId: string;
	readonly from: Mailbox;
	readonly replyTo?: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly reached?: readonly string[];
	readonly attachments: readonly Attachment[];
	/** ISO 639-1. */
	readonly language: string;
}

/**
 * Puts a message together. Texts from orders may hold anything: in headers their control characters become
 * spaces, in file names everything but letters, digits, dot and dash becomes a dash.
 */
export const composeMessage = ({ language, ...parts }: MessageParts): Message => ({
	...parts,
	reached: parts.reached ?? [],
	from: { name: oneLine(parts.from.name), address: parts.from.address },
	subject: oneLine(parts.subject),
	headers: {
		// tells out-of-office robots not to answer (RFC 3834), and Exchange the same; All would keep back reports of failed delivery
		'Auto-Submitted': 'auto-generated',
		'X-Auto-Response-Suppress': 'OOF, AutoReply',
		'Content-Language': language,
	},
	attachments: parts.attachments.map((file) => ({ ...file, filename: safeFilename(file.filename) })),
});

const safeFilename = (name: string): string =>
	name
		.normalize('NFC')
		.replace(/[^\p{L}\p{N}.-]+/gu, '-')
		.replace(/^[-.]+/, '') || 'orders';
