import { randomUUID } from 'node:crypto';
import type { DatabaseSettings } from '../database/settings.js';
import { checkShop } from '../exchange/checks/checkShop.js';
import { openShop, type OpenShop } from '../exchange/shop/openShop.js';
import { pushSupplierOrder } from '../exchange/push/pushSupplierOrder.js';
import { supplierOrderTotals } from '../orders/supplierOrderTotals.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';
import { shopDefaults } from '../shops/platform.js';
import { atOnce } from '../time/inSlices.js';
import type { InvitationTerms } from './terms.js';

/** What trying the new user gave. With problems that block, the invitation must not be handed out. */
export interface Trial {
	/** Article number of the made-up order that the shop took and gave back. */
	readonly rehearsedSku?: string;
	readonly problems: readonly Problem[];
}

/**
 * Logs in as the new user, checks its rights, and rehearses an order for an article of the shop, which is taken back. Nothing
 * stays but, in most shops, one order number that is never used. Never throws.
 */
export async function tryUser(
	settings: DatabaseSettings,
	terms: InvitationTerms,
	{ rehearse, signal }: { readonly rehearse: boolean; readonly signal?: AbortSignal | undefined },
): Promise<Trial> {
	const check = await checkShop(settings, { createLog: false, signal });
	if (check.problems.length > 0) return { problems: check.problems };
	const forgetful = check.warnings.filter(({ code }) => ofForgetfulServer.has(code));
	if (!rehearse) return { problems: forgetful };
	const opened = await openShop(
		settings,
		{
			...shopDefaults,
			...(terms.store && { store: terms.store }),
			...(terms.language && { language: terms.language }),
		},
		{ createLog: false, signal },
	);
	if (!opened.ok) return { problems: opened.problems };
	try {
		const trial = await rehearseOrder(opened.shop, terms, signal);
		return { ...trial, problems: [...forgetful, ...trial.problems] };
	} finally {
		await opened.shop.close();
	}
}

/** Warnings that only whoever has the server can do something about. */
const ofForgetfulServer: ReadonlySet<string> = new Set(['database.galera', 'database.confirmsEarly']);

async function rehearseOrder(
	shop: OpenShop,
	terms: InvitationTerms,
	signal: AbortSignal | undefined,
): Promise<Trial> {
	const { sample } = shop.platform;
	const rows = await shop.database.read(sample.articles, shop.found.prefix).catch(() => []);
	const skus = rows.flatMap(({ sku }) => (sku ? [sku] : []));
	let reason: Problem = problem('invitation.noArticle');
	for (const sku of skus) {
		const { receipts, refused, retryLater } = await pushSupplierOrder(
			shop,
			madeUpOrder(madeUpCustomerOrder(sku, shop), terms),
			{ keep: false, signal },
		);
		if (receipts.length > 0)
			return {
				rehearsedSku: sku,
				problems: shop.withoutTransactions ? [problem('invitation.onlyPlanned')] : [],
			};
		const stopped = retryLater.flatMap(({ problems }) => problems);
		if (stopped.length > 0) return { problems: stopped };
		const [first] = refused.flatMap(({ problems }) => problems);
		// of the terms, not of this order: the code would be refused for ever
		if (first?.code === 'shop.store.unknown') return { problems: [first] };
		if (first) reason = problem('invitation.notRehearsed', {}, { sku, reason: first.message });
	}
	return { problems: [reason] };
}

const madeUpOrder = (order: SupplierCustomerOrder, terms: InvitationTerms) => ({
	number: order.number,
	supplier: terms.supplier,
	distributor: { code: 'rehearsal', name: terms.distributor },
	customerOrders: [order],
	totals: atOnce(supplierOrderTotals([order])),
});

/** A new customer in the shop's own country buys one piece at the shop's price. `.invalid` is reserved: no mail can get there. */
function madeUpCustomerOrder(sku: string, { platform, reference }: OpenShop): SupplierCustomerOrder {
	const home = platform.sample.home(reference);
	const name = randomUUID();
	return {
		number: `REHEARSAL-${name.slice(0, 8)}`,
		date: new Date().toISOString(),
		currency: home.currency,
		prices: 'net',
		customer: { email: `rehearsal-${name}@order-exchange.invalid`, account: 'account' },
		billTo: {
			firstName: 'Order',
			lastName: 'Exchange',
			street: 'Rehearsal 1',
			postalCode: '10000',
			city: 'Rehearsal',
			country: home.country,
			...(home.region !== undefined && { region: home.region }),
		},
		lines: [{ id: '1', sku, supplierSku: sku, quantity: 1 }],
		shipping: { amount: '0' },
	};
}
