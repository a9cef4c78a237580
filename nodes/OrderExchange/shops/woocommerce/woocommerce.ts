import type { ShopPlatform } from '../platform.js';
import { choices } from './formChoices.js';
import { factReads, readFacts, searchReads, type WooFacts } from './facts.js';
import { sample } from './sample.js';
import { orderStates, readOrderStates } from './orderStates.js';
import { plan } from './plan.js';
import { nearMisses, recognise } from './recognise.js';
import { readReference, referenceReads, type WooReference } from './reference.js';
import { tables } from './tables.js';
import { ownTablesRead } from './translations.js';

/** WooCommerce with High-Performance Order Storage: orders in tables of their own. */
export const wooCommerceHpos: ShopPlatform<WooReference, WooFacts> = {
	id: 'woocommerce-11-hpos',
	title: 'WooCommerce 11 (HPOS)',
	tables,
	rowsPerOrder: 96,
	recognise,
	ownTablesRead,
	nearMisses,
	referenceReads,
	readReference,
	choices,
	sample,
	searchReads,
	factReads,
	readFacts,
	hasArticle: (sku, facts) => facts.products.has(sku.toLowerCase()),
	plan,
	orderStates,
	readOrderStates,
};
