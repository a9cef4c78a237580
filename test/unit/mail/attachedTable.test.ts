import { parse } from 'csv-parse/sync';
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

describe('the attached table', () => {
	test('has the encoding and the signs that an English and a German spreadsheet expect', () => {
		const order = sampleOrder(1);
		const english = csvText([order], 'en');
		expect(english.startsWith('\uFEFFShop order,Distributor order,')).toBe(true);
		expect(english).toContain('\r\n');
		const german = csvText([order], 'de');
		expect(german.startsWith('\uFEFFBestellung im Shop;Bestellung des Händlers;')).toBe(true);
		const rows: Record<string, string>[] = parse(german, { bom: true, columns: true, delimiter: ';' });
		expect(rows).toHaveLength(2);
		expect(rows[1]).toMatchObject({
			'Bestellung im Shop': '2041',
			Artikelnummer: 'QK-2040',
			Artikel: 'Käsespätzle “Allgäuer Art”, 6 × 500 g',
			Menge: '3',
			Bestellt: '24.11.2026',
			Einzelpreis: '16,7983',
			Betrag: '47,8949',
			'Lieferung: Land': 'Frankreich',
		});
	});

	test('holds the phone of the delivery beside that of the customer, and the shipping method', () => {
		const { shipTo = sampleOrder(1).billTo } = sampleOrder(1);
		const rowsOf = (changes: Record<string, unknown>): Record<string, string>[] =>
			parse(csvText([sampleOrder(1, changes)], 'en'), { bom: true, columns: true });
		const delivery = { ...shipTo, phone: '0388 55' };
		const [row] = rowsOf({ shipTo: delivery, shipping: { amount: '4.9', title: 'DHL Express' } });
		expect(row).toMatchObject({
			Phone: "'+49 221 4711",
			'Ship to: phone': '0388 55',
			'Shipping method': 'DHL Express',
		});
		expect(rowsOf({})[0]).toMatchObject({ 'Ship to: phone': '', 'Shipping method': '' });
	});

	test.each(['=1', "'=1", "''+49", "'s-Hertogenbosch", '-', '@x', 'plain'])(
		'%j can be got back exactly',
		(name) => {
			const rows: Record<string, string>[] = parse(
				csvText([sampleOrder(0, { lines: [line({ name })] })], 'en'),
				{
					columns: true,
					bom: true,
				},
			);
			expect((rows[0]?.['Article'] ?? '').replace(/^'('*[=+\-@\t\r\n])/, '$1')).toBe(name);
		},
	);

	test.each(['=HYPERLINK("http://evil.example")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
		'does not let a spreadsheet run %j',
		(formula) => {
			const rows: Record<string, string>[] = parse(
				csvText([sampleOrder(0, { lines: [line({ name: formula })], comment: formula })], 'en'),
				{ bom: true, columns: true },
			);
			expect(rows[0]?.['Article']).toBe(`'${formula}`);
			expect(rows[0]?.['Comment']).toBe(`'${formula}`);
		},
	);

	test('keeps separators, quotes and line breaks inside their cell', () => {
		const comment = 'a;b,c "d"\nsecond line';
		for (const language of ['en', 'de'] as const) {
			const delimiter = language === 'de' ? ';' : ',';
			const rows: string[][] = parse(csvText([sampleOrder(0, { comment })], language), {
				bom: true,
				delimiter,
			});
			expect(rows[1]?.at(-1)).toBe(comment);
		}
	});

	test.each(['\n', '\r'])('keeps a lone %j in its cell, so that no text begins a row of its own', (end) => {
		const comment = `first line${end}=1+1`;
		const rows: string[][] = parse(csvText([sampleOrder(0, { comment })], 'en'), {
			bom: true,
			record_delimiter: ['\r\n', '\n', '\r'],
		});
		expect(rows.map((row) => row.at(-1))).toEqual(['Comment', comment]);
	});
});
