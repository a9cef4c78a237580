import { hash } from 'node:crypto';
import { z } from 'zod/v4';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';

const line = z.tuple([z.string(), z.string(), z.number(), z.string()]);
const summarySchema = z.object({
	/** Id, article number, quantity, price and discount: without names, for brevity. */
	lines: z.array(line),
	/** Hashes of what must not be kept in clear; of what an order does not say, nothing. */
	rest: z.record(z.string(), z.string()),
	run: z.string().optional(),
});
type Summary = z.output<typeof summarySchema>;

const hashOf = (value: unknown): string => hash('sha256', JSON.stringify(value)).slice(0, 16);

function summary(order: SupplierCustomerOrder): Summary {
	const rest = {
		customer: order.customer,
		'bill-to address': order.billTo,
		'ship-to address': order.shipTo,
		shipping: order.shipping,
		discounts: order.discounts,
		payment: order.payment,
		comment: order.comment,
		'date, currency or price mode': [order.date, order.currency, order.prices],
	};
	return {
		lines: order.lines.map(({ id, supplierSku, quantity, unitPrice, discount }) => [
			...([id, supplierSku, quantity] as const),
			`${unitPrice ?? '-'} −${discount ?? '0'}`,
		]),
		rest: Object.fromEntries(
			Object.entries(rest).flatMap(([part, value]) => (value === undefined ? [] : [[part, hashOf(value)]])),
		),
	};
}

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
	const [linesBefore, linesAfter] = [linesById(before), linesById(after)];
	const lines = keysOf(linesBefore, linesAfter).flatMap((id) => {
		const [was, is] = [linesBefore.get(id), linesAfter.get(id)];
		if (!was) return [`line ${id} added`];
		if (!is) return [`line ${id} removed`];
		const [[, skuBefore, quantityBefore, priceBefore], [, sku, quantity, price]] = [was, is];
		return [
			...(skuBefore === sku ? [] : [`line ${id}: article ${skuBefore} → ${sku}`]),
			...(quantityBefore === quantity ? [] : [`line ${id}: quantity ${quantityBefore} → ${quantity}`]),
			...(priceBefore === price ? [] : [`line ${id}: price changed`]),
		];
	});
	const [restBefore, restAfter] = [new Map(Object.entries(before.rest)), new Map(Object.entries(after.rest))];
	const rest = keysOf(restBefore, restAfter)
		.filter((part) => restBefore.get(part) !== restAfter.get(part))
		.map((part) => `${part} changed`);
	return [...lines, ...rest].join('; ') || 'a detail of a line changed';
}

const keysOf = (some: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>) => [
	...new Set([...some.keys(), ...others.keys()]),
];

const linesById = ({ lines }: Summary) => new Map(lines.map((one) => [one[0], one]));

function parsed(text: string): Summary | undefined {
	try {
		return summarySchema.parse(JSON.parse(text));
	} catch {
		return undefined;
	}
}
