import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';

const summarySchema = z.object({
	lines: z.record(z.string(), z.object({ sku: z.string(), quantity: z.number(), price: z.string() })),
	/** Hashes of what must not be kept in clear. */
	rest: z.record(z.string(), z.string()),
});
type Summary = z.output<typeof summarySchema>;

const hash = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex')
		.slice(0, 16);

const summary = (order: SupplierCustomerOrder): Summary => ({
	lines: Object.fromEntries(
		order.lines.map((line) => [
			line.id,
			{
				sku: line.supplierSku,
				quantity: line.quantity,
				price: `${line.unitPrice ?? '-'} −${line.discount ?? '0'}`,
			},
		]),
	),
	rest: {
		customer: hash(order.customer),
		'bill-to address': hash(order.billTo),
		'ship-to address': hash(order.shipTo),
		shipping: hash(order.shipping),
		discounts: hash(order.discounts),
		payment: hash(order.payment),
		comment: hash(order.comment),
		'date, currency or price mode': hash([order.date, order.currency, order.prices]),
	},
});

/** What the log keeps of an order, so that a later change can be spelled out; addresses and customers as hashes. */
export const contentSummary = (order: SupplierCustomerOrder): string => JSON.stringify(summary(order));

/** Says in words how `order` differs from what was sent before: `line 2: quantity 2 → 3; ship-to address changed`. */
export function differenceInWords(sentBefore: string, order: SupplierCustomerOrder): string {
	const before = parsed(sentBefore);
	if (!before) return 'the content changed';
	const after = summary(order);
	const lines = [...new Set([...Object.keys(before.lines), ...Object.keys(after.lines)])].flatMap((id) => {
		const [was, is] = [before.lines[id], after.lines[id]];
		if (!was) return [`line ${id} added`];
		if (!is) return [`line ${id} removed`];
		return [
			...(was.sku === is.sku ? [] : [`line ${id}: article ${was.sku} → ${is.sku}`]),
			...(was.quantity === is.quantity ? [] : [`line ${id}: quantity ${was.quantity} → ${is.quantity}`]),
			...(was.price === is.price ? [] : [`line ${id}: price changed`]),
		];
	});
	const rest = Object.entries(after.rest).flatMap(([part, value]) =>
		before.rest[part] === value ? [] : [`${part} changed`],
	);
	return [...lines, ...rest].join('; ') || 'a detail of a line changed';
}

function parsed(text: string): Summary | undefined {
	try {
		return summarySchema.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}
