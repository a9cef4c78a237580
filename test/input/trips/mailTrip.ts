import { composeMessage } from '../../../nodes/OrderExchange/mail/message.js';
import { openMailer } from '../../../nodes/OrderExchange/mail/transport.js';
import { startMailServer } from '../../support/mailServer.js';
import { holds } from '../inputProperty.js';
import { announced, rendered, shownIn, tableHolds } from './announced.js';
import type { Texts } from './taggedOrder.js';

export interface MailTrip {
	/** Mails about the order through a real SMTP server; throws when something else came out. False: not sent at all. */
	check(texts: Texts, foreign: string, german: boolean): Promise<boolean>;
	close(): Promise<void>;
}

/** All that a mail of ours may have, each once. */
const ourHeaders = [
	...['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
	...['auto-submitted', 'x-auto-response-suppress', 'content-language'],
].sort();

export async function openMailTrip(): Promise<MailTrip> {
	const server = await startMailServer();
	const mailer = openMailer(
		server.settings({ limits: { connect: 10_000, greeting: 10_000, message: 60_000, answer: 10_000 } }),
	);
	let serial = 0;
	return {
		check: async (texts, foreign, german) => {
			serial += 1;
			const one = announced(texts, serial, foreign);
			if (!one) return false;
			const messageId = `<${serial}@northwind.example>`;
			const { outcome } = await mailer.send(
				composeMessage({
					...rendered(one, german),
					...{ messageId, from: { name: foreign, address: 'orders@northwind.example' } },
					...{ to: ['clerk@supplier.example'], cc: [], bcc: [], language: german ? 'de' : 'en' },
				}),
			);
			holds(outcome === 'sent', () => `it was not sent: ${outcome}`);
			const mail = server.mails.at(-1);
			holds(mail !== undefined && mail.parsed.messageId === messageId, 'another mail arrived');
			holds(mail.to.join() === 'clerk@supplier.example', () => `it went to ${mail.to.join()}`);
			const head = mail.raw.slice(0, mail.raw.indexOf('\r\n\r\n'));
			const names = [...head.matchAll(/^([^\s:]+):/gm)].map(([, name = '']) => name.toLowerCase()).sort();
			holds(names.join() === ourHeaders.join(), () => `its headers are ${names.join()}`);
			holds(mail.parsed.attachments.length === 1, 'it has other attachments');
			// in a mail every end of line is the same
			shownIn(mail.parsed.text ?? '', one.texts, 'text', (text) => text.replace(/\r\n?/g, '\n'));
			tableHolds(mail.parsed.attachments[0]?.content ?? Buffer.alloc(0), one.texts, german ? 'de' : 'en');
			return true;
		},
		close: async () => {
			mailer.close();
			await server.close();
		},
	};
}
