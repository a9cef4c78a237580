import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from '../../../../nodes/OrderExchange/orders/money';
import { supplierCustomerOrderSchema } from '../../../../nodes/OrderExchange/orders/supplierOrder';
import type { Row } from '../../../../nodes/OrderExchange/database/read';
import type { ShopSettings } from '../../../../nodes/OrderExchange/shops/platform';
import type { Value } from '../../../../nodes/OrderExchange/shops/rowPlan';
import { differences } from '../../../../nodes/OrderExchange/shops/opencart/differences';
import { openCart41 } from '../../../../nodes/OrderExchange/shops/opencart/opencart41';

type Tables = Record<string, Row[]>;
interface Golden {
	tables: Record<
		string,
		{ inserted?: Row[]; updated?: { key: Row; changes: Record<string, [string, string]> }[] }
	>;
}

const folder = join(__dirname, '../../../data/shops/opencart-4.1');
const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
const tables = json<{ tables: Tables }>('reference.json').tables;
const table = (name: string): Row[] => tables[`oc_${name}`] ?? [];
const golden = (name: string) => json<Golden>(`checkout-${name}.json`).tables;
const by = (rows: Row[], column: string, value: string | null | undefined): Row =>
	rows.find((row) => row[column] === value) ?? {};

const paymentAddressOn = { store_id: '0', key: 'config_checkout_payment_address', value: '1' };
const reference = (extra: Row[] = []) =>
	openCart41.readReference({
		settings: [...table('setting'), ...extra],
		stores: [],
		storeUrls: [{ store_id: '0', store_url: 'http://127.0.0.1:8101/' }],
		languages: table('language'),
		currencies: table('currency'),
		countries: table('country_description').map((row) => ({
			...by(table('country'), 'country_id', row.country_id),
			...row,
		})),
		zones: table('zone_description').map((row) => ({ ...by(table('zone'), 'zone_id', row.zone_id), ...row })),
		addressFormats: table('address_format'),
		statuses: table('order_status'),
		customerGroups: table('customer_group'),
		taxRules: table('tax_rule').map((rule) => ({
			...rule,
			...by(table('tax_rate'), 'tax_rate_id', rule.tax_rate_id),
			...by(table('tax_rate_to_customer_group'), 'tax_rate_id', rule.tax_rate_id),
		})),
		geoZones: table('zone_to_geo_zone'),
		extensions: table('extension'),
		statistics: table('statistics'),
	});

const facts = (regular: boolean) => ({
	codes: table('product_code'),
	products: table('product').map((row) => ({ ...row, quantity: '1000' })),
	names: table('product_description'),
	prices: [],
	rewards: table('product_reward'),
	options: table('product_option_value').map((row) => ({
		...row,
		...{ required: '1', type: 'select', language_id: '1', name: 'Size' },
		value: by(table('option_value_description'), 'option_value_id', row.option_value_id).name ?? null,
	})),
	customers: regular
		? [
				{
					customer_id: '2',
					customer_group_id: '1',
					store_id: '0',
					email: 'juergen+oc4@kunde.test',
					status: '1',
				},
			]
		: [],
	addresses: regular ? (golden('new').oc_address?.inserted ?? []) : [],
});

const settings: ShopSettings = { unknownCustomers: 'account', shortStock: 'followShop' };
const order = (name: string, change: object = {}) =>
	supplierCustomerOrderSchema.parse({ ...json<object>(`checkout-${name}.order.json`), ...change });

function planned(name: string, change: object = {}, taken = 0) {
	return openCart41.plan(
		{
			order: order(name, change),
			distributor: { code: 'D', name: 'Distributor' },
			supplierOrderNumber: 'SO-1',
			exchangeKey: 'ab'.repeat(32),
		},
		{
			found: { prefix: 'oc_', version: '4.1' },
			settings,
			reference: reference(name === 'payment-address' ? [paymentAddressOn] : []),
			facts: facts(['regular', 'special', 'two-rates'].includes(name)),
			batch: { stockTaken: () => new Decimal(taken), createsCustomer: () => false },
			now: new Date('2026-11-23T17:02:04Z'),
		},
	);
}

const text = (value: Value | undefined): string | null => {
	if (value === null || value === undefined) return null;
	if (typeof value === 'object') return 'text' in value ? value.text : '(id)';
	return String(value);
};
const ours = (tableName: string, column: string) =>
	column.startsWith('date_') ||
	column === `${tableName}_id` ||
	differences.some((one) => one.table === tableName && one.column === column);

describe.each(['new', 'regular', 'guest', 'special', 'two-rates', 'payment-address'])(
	'the checkout "%s"',
	(name) => {
		const result = planned(name);
		if (!result.ok) throw new Error(JSON.stringify(result.problems));
		const { plan } = result;

		test('every row equals the one that the shop wrote', () => {
			for (const [full, { inserted = [] }] of Object.entries(golden(name))) {
				const tableName = full.replace('oc_', '');
				if (differences.some((one) => one.table === tableName && one.column === undefined)) continue;
				const rows = plan.inserts.filter((row) => row.table === tableName);
				const pairs = inserted.flatMap((row, index) =>
					Object.entries(row)
						.filter(([column]) => !ours(tableName, column))
						.map(([column, wanted]) => {
							const got = text(rows[index]?.values[column]);
							return [`${tableName}.${column}`, wanted, got === '(id)' ? wanted : got];
						}),
				);
				expect(pairs.map(([place, , got]) => [place, got])).toEqual(
					pairs.map(([place, wanted]) => [place, wanted]),
				);
				expect(rows).toHaveLength(inserted.length);
			}
		});

		test('stock and statistics change as in the shop', () => {
			const wanted = Object.entries(golden(name)).flatMap(([full, { updated = [] }]) =>
				updated.flatMap(({ changes }) =>
					Object.values(changes).map(([before, after]) => [
						full.replace('oc_', ''),
						new Decimal(after).minus(before).toFixed(4),
					]),
				),
			);
			const got = plan.changes.flatMap((change) =>
				Object.values(change.add ?? {}).map((added) => [change.table, new Decimal(added).toFixed(4)]),
			);
			expect(got.sort()).toEqual(wanted.sort());
		});
	},
);

const codes = (result: ReturnType<typeof planned>) =>
	result.ok ? [] : result.problems.map((found) => found.code);

test('refuses a currency that is switched off in the shop', () => {
	expect(codes(planned('new', { currency: 'HKD' }))).toEqual(['shop.currency.unknown']);
});

test('refuses more than the shop has left after the orders before', () => {
	expect(codes(planned('regular', {}, 1000))).toEqual(['shop.stock.short']);
});

test('refuses an article number that the shop does not have', () => {
	const lines = [{ id: '1', sku: 'X', supplierSku: 'X', quantity: 1, unitPrice: '1' }];
	expect(codes(planned('new', { lines }))).toEqual(['shop.sku.unknown']);
});

test('asks for the option that the shop requires', () => {
	const lines = [{ id: '1', sku: 'P', supplierSku: 'Product 8', quantity: 1, unitPrice: '110' }];
	expect(codes(planned('guest', { lines }))).toEqual(['shop.sku.needsVariant']);
});

test('takes a gross price apart by the rate of the shop', () => {
	const lines = [{ id: '1', sku: 'A', supplierSku: 'LAB-1001', quantity: 1, unitPrice: '19.99' }];
	const shipping = { amount: '5.95', code: 'flat.flat' };
	const result = planned('regular', { lines, shipping, prices: 'gross' });
	const row = result.ok ? result.plan.inserts.find(({ table: name }) => name === 'order') : undefined;
	expect(row?.values.total).toBe('25.9400');
});
