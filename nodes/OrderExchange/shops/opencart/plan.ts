import { sum } from '../../orders/money.js';
import { problem } from '../../problems/problem.js';
import type { Planned, PlanInput, Shop } from '../platform.js';
import { accountWarnings, bookCustomer } from './customer.js';
import type { Dialect } from './dialect.js';
import type { OpenCartFacts } from './facts.js';
import { frameOf } from './frame.js';
import { invoiceAddressWarnings } from './invoiceAddress.js';
import { lineRows, planLines } from './lines.js';
import { historyRow, orderRow } from './orderRow.js';
import type { OpenCartReference } from './reference.js';
import { effectsOf, shortages } from './stock.js';
import { regionProblems } from './taxRegions.js';
import { shippingOf, totalRows, totalsOf } from './totals.js';

/** Plans an order as the shop's own checkout writes it, or lists what that checkout would not accept. */
export function plan(
	input: PlanInput,
	shop: Shop<OpenCartReference, OpenCartFacts>,
	dialect: Dialect,
): Planned {
	const { order } = input;
	const framed = frameOf(order, shop, dialect);
	if (!framed.ok) return framed;
	const { frame } = framed;
	const goods = planLines(frame);
	if (!goods.ok) return goods;
	const { lines } = goods;
	const shipping = shippingOf(frame);
	const totals = totalsOf(lines, shipping, frame);
	const problems = [
		...regionProblems(lines, shipping, frame),
		...shortages(lines, frame),
		...(sum(totals.discounts).greaterThan(totals.subTotal)
			? [problem('shop.discount.tooLarge', { order: order.number, field: 'discounts' })]
			: []),
	];
	if (problems.length > 0) return { ok: false, problems };

	const customer = bookCustomer(input, frame);
	const effects = effectsOf(lines, totals.total, frame);
	return {
		ok: true,
		plan: {
			inserts: [
				...customer.inserts,
				orderRow(input.exchangeKey, frame, customer, shipping, totals),
				...lines.flatMap((line, index) => lineRows(line, `line${index}`, frame)),
				...totalRows(totals, shipping, frame),
				historyRow(frame),
			],
			changes: [...customer.changes, ...effects.changes],
			stockTaken: effects.stockTaken,
			orderRow: 'order',
			customer: customer.kind,
			...(customer.kind === 'new' && { newCustomer: order.customer.email.toLowerCase() }),
		},
		warnings: [...accountWarnings(frame), ...invoiceAddressWarnings(frame)],
	};
}
