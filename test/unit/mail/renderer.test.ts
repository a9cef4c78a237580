import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Language } from '../../../nodes/OrderExchange/mail/language.js';
import { createRenderer, type Render } from '../../../nodes/OrderExchange/mail/renderer.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { sampleAnnouncement, sampleOrder } from '../../../sandbox/orders/announcements.js';

const render = (...mail: Parameters<Render>) => atOnce(createRenderer('Europe/Berlin')(...mail));
const rendered = (orders: Parameters<typeof sampleAnnouncement>[0], language: Language = 'en') =>
	render(sampleAnnouncement(orders), { language, attachCsv: true });
const line = (changes: object) => ({
	id: '1',
	sku: 'A',
	supplierSku: 'QK-1',
	quantity: 1,
	unitPrice: '1',
	...changes,
});
const csvText = (orders: Parameters<typeof sampleAnnouncement>[0], language: Language) =>
	rendered(orders, language).attachments[0]?.content.toString('utf8') ?? '';

describe('what a supplier’s clerk reads', () => {
	test('says who sends, how many orders, and how many pieces', () => {
		const { subject, text, html } = rendered([sampleOrder(0), sampleOrder(1)]);
		expect(subject).toBe('2 new orders from Northwind Handel');
		for (const body of [text, html]) {
			expect(body).toContain('2 new orders');
			expect(body).toContain('From Northwind Handel · Supplier order SO-7F3A-2210');
			expect(body).toContain('These orders are already in your shop.');
		}
		expect(text).toContain('Pieces: 6');
	});

	test('speaks of one order in the singular, with its number in the shop in the subject', () => {
		const { subject, text } = rendered([sampleOrder(0)]);
		expect(subject).toBe('New order from Northwind Handel: 2041');
		expect(text).toContain('1 new order\n');
		expect(text).toContain('This order is already in your shop.');
	});

	test('shows each order with both numbers, customer, ship-to, lines and the shop’s total', () => {
		const { text, html } = rendered([sampleOrder(1)]);
		for (const body of [text, html])
			for (const shown of [
				'Order 2041',
				'Northwind Handel no. 10249',
				'Amélie Lefèvre',
				'lefèvre@example.com',
				'Brasserie du Port',
				'2 quai des Belges',
				'67000 Strasbourg',
				'France',
				'QK-2040',
				'Käsespätzle',
				'€16.7983',
				'€47.89',
				'€4.90',
			])
				expect(body).toContain(shown);
		expect(text).toContain('Total in your shop: €105.67');
	});

	test('shows the phone number of a delivery beside that of the customer, and none twice', () => {
		const { shipTo = sampleOrder(1).billTo } = sampleOrder(1);
		const at = (phone: string) => rendered([sampleOrder(1, { shipTo: { ...shipTo, phone } })]);
		for (const part of [at('+33 3 8855').html, at('+33 3 8855').text]) {
			expect(part).toContain('+33 3 8855');
			expect(part).toContain('+49 221 4711');
		}
		expect(at('+49 221 4711').text.match(/4711/g)).toHaveLength(1);
	});

	test('says how the customer wants it delivered, also where the order sends no prices', () => {
		const shipping = { amount: '0', title: 'DHL Express' };
		const unpriced = sampleOrder(0, { shipping, lines: [line({ unitPrice: undefined })] });
		const english = rendered([unpriced]);
		expect(english.text).toContain('Shipping method: DHL Express\n');
		expect(english.html).toMatch(/>Shipping method<\/div>DHL Express</);
		expect(rendered([unpriced], 'de').text).toContain('Versandart: DHL Express\n');
		const { text, html } = rendered([sampleOrder(0)]);
		for (const body of [text, html]) expect(body).not.toContain('Shipping method');
	});

	test('says whom to ask, and under which number the supplier knows the sender', () => {
		const announcement = sampleAnnouncement([sampleOrder(0)]);
		const distributor = { contact: 'Nancy Davolio', phone: '+49 40 1234', customerNumber: 'K-20417' };
		const { text } = atOnce(
			createRenderer('UTC')(
				{ ...announcement, distributor: { ...announcement.distributor, ...distributor } },
				{ language: 'en', attachCsv: false, subjectPrefix: '' },
			),
		);
		expect(text).toContain('· Customer number K-20417');
		expect(text).toContain('write to einkauf@northwind.example (Nancy Davolio, +49 40 1234)');
	});

	test('is German from subject to footer, with German amounts, dates and countries', () => {
		const { subject, text, html } = rendered([sampleOrder(1)], 'de');
		expect(subject).toBe('Neue Bestellung von Northwind Handel: 2041');
		expect(html).toContain('<html lang="de">');
		expect(text).toContain('Bestellt am 24.11.2026');
		expect(text).toContain('Frankreich');
		expect(text.replace(/\u00a0/g, ' ')).toContain('Summe in Ihrem Shop: 105,67 €');
		expect(text).not.toMatch(/\b(Order|Ship to|Total|Customer|Amount)\b/);
	});

	test('keeps every digit of large amounts and rounds half up to the currency’s places', () => {
		const order = (currency: string, unitPrice: string, quantity = 1) =>
			rendered([sampleOrder(0, { currency, lines: [line({ unitPrice, quantity })], shipping: undefined })])
				.text;
		expect(order('EUR', '9007199254740993.25')).toContain('€9,007,199,254,740,993.25');
		expect(order('EUR', '1.005')).toContain('= €1.01');
		expect(order('JPY', '1500', 2)).toContain('= JP¥3,000');
		expect(order('KWD', '1.2345')).toMatch(/= KWD\s1\.235/);
	});

	test('leaves prices to the shop when the order sends none', () => {
		const { text, html } = rendered([sampleOrder(0, { lines: [line({ unitPrice: undefined })] })]);
		expect(text).toContain('Prices as in your shop');
		expect(html).not.toContain('>Amount<');
	});

	test('has a list at the top when there are many orders, and stays below the size at which Gmail cuts', () => {
		const { html } = rendered(Array.from({ length: 40 }, (_, n) => sampleOrder(n)));
		expect(html).toContain('At a glance');
		expect(Buffer.byteLength(html)).toBeLessThan(102_000);
		expect(rendered([sampleOrder(0)]).html).not.toContain('At a glance');
	});

	test('shows of hundreds of orders as many whole as Gmail shows, and says where the others are', () => {
		const orders = Array.from({ length: 200 }, (_, n) => sampleOrder(n));
		const { html, text, attachments } = rendered(orders, 'de');
		expect(Buffer.byteLength(html)).toBeLessThan(102_000);
		const whole = html.match(/>Bestellung \d+</g)?.length ?? 0;
		expect(whole).toBeGreaterThan(20);
		expect(html).toContain(`>Bestellung ${2040 + whole}<`);
		expect(html).toContain(`Einzelheiten von ${200 - whole} der 200 Bestellungen.`);
		expect(html).toContain('Alle Positionen sind als Tabelle angehängt.');
		for (const complete of [html, text, attachments[0]?.content.toString('utf8')])
			for (const n of [2041, 2200, 2240]) expect(complete).toContain(String(n));
		expect(text.match(/^Bestellung \d+ /gm)).toHaveLength(200);
	});

	test('stays below that size and small with thousands of orders, all of them in the table', () => {
		const orders = Array.from({ length: 2_000 }, (_, n) => sampleOrder(n));
		const { html, text, attachments } = rendered(orders, 'en');
		expect(Buffer.byteLength(html)).toBeLessThan(102_000);
		expect(html).toContain('… and 1600 more: they are in the attached table, and in your shop.');
		expect(html).toContain('Questions? Just reply');
		expect(Buffer.byteLength(text)).toBeLessThan(510_000);
		for (const part of [html, text]) {
			const whole = part.match(/^(.*>)?Order \d+(<| )/gm)?.length ?? 0;
			expect(whole).toBeGreaterThan(10);
			expect(part).toContain(`the details of ${2_000 - whole} of the 2000 orders.`);
		}
		const table = attachments[0]?.content.toString('utf8');
		for (const n of [2041, 3000, 4040]) expect(table).toContain(`\r\n${n},`);
	});

	test('shows an order that replaces another one however many come before it', () => {
		const { orders, ...rest } = sampleAnnouncement(Array.from({ length: 100 }, (_, n) => sampleOrder(n)));
		const replaces = { shopOrderId: '2000', shopOrderNumber: 'W-2000' };
		const replacing = orders.map(({ order, receipt }, n) => ({
			order,
			receipt: n === 99 ? { ...receipt, replaces } : receipt,
		}));
		const { html } = render({ ...rest, orders: replacing }, { language: 'en', attachCsv: true });
		expect(html).toContain('Please cancel order W-2000.');
		const whole = html.match(/>Order \d+</g)?.length ?? 0;
		expect(html).toContain(`the details of ${100 - whole} of the 100 orders.`);
	});

	test('shows every order whole when there is no table, or a single order is that long', () => {
		const options = { language: 'en', attachCsv: false } as const;
		const many = sampleAnnouncement(Array.from({ length: 200 }, (_, n) => sampleOrder(n)));
		expect(render(many, options).html.match(/>Order \d+</g)).toHaveLength(200);
		const lines = Array.from({ length: 1000 }, (_, n) => line({ id: String(n), supplierSku: `L-${n}-E` }));
		const { html } = rendered([sampleOrder(0, { lines })]);
		expect(html.match(/>L-\d+-E</g)).toHaveLength(1000);
		for (const page of [html, render(many, options).html]) expect(page).not.toContain('Not shown here');
	});

	test('shows texts from right to left as they are read, signs at their ends included', () => {
		expect(rendered([sampleOrder(0)]).html).toContain('td,th,div{unicode-bidi:plaintext}');
	});

	test('is no wider in Outlook, which knows no greatest width', () => {
		const { html } = rendered([sampleOrder(0)]);
		expect(html.match(/<!--\[if mso\]><table [^>]*width="640"/g)).toHaveLength(1);
		expect(html.match(/<!--\[if mso\]><\/td><\/tr><\/table>/g)).toHaveLength(1);
	});

	test('breaks words that are wider than the mail, and keeps quantities off the articles', () => {
		const { html } = rendered([sampleOrder(0)]);
		expect(html).toMatch(/\ntd,th\{[^}]*word-break:break-word;overflow-wrap:anywhere/);
		expect(html).toMatch(/\n\.l \.q\{[^}]*padding-right:12px/);
	});

	test('says so when the mail may be a repeat', () => {
		const { text, html } = render(
			{ ...sampleAnnouncement([sampleOrder(0)]), notice: 'repeat' },
			{ language: 'en', attachCsv: false },
		);
		expect(text).toContain('You may have received this message before');
		expect(html).toContain(
			'You may have received this message before: the answer of the sender’s mail server',
		);
		expect(rendered([sampleOrder(0)]).text).not.toContain('received this message before');
	});

	test('names what a repeat told about before, since a mailbox may drop a later mail of the same Message-ID', () => {
		const repeat = { ...sampleAnnouncement([sampleOrder(0)]), notice: 'repeat' } as const;
		const toldBefore = [
			{ shopOrder: '7001', number: 'A-1' },
			{ shopOrder: '7002', number: 'A-<2>' },
		];
		for (const [language, told] of [
			[
				'en',
				'An earlier try of this message also told about orders that are not shown here and that are in your shop as well: ',
			],
			[
				'de',
				'Ein früherer Versuch dieser Nachricht nannte auch Bestellungen, die hier nicht gezeigt werden und ebenso in Ihrem Shop stehen: ',
			],
		] as const) {
			const number = language === 'en' ? 'no.' : 'Nr.';
			const { text, html } = render({ ...repeat, toldBefore }, { language, attachCsv: false });
			const named = `7001 (Northwind Handel ${number} A-1), 7002 (Northwind Handel ${number} A-`;
			expect(text).toContain(`${told}${named}<2>).`);
			expect(html).toContain(`${told}${named}&lt;2&gt;).`);
			expect(render(repeat, { language, attachCsv: false }).text).not.toContain(told.slice(0, 20));
		}
	});

	test('says which order of the shop a new version takes the place of', () => {
		const { orders, ...rest } = sampleAnnouncement([sampleOrder(0)]);
		const replaces = { shopOrderId: '2000', shopOrderNumber: 'W-2000' };
		const replacing = orders.map(({ order, receipt }) => ({ order, receipt: { ...receipt, replaces } }));
		for (const [language, said] of [
			['en', 'Please cancel order W-2000.'],
			['de', 'Bitte stornieren Sie Bestellung W-2000.'],
		] as const) {
			const { text, html } = render({ ...rest, orders: replacing }, { language, attachCsv: true });
			for (const body of [text, html]) expect(body).toContain(said);
			expect(rendered([sampleOrder(0)], language).text).not.toContain(said.slice(0, 12));
		}
	});

	test('names the order to cancel in the subject and at a glance, and asks to cancel none that the shop no longer has', () => {
		const mailOf = (count: number, shopOrderNumber: string) => {
			const { orders, ...rest } = sampleAnnouncement(Array.from({ length: count }, (_, n) => sampleOrder(n)));
			const replacing = orders.map(({ order, receipt }, n) => ({
				order,
				receipt: n > 0 ? receipt : { ...receipt, replaces: { shopOrderId: '2000', shopOrderNumber } },
			}));
			return render({ ...rest, orders: replacing }, { language: 'en', attachCsv: true });
		};
		expect(mailOf(1, 'W-2000').subject).toBe('New order from Northwind Handel: 2041, replaces W-2000');
		expect(mailOf(10, 'W-2000').html).toContain('>Jürgen Groß · replaces W-2000<');
		const deleted = mailOf(1, '');
		expect(deleted.subject).toBe('New order from Northwind Handel: 2041');
		expect(deleted.text).toContain(
			'2000, which was sent before with other content and is no longer in your shop.',
		);
		expect(deleted.text).not.toContain('cancel');
	});

	test('puts the subject prefix in front', () => {
		const { subject, attachments, text } = render(sampleAnnouncement([sampleOrder(0)]), {
			language: 'en',
			attachCsv: false,
			subjectPrefix: '[Test] ',
		});
		expect(subject).toBe('[Test] New order from Northwind Handel: 2041');
		expect(attachments).toEqual([]);
		expect(text).not.toContain('attached');
	});
});

describe('what a customer may have typed', () => {
	const hostile = '<img src=x onerror="alert(1)">{{w.goods}}&\'';

	test('never becomes markup or a template, in any field', () => {
		const address = {
			company: hostile,
			firstName: hostile,
			lastName: hostile,
			street: hostile,
			street2: hostile,
			postalCode: hostile,
			city: hostile,
			region: hostile,
			country: 'DE',
		};
		const order = sampleOrder(0, {
			number: hostile,
			customer: { email: hostile, phone: hostile, vatId: hostile },
			billTo: address,
			shipTo: { ...address, street: `2 ${hostile}` },
			lines: [line({ supplierSku: hostile, name: hostile, options: [{ name: hostile, value: hostile }] })],
			discounts: [{ title: hostile, amount: '1' }],
			shipping: { amount: '1', title: hostile },
			comment: hostile,
		});
		const { html, text } = rendered([order]);
		expect(html).not.toContain('<img');
		expect(html.match(/&lt;img src&#x3D;x/g)?.length).toBeGreaterThanOrEqual(20);
		expect(text.split(hostile).length - 1).toBeGreaterThanOrEqual(20);
	});

	test('arrives unchanged in the plain text, umlauts and all', () => {
		expect(rendered([sampleOrder(0)]).text).toContain('Jürgen Groß');
		expect(rendered([sampleOrder(3)]).text).toContain('Katarzyna Wiśniewska');
	});
});

test('any text whatever in an order gives a mail, with that text in its table', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('en', 'de'), (text, language) => {
			const order = sampleOrder(0, { comment: text, lines: [line({ name: text })] });
			const { html, text: plain } = rendered([order], language);
			expect(html).not.toMatch(/undefined|\[object/);
			expect(plain.length).toBeGreaterThan(100);
			const rows: string[][] = parse(csvText([order], language), {
				bom: true,
				delimiter: language === 'de' ? ';' : ',',
			});
			expect([text, `'${text}`]).toContain(rows[1]?.at(-1));
		}),
		{ numRuns: 300 },
	);
});

test('a mail of many orders is made an order at a time, so that other work can go in between', () => {
	const orders = Array.from({ length: 40 }, (_, index) => sampleOrder(index));
	const steps = createRenderer('UTC')(sampleAnnouncement(orders), { language: 'en', attachCsv: true });
	let count = 0;
	while (!steps.next().done) count += 1;
	expect(count).toBeGreaterThanOrEqual(orders.length);
});
