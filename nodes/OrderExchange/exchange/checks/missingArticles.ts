import type { Database } from '../../database/connect.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { shopDefaults, type FoundShop, type ShopPlatform } from '../../shops/platform.js';
import { readFactRows } from '../planning/factReads.js';

const skusPerRead = 500;

/** Those of the supplier's article numbers that the shop does not have, each once; read in batches, as a push reads. */
export async function missingArticles(
	database: Database,
	platform: ShopPlatform,
	found: FoundShop,
	skus: readonly string[],
): Promise<readonly string[]> {
	const wanted = [...new Set(skus)];
	const reference = platform.readReference(await database.readAll(platform.referenceReads, found.prefix));
	const missing: string[] = [];
	for (let start = 0; start < wanted.length; start += skusPerRead) {
		const batch = wanted.slice(start, start + skusPerRead);
		const shop = { database, found, platform, reference, settings: shopDefaults };
		const facts = platform.readFacts(await readFactRows(shop, [{ order: orderOf(batch) }]), reference);
		missing.push(...batch.filter((sku) => !platform.hasArticle(sku, facts)));
	}
	return missing;
}

/** An order of nobody for these articles: what a platform looks up follows from an order. */
const orderOf = (skus: readonly string[]): SupplierCustomerOrder => ({
	number: 'none',
	date: '2000-01-01T00:00:00Z',
	currency: 'EUR',
	prices: 'gross',
	customer: { email: 'nobody@example.invalid' },
	billTo: { street: '-', city: '-', country: 'DE' },
	lines: skus.map((sku, at) => ({ id: String(at + 1), sku, supplierSku: sku, quantity: 1 })),
});
