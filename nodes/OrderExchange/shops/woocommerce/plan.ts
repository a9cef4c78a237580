import { blocks, problem, type Problem } from '../../problems/problem.js';
import type { Planned, PlanInput, Shop } from '../platform.js';
import type { RowChange } from '../rowPlan.js';
import { ownerOf } from './accounts.js';
import { addressesOf } from './addresses.js';
import { amountsOf } from './amounts.js';
import { countryProblems } from './countries.js';
import type { WooFacts } from './facts.js';
import { grossTotalProblems } from './grossTotal.js';
import { itemRows } from './items.js';
import { paymentOf, shippingOf } from './methods.js';
import { noteRows, statusNote, type Note } from './notes.js';
import { cacheVersions } from './optionNames.js';
import { orderRows, ownAddress } from './orderRows.js';
import { bundleProblems, downloadable, findLines } from './products.js';
import { shortStock } from './stockLevels.js';
import type { WooReference } from './reference.js';
import { statusProblems } from './statuses.js';
import { moveStock } from './stock.js';
import { unixTime } from './times.js';
import { languagesIn } from './translations.js';

/** All rows of one order in WooCommerce's order tables, or why the shop would not take it. */
export function plan(input: PlanInput, shop: Shop<WooReference, WooFacts>): Planned {
	const { reference, settings, facts } = shop;
	const addresses = addressesOf(input.order, reference);
	const shipping = shippingOf(input, addresses, settings, reference);
	const languages = languagesIn(shop.found, reference.languages);
	const { found, problems: unfound } = findLines(input.order.lines, facts, languages);
	const priced = amountsOf(found, shipping, input, addresses, shop);
	const findings = [
		...storageProblems(reference),
		...statusProblems(settings, reference),
		...countryProblems(input.order, reference),
		...unfound,
		...bundleProblems(found),
		...shortStock(found, shop),
		...(priced.ok ? grossTotalProblems(input.order, priced.amounts) : priced.problems),
	].map((one): Problem => ({ ...one, order: input.order.number }));
	if (!priced.ok || findings.some(blocks)) return { ok: false, problems: findings };

	const payment = paymentOf(input, settings, reference, {
		free: priced.amounts.total.isZero(),
		downloads: found.some(({ product }) => downloadable(product)),
	});
	const owner = ownerOf(input, addresses, payment.status, shop);
	const stock = moves(payment.status) ? moveStock(found, shop) : { inserts: [], changes: [], taken: [] };
	const notes: readonly Note[] = [
		...(stock.note === undefined ? [] : [{ text: stock.note, group: 'product_stock' as const }]),
		...statusNote(payment.status, payment.remark),
	];
	const parts = {
		addresses,
		amounts: priced.amounts,
		owner,
		payment,
		stockReduced: moves(payment.status),
		notes: notes.length,
	};
	return {
		ok: true,
		warnings: findings,
		plan: {
			inserts: [
				...owner.inserts,
				...orderRows(parts, input, shop),
				...itemRows(priced.amounts, shipping, parts.stockReduced, shop),
				...noteRows(notes, reference, shop.now),
				...stock.inserts,
			],
			changes: [...owner.changes, ownAddress(reference), ...stock.changes, ...freshCaches(owner.kind, shop)],
			orderRow: 'order',
			customer: owner.kind,
			...(owner.kind === 'new' && { newCustomer: input.order.customer.email }),
			...(owner.kind === 'new' && owner.login !== undefined && { newLogin: owner.login }),
			stockTaken: stock.taken,
		},
	};
}

/** Stock and sales move with the statuses in which the shop counts an order as placed. */
const moves = (status: string): boolean => /^wc-(on-hold|processing|completed)$/.test(status);

const storageProblems = (reference: WooReference): readonly Problem[] => [
	...(reference.storage === 'posts' ? [problem('shop.woocommerce.legacyStorage')] : []),
	...(reference.synchronised ? [problem('shop.woocommerce.synchronised')] : []),
];

/** Versions of the shop's caches of products and orders: a new one makes it look again. */
function freshCaches(kind: string, { reference, now }: Shop<WooReference, WooFacts>): readonly RowChange[] {
	const names = cacheVersions.filter((name) => kind !== 'guest' || !name.includes('woocommerce_reports'));
	return names.flatMap((name) => {
		const id = reference.optionIds.get(name);
		return id === undefined
			? []
			: [{ table: 'options', key: { option_id: id }, set: { option_value: unixTime(now) } }];
	});
}
