import { type Amount, decimal, type Decimal, rounded, sum } from './money.js';
import type { Assignment } from './assignment.js';
import type { CheckedOrder } from './checks/check.js';
import type { Draft, DraftAddress, DraftLine, NamedSupplier } from './draft.js';
import { taxIn } from './taxIn.js';
import { known, type Reading } from './values/reading.js';

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
	/** Value of its lines after discount, exact; undefined when no prices are sent. */
	readonly amount: Decimal | undefined;
}

/**
 * Divides a customer order among its suppliers: each gets its own lines, and in proportion to their value a
 * share of shipping and discounts, and of the tax what its lines and shipping hold, so that the shares add up to the whole to the
 * cent. Shipping charge, discounts and totals go along only with the order's own price; otherwise they stay with the distributor.
 */
export function partsOf({ draft, assignments }: CheckedOrder, rules: PartRules): readonly Part[] {
	const lists = bySupplier(draft, assignments);
	const worths = lists.map((list) => sum(list.map(({ line }) => line.value ?? 0)));
	const share = (whole: Decimal | undefined, weights: readonly Decimal[] = worths) =>
		whole === undefined ? undefined : shared(whole, weights, draft.places);
	const shipping = share(known(draft.shipping?.amount));
	const discounts = draft.discounts.map(({ amount }) => share(known(amount)));
	const tax = share(known(draft.totals.tax), taxesOf(draft, lists, shipping) ?? worths);
	return lists.map((list, index) => {
		const [{ assignment }] = list;
		const money = {
			worth: worths[index] ?? decimal(0),
			shipping: shipping?.[index],
			discounts: discounts.map((each) => each?.[index]),
			tax: tax?.[index],
		};
		const ordered = rules.sentPrice === 'order';
		const { shipping: method, discounts: kept, totals } = ordered ? moneyOf(draft, money) : methodOnly(draft);
		const { currency, prices } = rules.sentPrice === 'cost' ? costTerms(draft, assignment, rules) : draft;
		const billTo = present(rules.billedDistributor?.billTo ?? draft.billTo ?? {});
		const shipTo = present((rules.billedDistributor ? reachable(draft) : draft.shipTo) ?? {});
		// in the order of the schema's fields, as people read them
		const order = present({
			number: draft.number,
			date: known(draft.date)?.text,
			currency,
			prices,
			customer: present(rules.billedDistributor?.customer ?? draft.customer),
			billTo: notEmpty(billTo),
			shipTo: notEmpty(shipTo),
			lines: list.map((each) => lineFor(each, rules)),
			shipping: method,
			discounts: kept,
			payment: notEmpty(present(draft.payment)),
			totals,
			comment: draft.comment,
		});
		return { supplier: assignment.supplier, order, amount: amountOf(list, rules) };
	});
}

/** Where the goods go, with the customer's phone, which would go nowhere else. */
function reachable({ shipTo, billTo, customer }: Draft): DraftAddress | undefined {
	const address = shipTo ?? billTo;
	if (address === undefined || address.phone !== undefined) return address;
	const { company, firstName, lastName, street, street2, postalCode, city, region, country } = address;
	const phone = billTo?.phone ?? customer.phone;
	return { company, firstName, lastName, street, street2, postalCode, city, region, country, phone };
}

function amountOf(list: readonly AssignedLine[], { sentPrice }: PartRules): Decimal | undefined {
	if (sentPrice === 'shop') return undefined;
	if (sentPrice === 'order') return sum(list.map(({ line }) => line.exactValue ?? 0));
	const cost = ({ line, assignment: { entry } }: AssignedLine) =>
		known(line.quantity)?.times(known(entry?.cost) ?? 0) ?? 0;
	return sum(list.map(cost));
}

const costTerms = (draft: Draft, { entry }: Assignment, { costPrices }: PartRules) => ({
	currency: known(entry?.currency) ?? draft.currency,
	prices: costPrices,
});

/** The tax that each part holds by its rates, but for order discounts, which are spread evenly; undefined where a rate is missing. */
function taxesOf(
	draft: Draft,
	lists: readonly (readonly AssignedLine[])[],
	shipping: readonly Decimal[] | undefined,
): readonly Decimal[] | undefined {
	if (lists.length === 1 || draft.lines.some(({ taxRate }) => known(taxRate) === undefined)) return undefined;
	const worth = sum(draft.lines.map(({ value }) => value ?? 0));
	if (worth.isZero()) return undefined;
	const kept = worth.minus(sum(draft.discounts.map(({ amount }) => known(amount) ?? 0))).div(worth);
	const taxes = lists.map((list, index) => {
		const goods = list.map(({ line: { value, taxRate } }) =>
			taxIn(decimal(value ?? 0).times(kept), known(taxRate) ?? decimal(0), draft.prices),
		);
		const charge = shipping?.[index] ?? decimal(0);
		return sum([...goods, taxIn(charge, known(draft.shipping?.taxRate) ?? decimal(0), draft.prices)]);
	});
	return sum(taxes).isZero() ? undefined : taxes;
}

interface AssignedLine {
	readonly line: DraftLine;
	readonly assignment: Assignment;
}

/** The lines of each supplier; those that nobody delivers are left out. */
function bySupplier(
	{ lines }: Draft,
	assignments: CheckedOrder['assignments'],
): readonly (readonly [AssignedLine, ...AssignedLine[]])[] {
	const lists = new Map<string, [AssignedLine, ...AssignedLine[]]>();
	for (const [index, line] of lines.entries()) {
		const assignment = assignments[index];
		if (assignment === undefined) continue;
		const list = lists.get(assignment.supplier.code);
		if (list) list.push({ line, assignment });
		else lists.set(assignment.supplier.code, [{ line, assignment }]);
	}
	return [...lists.values()];
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

/** Only the fields that are there and were understood. */
function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
	const found: Record<string, unknown> = {};
	for (const name in fields) if (known(fields[name]) !== undefined) found[name] = fields[name];
	return found;
}

const notEmpty = (fields: object): object | undefined =>
	Object.keys(fields).length > 0 ? fields : undefined;

const plain = (number: Reading<Decimal>): Amount | undefined => known(number)?.toFixed();

function lineFor({ line, assignment: { supplierSku, entry } }: AssignedLine, { sentPrice }: PartRules) {
	const ordered = sentPrice === 'order';
	const discount = ordered ? known(line.discount) : undefined;
	const options = known(line.options);
	return present({
		id: line.id,
		sku: line.sku,
		name: line.name,
		quantity: known(line.quantity)?.toNumber(),
		unitPrice: ordered ? plain(line.unitPrice) : sentPrice === 'cost' ? plain(entry?.cost) : undefined,
		discount: discount?.isZero() ? undefined : plain(discount),
		taxRate: ordered ? plain(line.taxRate) : undefined,
		total: ordered ? plain(line.value) : undefined,
		options: options?.length ? options : undefined,
		supplierSku,
	});
}

/** The shipping method is a wish about delivery; its charge is between distributor and customer. */
function methodOnly({ shipping }: Draft): PartMoney {
	const method = shipping && notEmpty(present({ code: shipping.code, title: shipping.title }));
	return method ? { shipping: { amount: '0', ...method } } : {};
}

/** What of an order is money beside its lines, as the schema has it. */
interface PartMoney {
	readonly shipping?: object | undefined;
	readonly discounts?: readonly object[] | undefined;
	readonly totals?: object;
}

interface Money {
	readonly worth: Decimal;
	readonly shipping: Decimal | undefined;
	readonly discounts: readonly (Decimal | undefined)[];
	readonly tax: Decimal | undefined;
}

function moneyOf(draft: Draft, { worth, shipping, discounts, tax }: Money): PartMoney {
	const charge = draft.shipping;
	const off = sum(discounts.map((amount) => amount ?? 0));
	const kept = draft.discounts
		.map(({ title, code }, index) => ({
			title: known(title) ?? 'Discount',
			amount: (discounts[index] ?? decimal(0)).toFixed(),
			...(known(code) !== undefined && { code: known(code) }),
		}))
		.filter(({ amount }) => amount !== '0');
	const gross = draft.prices === 'gross' ? decimal(0) : tax;
	const total =
		gross &&
		worth
			.minus(off)
			.plus(shipping ?? 0)
			.plus(gross);
	return {
		shipping:
			charge &&
			present({
				amount: plain(shipping) ?? '0',
				code: charge.code,
				title: charge.title,
				taxRate: plain(charge.taxRate),
			}),
		discounts: kept.length > 0 ? kept : undefined,
		totals: present({
			lines: plain(worth),
			discount: kept.length > 0 ? plain(off) : undefined,
			shipping: plain(shipping),
			tax: plain(tax),
			total: total && plain(rounded(total, 4)),
		}),
	};
}
