import { differences } from '../../demo/comparison.js';
import type { OrderJson } from '../../demo/northwind.js';
import type { Stage } from '../../demo/stage.js';
import { shopTables } from '../support/shops/tables.js';

/** What became of the orders that were sent; each list holds one sentence per finding, and all must be empty. */
export interface Verdict {
	readonly lost: readonly string[];
	readonly duplicated: readonly string[];
	readonly partial: readonly string[];
	readonly untold: readonly string[];
	readonly toldTwice: readonly string[];
}

export const nothingWrong: Verdict = { lost: [], duplicated: [], partial: [], untold: [], toldTwice: [] };

/** Reads the shops' own tables, not the exchange log, and the mailbox. */
export async function verdict(stage: Stage, sent: readonly OrderJson[]): Promise<Verdict> {
	const { mailbox, products, shops } = stage;
	const found = { lost: [], duplicated: [], partial: [], untold: [], toldTwice: [] } as Record<
		keyof Verdict,
		string[]
	>;
	const supplierOf = new Map(products.map(({ sku, supplier }) => [sku, supplier.code]));
	for (const { supplier, database } of shops) {
		const inShop = await numbersInShop(stage, supplier.platform, database);
		const mails = mailbox.mails
			.filter(({ to }) => to.includes(supplier.email))
			.map(({ attachments }) => attachments.map(({ content }) => content.toString('utf8')).join('\n'));
		for (const { number, lines } of sent) {
			if (!lines.some(({ sku }) => supplierOf.get(sku) === supplier.code)) continue;
			const place = `${number} at ${supplier.code}`;
			const copies = inShop.get(number) ?? 0;
			const told = mails.filter((csv) => new RegExp(`\\b${number}\\b`).test(csv)).length;
			if (copies === 0) found.lost.push(place);
			if (copies > 1) found.duplicated.push(place);
			if (told === 0) found.untold.push(place);
			if (told > 1) found.toldTwice.push(place);
		}
		const known = new Set(sent.map(({ number }) => number));
		for (const number of inShop.keys())
			if (!known.has(number)) found.partial.push(`“${number}” at ${supplier.code} is none of ours`);
	}
	const held = await Promise.all(
		shops.map(async (shop) => ({ supplierCode: shop.supplier.code, orders: await shop.readOrders() })),
	);
	// An order that is not there at all is lost, not partial.
	const missing = new Set(found.lost.map((place) => `${place}: is missing`));
	const numbers = found.lost.map((place) => `${place.split(' ')[0]}: the shops' totals`);
	found.partial.push(
		...differences(sent, products, held).filter(
			(one) => !missing.has(one) && !numbers.some((start) => one.startsWith(start)),
		),
	);
	return found;
}

/** How often each order number stands in the shop's own table of orders. */
async function numbersInShop(
	{ mariaDb }: Stage,
	platform: string,
	database: string,
): Promise<ReadonlyMap<string, number>> {
	const tables = shopTables.find((one) => one.platform === platform);
	if (!tables) throw new Error(`Nothing is known of the tables of ${platform}`);
	const { table, number } = tables.orders;
	const rows = await mariaDb.query(
		`SELECT \`${number}\` AS number, COUNT(*) AS copies FROM \`${database}\`.\`${table}\` GROUP BY 1`,
	);
	return new Map(rows.map((row) => [row['number'] ?? '', Number(row['copies'])]));
}
