import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Destination } from './addresses.js';
import { taxable, type FoundLine } from './products.js';
import { switchedOn, type WooReference } from './reference.js';
import { isStateCode } from './states.js';
import { appliesAt, type taxBasis } from './taxes.js';

/**
 * The shop taxes by region where the order goes, and the order names none, or not by its code: no rate of a region
 * would fit, and the order would go without its tax. A region that the shop does not tax passes.
 */
export function taxRegionProblems(
	found: readonly FoundLine[],
	shippingTaxed: boolean,
	order: SupplierCustomerOrder,
	{ basis, place }: { readonly basis: ReturnType<typeof taxBasis>; readonly place: Destination },
	reference: WooReference,
): readonly Problem[] {
	const shopDecides =
		found.some(({ line, product }) => line.taxRate === undefined && taxable(product)) ||
		(shippingTaxed && order.shipping?.taxRate === undefined);
	const byRegion = () =>
		reference.taxRates.some((rate) => rate.state !== '' && appliesAt({ ...rate, state: '' }, place));
	if (
		basis === 'base' ||
		!shopDecides ||
		!switchedOn(reference, 'woocommerce_calc_taxes') ||
		isStateCode(place, reference) ||
		!byRegion()
	)
		return [];
	const field = basis === 'shipping' && order.shipTo !== undefined ? 'shipTo' : 'billTo';
	return [
		problem(
			'shop.region.needed',
			{ field: `${field}.region`, value: order[field]?.region ?? '' },
			{ country: place.country },
		),
	];
}
