import { hash } from 'node:crypto';
import { z } from 'zod/v4';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';

const summarySchema = z.object({
	lines: z.record(z.string(), z.object({ sku: z.string(), quantity: z.number(), price: z.string() })),
	/** Hashes of what must not be kept in clear. */
	rest: z.record(z.string(), z.string()),
	run: z.string().optional(),
});
type Summary = z.output<typeof summarySchema>;

const hashOf = (value: unknown): string => hash('sha256', JSON.stringify(value) ?? '').slice(0, 16);

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
		customer: hashOf(order.customer),
		'bill-to address': hashOf(order.billTo),
		'ship-to address': hashOf(order.shipTo),
		shipping: hashOf(order.shipping),
		discounts: hashOf(order.discounts),
		payment: hashOf(order.payment),
		comment: hashOf(order.comment),
		'date, currency or price mode': hashOf([order.date, order.currency, order.prices]),
	},
});

/**
 * What the log keeps of an order, so that a later change can be spelled out, addresses and customers as hashes; and which
 * run wrote it.
 */
export const contentSummary = (order: SupplierCustomerOrder, run: string): string =>
	JSON.stringify({ ...summary(order), run });

/** The run that wrote the order; undefined in logs of before it was noted. */
export const runIn = (content: string): string | undefined => parsed(content)?.run;

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
