import { composeMessage, type MessageParts } from '../../../nodes/OrderExchange/mail/message.js';
import { languageOf } from '../../../nodes/OrderExchange/mail/language.js';
import { readRecipients } from '../../../nodes/OrderExchange/mail/recipients.js';
import { senderDomain } from '../../../nodes/OrderExchange/mail/smtpSettings.js';

const parts: MessageParts = {
	messageId: '<1@x.example>',
	from: { name: 'Northwind', address: 'shop@x.example' },
	to: ['a@x.example'],
	cc: [],
	bcc: [],
	subject: 'New order',
	text: 't',
	html: 'h',
	attachments: [{ filename: 'orders-1.csv', content: Buffer.from(''), contentType: 'text/csv' }],
	language: 'en',
};

describe('a message', () => {
	test.each(['\r\n', '\n', '\r', '\0', '\u0085', '\u2028', '\u2029', '\v', '\x1b'])(
		'keeps %j from orders out of its headers',
		(control) => {
			const made = composeMessage({
				...parts,
				from: { name: `Nord${control}Bcc: x@evil.example`, address: 'shop@x.example' },
				subject: `Order${control}Bcc: x@evil.example`,
				attachments: parts.attachments.map((file) => ({ ...file, filename: `a${control}b/../c.csv` })),
			});
			expect(made.subject).toBe('Order Bcc: x@evil.example');
			expect(made.from.name).toBe('Nord Bcc: x@evil.example');
			expect(made.attachments[0]?.filename).toBe('a-b-..-c.csv');
		},
	);

	test('tells robots that it was sent by one', () => {
		expect(composeMessage(parts).headers['Auto-Submitted']).toBe('auto-generated');
	});

	test('keeps out-of-office answers away, and lets Exchange report that it could not deliver', () => {
		expect(composeMessage(parts).headers['X-Auto-Response-Suppress']).toBe('OOF, AutoReply');
	});
});

describe('recipients', () => {
	test('are read from a list, each once', () => {
		expect(readRecipients(' a@x.example, b@y.example;a@x.example,', 'to')).toEqual({
			addresses: ['a@x.example', 'b@y.example'],
			problems: [],
		});
		expect(readRecipients('bestellung@müller-käse.example', 'to').problems).toEqual([]);
		expect(readRecipients('zakaz@xn--e1afmkfd.xn--p1ai', 'to').problems).toEqual([]);
	});

	test.each([
		'no-at-sign',
		'a@b@c.example',
		'a@localhost',
		'a b@x.example',
		'Name <a@x.example>',
		'a@x.example\r\nRCPT TO:<b@y.example>',
		'a@x.example\0',
		'a@x..example',
		'a@-x.example',
		'a@x.xn--',
		'a@x.xn--p1ai-',
		`${'a'.repeat(65)}@x.example`,
		`a@${'x.'.repeat(130)}example`,
	])('refuse %j', (text) => {
		const { addresses, problems } = readRecipients(text, 'to');
		expect(addresses).toEqual([]);
		expect(problems.map(({ code, field }) => [code, field])).toEqual([['mail.address.invalid', 'to']]);
	});

	test.each(['200b', '202a', '200e', 'feff', '00a0', '00ad', '2060'])(
		'refuse the unseen sign \\u%s at either end, and show it',
		(hex) => {
			const sign = String.fromCodePoint(parseInt(hex, 16));
			for (const text of [`${sign}orders@x.example`, `orders@x.example${sign}`]) {
				const { addresses, problems } = readRecipients(text, 'to');
				expect(addresses).toEqual([]);
				expect(problems[0]?.message).toContain(`"${text.replace(sign, `\\u${hex}`)}"`);
			}
		},
	);
});

test('an attached file has a name that every system takes', () => {
	const nameOf = (filename: string) =>
		composeMessage({
			...parts,
			attachments: [{ filename, content: Buffer.from(''), contentType: 'text/csv' }],
		}).attachments[0]?.filename;
	expect(nameOf('Bestellungen Nordküste/7.csv')).toBe('Bestellungen-Nordküste-7.csv');
	expect(nameOf('../.csv')).toBe('csv');
	expect(nameOf('///')).toBe('orders');
});

test('a Message-ID has the sender’s domain in ASCII', () => {
	const domainOf = (address: string) => senderDomain({ sender: { name: '', address } });
	expect(domainOf('orders@northwind.example')).toBe('northwind.example');
	expect(domainOf('bestellung@müller-käse.example')).toBe('xn--mller-kse-12a1x.example');
});

test('a language without templates is written in English', () => {
	for (const german of ['German', 'deutsch', 'de_CH', ' DE ']) expect(languageOf(german)).toBe('de');
	for (const other of ['Denmark', 'Dene', 'English', 'en_GB', 'Esperanto'])
		expect(languageOf(other)).toBe('en');
	expect(['de', 'de-AT', 'DE', 'en', 'fr', '', undefined].map(languageOf)).toEqual([
		'de',
		'de',
		'de',
		'en',
		'en',
		'en',
		'en',
	]);
});
