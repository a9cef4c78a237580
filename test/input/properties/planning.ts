import fc from 'fast-check';
import {
	supplierCustomerOrderSchema,
	type SupplierCustomerOrder,
} from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import type { Planned } from '../../../nodes/OrderExchange/shops/platform.js';
import type { RowPlan, Value } from '../../../nodes/OrderExchange/shops/rowPlan.js';
import { decimal, sum } from '../../../nodes/OrderExchange/orders/money.js';
import * as modified from '../../unit/shops/modified/shopUnderTest.js';
import * as openCart from '../../unit/shops/opencart/shop.js';
import * as wooCommerce from '../../unit/shops/woocommerce/shop.js';
import { holds, inputProperty, type InputProperty } from '../inputProperty.js';
import { money } from '../orders.js';
import { cleanText } from '../texts.js';

interface ShopInMemory {
	readonly title: string;
	/** One that the shop takes as it is. */
	readonly order: SupplierCustomerOrder;
	/** Table and column of the planned lines' quantities; WooCommerce keeps them among other facts. */
	readonly quantities: (plan: RowPlan) => readonly Value[];
	plan(order: SupplierCustomerOrder): Planned;
	/** What else is promised of a plan. */
	adds?(plan: RowPlan, order: SupplierCustomerOrder): void;
}

const column = (table: string, name: string) => (plan: RowPlan) =>
	plan.inserts.filter((row) => row.table === table).map(({ values }) => values[name] ?? null);

const openCartShop = (version: openCart.Version): ShopInMemory => {
	const tables = openCart.shopTables(version);
	return {
		title: `OpenCart ${version}`,
		order: openCart.goldenOrder('guest', {}, version),
		quantities: column('order_product', 'quantity'),
		plan: (order) => openCart.planIn(tables, order, { version }),
		adds: (plan, { currency }) => {
			// another currency is converted and rounded figure by figure, as the shop does
			if (currency !== 'EUR') return;
			const rows = plan.inserts.filter(({ table }) => table === 'order_total').map(({ values }) => values);
			const amounts = (total: boolean) =>
				sum(
					rows.filter(({ code }) => (code === 'total') === total).map(({ value }) => decimal(String(value))),
				);
			// each is rounded to four places
			holds(amounts(true).minus(amounts(false)).abs().lessThan('0.0005'), 'the totals do not add up');
		},
	};
};

const modifiedTables = modified.shopTables('guest');
const wooTables = wooCommerce.shopTables();

const shops: readonly ShopInMemory[] = [
	openCartShop('4.1'),
	openCartShop('3.0'),
	{
		title: 'modified',
		order: modified.goldenOrder('guest'),
		quantities: column('orders_products', 'products_quantity'),
		plan: (order) => modified.planIn(modifiedTables, order),
	},
	{
		title: 'WooCommerce',
		order: wooCommerce.orderOf('checkout-guest'),
		quantities: (plan) =>
			plan.inserts
				.filter(
					({ table, values }) => table === 'woocommerce_order_itemmeta' && values['meta_key'] === '_qty',
				)
				.map(({ values }) => values['meta_value'] ?? null),
		plan: (order) => wooCommerce.planned(order, { tables: wooTables }),
	},
];

const maybe = <Wanted>(given: fc.Arbitrary<Wanted>) => fc.option(given, { nil: undefined });

/** Changes of an order that the documented schema still takes. */
const changes = fc.record({
	text: fc.tuple(
		fc.constantFrom(
			'number',
			'comment',
			'firstName',
			'lastName',
			'company',
			'street',
			'city',
			'region',
			'phone',
		),
		cleanText,
	),
	country: fc.constantFrom('DE', 'DE', 'FR', 'CH', 'US', 'ZZ'),
	currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'JPY'),
	prices: fc.constantFrom('net', 'gross'),
	account: maybe(fc.constantFrom('account', 'guest')),
	shipTo: fc.boolean(),
	shipping: maybe(money),
	discount: maybe(fc.constantFrom('0.01', '1', '3.33', '99999')),
	lines: fc.array(
		fc.record({
			of: fc.constantFrom(0, 0, 1, -1),
			quantity: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(0.5, 1.25, 1e6, 123456789)),
			unitPrice: maybe(fc.oneof(money, fc.constantFrom('16.7983', '0.0001', '99999999999'))),
			discount: maybe(fc.constantFrom('0', '0.05', '2')),
			taxRate: maybe(fc.constantFrom('0', '7', '19', '21.5')),
		}),
		{ minLength: 1, maxLength: 4 },
	),
});
type Changes = typeof changes extends fc.Arbitrary<infer Value> ? Value : never;

function changedOrder({ order }: ShopInMemory, change: Changes): SupplierCustomerOrder | undefined {
	const [field, text] = change.text;
	const inAddress = field !== 'number' && field !== 'comment';
	const billTo = { ...order.billTo, country: change.country, ...(inAddress && { [field]: text }) };
	const made = {
		...{ ...order, ...(!inAddress && { [field]: text }), currency: change.currency, prices: change.prices },
		customer: { ...order.customer, account: change.account },
		billTo,
		...(change.shipTo && { shipTo: { ...billTo, city: 'Aachen' } }),
		shipping: change.shipping === undefined ? undefined : { ...order.shipping, amount: change.shipping },
		discounts: change.discount === undefined ? undefined : [{ title: 'Bonus', amount: change.discount }],
		lines: change.lines.map(({ of, ...line }, index) => ({
			...(order.lines[of] ?? { sku: 'none', supplierSku: 'none of the shop’s' }),
			...{ ...line, id: String(index + 1) },
		})),
	};
	return supplierCustomerOrderSchema.safeParse(made).data;
}

const shop = (one: ShopInMemory): InputProperty =>
	inputProperty({
		title: `${one.title} gets every line of an order and nothing that is no number, or the order is refused by name`,
		weight: 0.2,
		inputs: changes,
		check: (change) => {
			const order = changedOrder(one, change);
			if (!order) return;
			const result = one.plan(order);
			if (result.ok) isWhole(one, order, result.plan);
			else {
				holds(result.problems.length > 0, 'refused without a reason');
				for (const { order: named, message, remedy } of result.problems) {
					holds(named === order.number, 'a problem does not name its order');
					holds(message !== '' && remedy !== '' && !/\{\w+\}/.test(remedy), 'a problem without words');
				}
			}
		},
	});

function isWhole(one: ShopInMemory, order: SupplierCustomerOrder, plan: RowPlan): void {
	const handles = new Set<string>();
	const known = (value: Value): void => {
		if (typeof value === 'number') holds(Number.isFinite(value), 'a value is no number');
		if (typeof value === 'string')
			holds(
				!/^(NaN|-?Infinity|-?\d+(\.\d+)?e[+-]?\d+|undefined)$/.test(value),
				`a value is ${String(value)}`,
			);
		if (typeof value !== 'object' || value === null) return;
		if ('idOf' in value) holds(handles.has(value.idOf), `${value.idOf} is used before it is written`);
		if ('join' in value) value.join.forEach(known);
	};
	for (const { handle, values } of plan.inserts) {
		Object.values(values).forEach(known);
		if (handle !== undefined) handles.add(handle);
	}
	for (const { key, set } of plan.changes) Object.values({ ...key, ...set }).forEach(known);
	holds(handles.has(plan.orderRow), 'no row is the order');
	const planned = one.quantities(plan).map((value) => decimal(String(value)).toFixed());
	const wanted = order.lines.map(({ quantity }) => decimal(quantity).toFixed());
	holds(planned.join() === wanted.join(), () => `quantities ${planned.join()} of ${wanted.join()}`);
	one.adds?.(plan, order);
}

export const planning: readonly InputProperty[] = shops.map(shop);
