import { problem, type Problem } from '../../problems/problem.js';
import type { Frame } from './frame.js';
import type { PlannedLine } from './lines.js';
import { zonesWanting } from './tax.js';
import type { Shipping } from './totals.js';

/** Addresses without a region that the shop has, where its taxes depend on one; its checkout asks for it. */
export function regionProblems(
	lines: readonly PlannedLine[],
	shipping: Shipping,
	{ order, reference, taxCase, billTo, shipTo, addsTaxes }: Frame,
): readonly Problem[] {
	if (!addsTaxes) return [];
	const untold = lines.filter(({ line }) => line.taxRate === undefined);
	const classes = new Set(untold.map(({ product }) => product.tax_class_id ?? ''));
	if (!shipping.cost.isZero() && order.shipping?.taxRate === undefined) classes.add(shipping.taxClass);
	const wanting = new Set([...classes].flatMap((one) => zonesWanting(reference, one, taxCase)));
	const shipField = order.shipTo ? ('shipTo' as const) : ('billTo' as const);
	const fields = new Set([
		...(wanting.has('shipping') && taxCase.places['shipping'] === shipTo ? [shipField] : []),
		...(wanting.has('payment') && taxCase.places['payment'] === billTo ? ['billTo' as const] : []),
	]);
	return [...fields].map((field) => {
		const { country = '', region = '' } = order[field] ?? {};
		const place = { order: order.number, field: `${field}.region`, value: region };
		return problem('shop.region.needed', place, { country });
	});
}
