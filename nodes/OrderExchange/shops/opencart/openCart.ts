import type { ShopPlatform } from '../platform.js';
import { productsOf } from './articles.js';
import type { Dialect } from './dialect.js';
import { factReadsIn, searchReadsIn, type OpenCartFacts } from './facts.js';
import { choices } from './formChoices.js';
import { plan } from './plan.js';
import { readReference, type OpenCartReference } from './reference.js';
import { sample } from './sample.js';
import { orderStates, readOrderStates } from './orderStates.js';
import { subscriptionTablesIn, subscriptionTablesRead } from './subscriptions.js';

/** The platform of one version of OpenCart. */
export const openCart = (dialect: Dialect): ShopPlatform<OpenCartReference, OpenCartFacts> => ({
	id: dialect.id,
	title: dialect.title,
	tables: dialect.tables,
	rowsPerOrder: 11,
	plansForTablesWithoutTransactions: true,
	recognise: (schema) =>
		dialect.recognise(schema).map((found) => ({
			...found,
			ownTables: subscriptionTablesIn(dialect.factTables.subscriptions, schema, found.prefix),
		})),
	ownTablesRead: subscriptionTablesRead(dialect.factTables.subscriptions),
	referenceReads: dialect.referenceReads,
	readReference,
	sample,
	choices: (reference) => choices(reference, dialect),
	rowsToSearch: (reference) => reference.rowsToSearch,
	searchReads: searchReadsIn(dialect.factTables),
	factReads: factReadsIn(dialect.factTables),
	readFacts: dialect.readFacts,
	hasArticle: (sku, facts) => productsOf(sku, facts).length > 0,
	plan: (input, shop) => plan(input, shop, dialect),
	orderStates,
	readOrderStates,
	...(dialect.nearMisses && { nearMisses: dialect.nearMisses }),
});
