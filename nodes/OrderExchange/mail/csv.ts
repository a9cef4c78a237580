import { stringify } from 'csv-stringify/sync';
import { each, type Steps } from '../time/inSlices.js';
import type { Attachment } from './message.js';
import { lineAmount, personName, type Announcement } from './announcement.js';
import type { Formats, Language } from './language.js';
import { csvColumns, words, type CsvColumn } from './words.js';

/**
 * The order lines as a table with the encoding and the signs that a spreadsheet of the reader's country expects: UTF-8 with
 * byte order mark, semicolons and decimal commas in German. No sign keeps a spreadsheet that opens it by a double click from
 * taking 01067 or an EAN for a number; importing the columns as text does. A text that it would take for a formula (OWASP, CSV
 * Injection) gets an apostrophe in front. So does one that looks so already, and taking one away from every cell that begins
 * with apostrophes and such a sign gives the exact text back.
 */
export function* csvOf(announcement: Announcement, language: Language, formats: Formats): Steps<Attachment> {
	const options = {
		columns: csvColumns.map((key) => ({ key, header: words[language].csv[key] })),
		delimiter: language === 'de' ? ';' : ',',
		record_delimiter: 'windows',
		// by itself it quotes the whole CRLF only, and a spreadsheet ends a row at either half
		quoted_match: /[\r\n]/,
		// not its escape_formulas, whose apostrophes cannot be told from the customer's own
		cast: { string: (text: string) => (looksLikeFormula.test(text) ? `'${text}` : text) },
	} as const;
	const parts = yield* each(announcement.orders, (one, index) =>
		stringify(rowsOf(one, formats), { ...options, bom: index === 0, header: index === 0 }),
	);
	return {
		filename: `${words[language].csvName}-${announcement.supplierOrderNumber}.csv`,
		content: Buffer.from(parts.join(''), 'utf8'),
		contentType: 'text/csv; charset=utf-8',
	};
}

const looksLikeFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;

function rowsOf(
	{ order, receipt }: Announcement['orders'][number],
	{ cell, country, day }: Formats,
): Readonly<Record<CsvColumn, string>>[] {
	const shipTo = order.shipTo ?? order.billTo;
	return order.lines.map((line) => {
		const cost = lineAmount(line);
		return {
			shopOrder: receipt.shopOrderNumber,
			distributorOrder: order.number,
			date: day(order.date),
			sku: line.supplierSku,
			distributorSku: line.sku,
			name: line.name ?? '',
			options: (line.options ?? []).map(({ name, value }) => `${name}: ${value}`).join(', '),
			quantity: cell(line.quantity),
			unitPrice: line.unitPrice === undefined ? '' : cell(line.unitPrice),
			discount: line.discount === undefined ? '' : cell(line.discount),
			amount: cost === undefined ? '' : cell(cost),
			currency: order.currency,
			customer: personName(order.billTo) || (order.billTo.company ?? ''),
			email: order.customer.email,
			phone: order.customer.phone ?? order.billTo.phone ?? '',
			shipName: personName(shipTo),
			shipCompany: shipTo.company ?? '',
			shipStreet: shipTo.street,
			shipStreet2: shipTo.street2 ?? '',
			shipPostalCode: shipTo.postalCode ?? '',
			shipCity: shipTo.city,
			shipRegion: shipTo.region ?? '',
			shipCountry: country(shipTo.country),
			shipPhone: shipTo.phone ?? '',
			shippingMethod: order.shipping?.title ?? '',
			comment: order.comment ?? '',
		};
	});
}
