import { parse } from 'csv-parse/sync';
import type { Announcement } from '../../../nodes/OrderExchange/mail/announcement.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { createRenderer, type Rendered } from '../../../nodes/OrderExchange/mail/renderer.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from '../../unit/orders/samples.js';
import { holds } from '../inputProperty.js';
import { taggedIn, taggedOrder, type TaggedOrder, type Texts } from './taggedOrder.js';

export interface Announced {
	readonly announcement: Announcement;
	readonly texts: TaggedOrder['texts'];
}

/** The mail about one order of these texts; undefined where Prepare refuses it. */
export function announced(texts: Texts, serial: number, distributor: string): Announced | undefined {
	const tagged = taggedOrder(texts, serial, { sku: 'LAB-1001', shippingCode: 'flat' });
	const today = rules({ now: new Date('2026-11-24T00:00:00Z') });
	const [made] = prepare(readOrders([tagged.order], 'own'), undefined, today).ready;
	if (!made) return undefined;
	const { supplier, customerOrders } = made.supplierOrder;
	return {
		texts: tagged.texts,
		announcement: {
			supplierOrderNumber: 'SO-1',
			supplier,
			distributor: { code: 'NW', name: distributor },
			orders: customerOrders.map((order) => ({
				order,
				receipt: { shopOrderNumber: '2041', currency: order.currency, total: '12.90' },
			})),
		},
	};
}

const languages = ['en', 'de'] as const;
const render = createRenderer('Europe/Berlin');

export const rendered = ({ announcement }: Announced, german: boolean): Rendered =>
	atOnce(render(announcement, { language: german ? 'de' : 'en', attachCsv: true }));

/** Text, page and table of the mail show each text as it is, and hold no more lines or elements than with plain ones. */
export function showsWhole(one: Announced, plain: Announced): void {
	for (const language of languages) {
		const [mail, calm] = [rendered(one, language === 'de'), rendered(plain, language === 'de')];
		shownIn(decoded(mail.html), one.texts, 'html');
		holds(
			withoutTexts(mail.html) === withoutTexts(calm.html),
			() => `the page is another one: ${firstDifference(withoutTexts(mail.html), withoutTexts(calm.html))}`,
		);
		shownIn(mail.text, one.texts, 'text');
		tableHolds(mail.attachments[0]?.content ?? Buffer.alloc(0), one.texts, language);
	}
}

/** Cells as a spreadsheet shows them, the apostrophe in front of a formula taken away. */
export function tableHolds(content: Buffer, texts: TaggedOrder['texts'], language: string): void {
	const delimiter = language === 'de' ? ';' : ',';
	const [heads = [], ...lines] = parse(content, { bom: true, delimiter }) as string[][];
	holds(lines.length === 1 && lines[0]?.length === heads.length, 'the table has other rows or columns');
	for (const cell of lines[0] ?? []) shownIn(cell, texts, 'csv');
}

/** Every marked text in it is the one that was typed. */
export function shownIn(
	value: string,
	texts: TaggedOrder['texts'],
	where: string,
	same: (text: string) => string = (text) => text,
): void {
	const found = taggedIn(value, texts);
	for (const { mark, text } of found) {
		const { field, text: typed } = texts.get(mark) ?? { field: '', text: '' };
		holds(
			text !== undefined && same(text) === same(typed),
			() => `${where}, ${field}: ${JSON.stringify(typed)} became ${JSON.stringify(text)}`,
		);
	}
}

const decoded = (html: string): string =>
	html.replace(/&(?:#x([0-9A-F]+)|(amp|lt|gt|quot));/g, (_, code: string | undefined, name: string) =>
		code === undefined ? (named[name] ?? '') : String.fromCodePoint(Number.parseInt(code, 16)),
	);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

const firstDifference = (one: string, other: string): string => {
	const at = [...one].findIndex((sign, index) => sign !== [...other][index]);
	return `${one.slice(at - 80, at + 80)} instead of ${other.slice(at - 80, at + 80)}`;
};

const withoutTexts = (html: string): string => html.replace(/S\d+([a-z])x[\s\S]*?x\d+\1E/g, 'text');
