import { currencyPlaces, decimal, type Decimal, rounded, sum } from './money.js';
import type { Assignment } from './assignment.js';
import { lineValue } from './checks/sums.js';
import type { CheckedOrder } from './checks/check.js';
import type { Draft, DraftAddress, DraftLine, NamedSupplier } from './draft.js';
import { known } from './values/reading.js';

/** What decides the shape of a supplier's part. */
export interface PartRules {
	readonly sentPrice: 'order' | 'cost' | 'shop';
	readonly costPrices: 'net' | 'gross';
	/** The distributor's own customer data and invoice address; set when the distributor is billed. */
	readonly billedDistributor?: {
		readonly customer: Readonly<Record<string, string>>;
		readonly billTo: Readonly<Record<string, string>>;
	};
}

/** A supplier's share of a customer order, before it is validated. */
export interface Part {
	readonly supplier: NamedSupplier;
	readonly order: Readonly<Record<string, unknown>>;
}

/**
 * Divides a customer order among its suppliers: each gets its own lines, and in proportion to their value a
 * share of shipping, discounts and tax, so that the shares add up to the whole to the cent. Shipping charge,
 * discounts and totals go along only with the order's own price; otherwise they stay with the distributor.
 */
export function partsOf({ draft, assignments }: CheckedOrder, rules: PartRules): readonly Part[] {
	const places = currencyPlaces(known(draft.currency) ?? 'EUR');
	const groups = new Map<string, { line: DraftLine; assignment: Assignment }[]>();
	draft.lines.forEach((line, index) => {
		const assignment = assignments[index];
		if (assignment === undefined) return;
		const group = groups.get(assignment.supplier.code) ?? [];
		group.push({ line, assignment });
		groups.set(assignment.supplier.code, group);
	});
	const lists = [...groups.values()];
	const worths = lists.map((list) => sum(list.map(({ line }) => lineValue(line, places) ?? 0)));
	const share = (whole: Decimal | undefined) =>
		whole === undefined ? undefined : shared(whole, worths, places);
	const shipping = share(known(draft.shipping?.amount));
	const discounts = draft.discounts.map(({ amount }) => share(known(amount)));
	const tax = share(known(draft.totals.tax));
	const same = common(draft, rules);
	return lists.flatMap((list, index) => {
		const supplier = list[0]?.assignment.supplier;
		if (supplier === undefined) return [];
		const money = {
			worth: worths[index] ?? decimal(0),
			shipping: shipping?.[index],
			discounts: discounts.map((each) => each?.[index]),
			tax: tax?.[index],
		};
		const ordered = rules.sentPrice === 'order';
		return [
			{
				supplier,
				order: {
					...same,
					...(rules.sentPrice === 'cost' && {
						prices: rules.costPrices,
						currency: known(list[0]?.assignment.entry?.currency) ?? known(draft.currency),
					}),
					lines: list.map(({ line, assignment }) => lineFor(line, assignment, rules, places)),
					...(ordered ? moneyOf(draft, money) : methodOnly(draft)),
				},
			},
		];
	});
}

/** Splits an amount by weights; what rounding leaves over goes to the largest remainders, cent by cent. */
export function shared(whole: Decimal, weights: readonly Decimal[], places: number): readonly Decimal[] {
	if (weights.length === 1) return [whole];
	const all = sum(weights);
	const even = all.lessThanOrEqualTo(0);
	const unit = decimal(`1e-${places}`);
	const exact = weights.map((weight) => (even ? whole.div(weights.length) : whole.times(weight).div(all)));
	const shares = exact.map((value) => value.toDecimalPlaces(places, 1));
	const order = exact
		.map((value, index) => ({ index, rest: value.minus(shares[index] ?? 0).abs() }))
		.sort((a, b) => b.rest.comparedTo(a.rest));
	let left = whole.minus(sum(shares));
	for (const { index } of order) {
		if (left.abs().lessThan(unit)) break;
		const step = left.isNegative() ? unit.neg() : unit;
		shares[index] = (shares[index] ?? decimal(0)).plus(step);
		left = left.minus(step);
	}
	// An amount with more places than the currency keeps its tail in the first share
	if (shares[0] && !left.isZero()) shares[0] = shares[0].plus(left);
	return shares;
}

const common = (draft: Draft, { billedDistributor }: PartRules) => {
	const billTo = draft.billTo && addressFor(draft.billTo);
	const shipTo = draft.shipTo && addressFor(draft.shipTo);
	return {
		number: known(draft.number),
		date: known(draft.date)?.text,
		currency: known(draft.currency),
		prices: known(draft.prices),
		customer: billedDistributor?.customer ?? present(draft.customer),
		billTo: billedDistributor?.billTo ?? billTo,
		...(billedDistributor ? { shipTo: shipTo ?? billTo } : shipTo && { shipTo }),
		...(anything(draft.payment) && { payment: present(draft.payment) }),
		...(known(draft.comment) !== undefined && { comment: known(draft.comment) }),
	};
};

const present = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => known(value) !== undefined));

const anything = (fields: Readonly<Record<string, unknown>>): boolean =>
	Object.values(fields).some((value) => known(value) !== undefined);

const addressFor = (address: DraftAddress) => present({ ...address });

function lineFor(line: DraftLine, { supplierSku, entry }: Assignment, rules: PartRules, places: number) {
	const named = {
		id: line.id,
		sku: known(line.sku),
		supplierSku,
		...(known(line.name) !== undefined && { name: known(line.name) }),
		quantity: known(line.quantity)?.toNumber(),
		...(known(line.options)?.length && { options: known(line.options) }),
	};
	if (rules.sentPrice === 'shop') return named;
	if (rules.sentPrice === 'cost') return { ...named, unitPrice: known(entry?.cost)?.toFixed() };
	const discount = known(line.discount);
	return {
		...named,
		unitPrice: known(line.unitPrice)?.toFixed(),
		...(discount && !discount.isZero() && { discount: discount.toFixed() }),
		...(known(line.taxRate) && { taxRate: known(line.taxRate)?.toFixed() }),
		total: lineValue(line, places)?.toFixed(),
	};
}

/** The shipping method is a wish about delivery; its charge is between distributor and customer. */
const methodOnly = ({ shipping }: Draft) => {
	const method = shipping && present({ code: shipping.code, title: shipping.title });
	return method && Object.keys(method).length > 0 ? { shipping: { ...method, amount: '0' } } : {};
};

interface Money {
	readonly worth: Decimal;
	readonly shipping: Decimal | undefined;
	readonly discounts: readonly (Decimal | undefined)[];
	readonly tax: Decimal | undefined;
}

function moneyOf(draft: Draft, { worth, shipping, discounts, tax }: Money) {
	const off = sum(discounts.map((amount) => amount ?? 0));
	const kept = draft.discounts
		.map(({ title, code }, index) => ({
			title: known(title) ?? 'Discount',
			...(known(code) !== undefined && { code: known(code) }),
			amount: (discounts[index] ?? decimal(0)).toFixed(),
		}))
		.filter(({ amount }) => amount !== '0');
	const before = worth.minus(off).plus(shipping ?? 0);
	const total = draft.prices === 'gross' ? before : tax && before.plus(tax);
	return {
		...(draft.shipping && {
			shipping: {
				...present({ code: draft.shipping.code, title: draft.shipping.title }),
				amount: (shipping ?? decimal(0)).toFixed(),
				...(known(draft.shipping.taxRate) && { taxRate: known(draft.shipping.taxRate)?.toFixed() }),
			},
		}),
		...(kept.length > 0 && { discounts: kept }),
		totals: {
			lines: worth.toFixed(),
			...(kept.length > 0 && { discount: off.toFixed() }),
			...(shipping && { shipping: shipping.toFixed() }),
			...(tax && { tax: tax.toFixed() }),
			...(total && { total: rounded(total, 4).toFixed() }),
		},
	};
}
