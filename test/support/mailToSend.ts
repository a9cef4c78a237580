import { composeMessage } from '../../nodes/OrderExchange/mail/message.js';

/** A mail as the mailer takes it; only its id and its text matter. */
export const mailToSend = ({
	messageId = '<m1@northwind.example>',
	text = 'T',
}: {
	readonly messageId?: string;
	readonly text?: string | undefined;
} = {}) =>
	composeMessage({
		messageId,
		from: { name: 'Northwind Orders', address: 'orders@northwind.example' },
		to: ['clerk@supplier.example'],
		cc: [],
		bcc: [],
		subject: 'New orders',
		text,
		html: '<p>H</p>',
		attachments: [],
		language: 'en',
	});
