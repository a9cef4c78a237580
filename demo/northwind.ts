import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import type { z } from 'zod/v4';
import type { customerOrderSchema } from '../nodes/OrderExchange/orders/customerOrder.js';
import { countryCode, postalCodeOf } from './northwindAddresses.js';
import { supplierOf, type DemoSupplier } from './suppliers.js';

/** The package's own order JSON, as a source writes it. */
export type OrderJson = z.input<typeof customerOrderSchema>;

/** One row of the Catalogue input: who delivers an article, under which number. */
export interface CatalogueRow {
	readonly sku: string;
	readonly supplierSku: string;
	readonly supplier: string;
	readonly supplierName: string;
	readonly supplierEmail: string;
	readonly supplierLanguage: string;
}

/** A Northwind product on its way into the shop of one of our four suppliers. */
export interface DemoProduct {
	readonly sku: string;
	readonly supplierSku: string;
	readonly name: string;
	/** Net, in EUR. */
	readonly price: string;
	readonly supplier: DemoSupplier;
}

type CsvRow = Readonly<Record<string, string>>;

const table = (name: string): readonly CsvRow[] =>
	parse(readFileSync(join(__dirname, 'data', `${name}.csv`)), { columns: true, bom: true });

const field = (row: CsvRow, name: string): string => {
	const value = row[name];
	if (value === undefined) throw new Error(`The Northwind data have no column ${name}`);
	return value.replace(/\s+/g, ' ');
};

function groupedBy(rows: readonly CsvRow[], column: string): ReadonlyMap<string, readonly CsvRow[]> {
	const groups = new Map<string, CsvRow[]>();
	for (const row of rows) groups.set(field(row, column), [...(groups.get(field(row, column)) ?? []), row]);
	return groups;
}

/** The distributor's article number of a Northwind product. */
export const skuOf = (productId: string): string => `NW-${productId.padStart(2, '0')}`;

export function readProducts(): readonly DemoProduct[] {
	return table('products').map((row) => {
		const id = field(row, 'product_id');
		const supplier = supplierOf(field(row, 'supplier_id'));
		return {
			sku: skuOf(id),
			supplierSku: `${supplier.articlePrefix}-${1000 + Number(id)}`,
			name: field(row, 'product_name'),
			price: new Decimal(field(row, 'unit_price')).toFixed(2),
			supplier,
		};
	});
}

export const catalogueOf = (products: readonly DemoProduct[]): readonly CatalogueRow[] =>
	products.map(({ sku, supplierSku, supplier }) => ({
		sku,
		supplierSku,
		supplier: supplier.code,
		supplierName: supplier.name,
		supplierEmail: supplier.email,
		supplierLanguage: supplier.language,
	}));

/**
 * The 830 Northwind orders in the package's own order JSON. Northwind knows no currency, e-mail address
 * or tax: the demo says EUR, `<customer id>@customers.example`, and 0 % explicitly, so that the totals in
 * four unlike shops equal the source's to the cent.
 */
export function readOrders(): readonly OrderJson[] {
	const customers = new Map(table('customers').map((row) => [field(row, 'customer_id'), row]));
	const names = new Map(
		table('products').map((row) => [field(row, 'product_id'), field(row, 'product_name')]),
	);
	const details = groupedBy(table('order_details'), 'order_id');
	return table('orders').map((row) => {
		const customer = customers.get(field(row, 'customer_id'));
		if (!customer) throw new Error(`Order ${field(row, 'order_id')} names an unknown customer`);
		return orderJson(row, customer, details.get(field(row, 'order_id')) ?? [], names);
	});
}

function orderJson(
	row: CsvRow,
	customer: CsvRow,
	details: readonly CsvRow[],
	names: ReadonlyMap<string, string>,
): OrderJson {
	const [firstName = '', ...lastNames] = field(customer, 'contact_name').split(' ');
	const lines = details.map((detail, index) => orderLine(detail, String(index + 1), names));
	const linesTotal = lines.reduce((sum, line) => sum.plus(line.total), new Decimal(0));
	const freight = new Decimal(field(row, 'freight'));
	const person = { firstName, lastName: lastNames.join(' ') };
	const id = field(customer, 'customer_id');
	return {
		number: `NW-${field(row, 'order_id')}`,
		date: `${field(row, 'order_date')}T12:00:00Z`,
		currency: 'EUR',
		prices: 'net',
		customer: { email: `${id.toLowerCase()}@customers.example`, number: id, account: 'account' },
		billTo: {
			company: field(customer, 'company_name'),
			...person,
			...address(customer, ''),
			phone: field(customer, 'phone'),
		},
		shipTo: { company: field(row, 'ship_name'), ...person, ...address(row, 'ship_') },
		lines,
		shipping: { amount: freight.toFixed(2), title: 'Freight', taxRate: '0' },
		totals: {
			lines: linesTotal.toFixed(2),
			shipping: freight.toFixed(2),
			tax: '0.00',
			total: linesTotal.plus(freight).toFixed(2),
		},
	};
}

/** Northwind's discount is a fraction of the line; ours is an amount, rounded to the cent. */
function orderLine(detail: CsvRow, id: string, names: ReadonlyMap<string, string>) {
	const quantity = Number(field(detail, 'quantity'));
	const full = new Decimal(field(detail, 'unit_price')).times(quantity);
	const discount = full.times(field(detail, 'discount')).toDecimalPlaces(2);
	return {
		id,
		sku: skuOf(field(detail, 'product_id')),
		name: names.get(field(detail, 'product_id')) ?? '',
		quantity,
		unitPrice: new Decimal(field(detail, 'unit_price')).toFixed(2),
		...(discount.isZero() ? {} : { discount: discount.toFixed(2) }),
		taxRate: '0',
		total: full.minus(discount).toFixed(2),
	};
}

function address(row: CsvRow, prefix: string) {
	const country = countryCode(field(row, `${prefix}country`));
	const region = field(row, `${prefix}region`);
	const postalCode = postalCodeOf(country, field(row, `${prefix}postal_code`));
	return {
		street: field(row, `${prefix}address`),
		...(postalCode && { postalCode }),
		city: field(row, `${prefix}city`),
		...(region && { region }),
		country,
	};
}
