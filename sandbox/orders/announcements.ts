import { lineAmount, type Announcement } from '../../nodes/OrderExchange/mail/announcement.js';
import {
	supplierOrderSchema,
	type SupplierCustomerOrder,
	type SupplierOrder,
} from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { sum } from '../../nodes/OrderExchange/orders/money.js';

const people = [
	['Jürgen', 'Groß', 'Königstraße 12', '50667', 'Köln', 'DE'],
	['Amélie', 'Lefèvre', '8 rue de l’Église', '67000', 'Strasbourg', 'FR'],
	['Mary', "O'Brien", '14 St Stephen’s Green', 'D02 X285', 'Dublin', 'IE'],
	['Katarzyna', 'Wiśniewska', 'ul. Długa 3/7', '00-238', 'Warszawa', 'PL'],
] as const;

const goods = [
	['QK-1001', 'Chai, 10 boxes × 20 bags', '18'],
	['QK-2040', 'Käsespätzle “Allgäuer Art”, 6 × 500 g', '16.7983'],
	['QK-3307', 'Rössle Sauerkraut, 25 cans of 825 g', '45.6'],
	['QK-0815', 'Gravad lax, 12 packages of 500 g', '26'],
] as const;

/** The n-th order of a made-up evening, always the same: umlauts, options, discounts, a bill-to of its own. */
export function sampleOrder(n: number, changes: Record<string, unknown> = {}): SupplierCustomerOrder {
	const [firstName, lastName, street, postalCode, city, country] = people[n % people.length] ?? people[0];
	const address = { firstName, lastName, street, postalCode, city, country };
	const lines = goods.slice(0, 1 + (n % goods.length)).map(([sku, name, unitPrice], at) => ({
		id: String(at + 1),
		sku: `NW-${n}-${at}`,
		supplierSku: sku,
		name,
		quantity: 1 + ((n + at) % 5),
		unitPrice,
		...(at === 1 && { discount: '2.5', options: [{ name: 'Gift wrap', value: 'Blue' }] }),
	}));
	const order = {
		number: String(10248 + n),
		date: '2026-11-23T23:30:00Z',
		currency: 'EUR',
		prices: 'net',
		customer: { email: `${lastName.toLowerCase()}@example.com`, phone: '+49 221 4711' },
		billTo: address,
		...(n % 3 === 1 && { shipTo: { ...address, company: 'Brasserie du Port', street: '2 quai des Belges' } }),
		lines,
		shipping: { amount: '4.9' },
		...(n % 4 === 2 && { comment: 'Please ring twice.\nLeave with the neighbour if nobody is in.' }),
		...changes,
	};
	return sampleSupplierOrder([order]).customerOrders[0] as SupplierCustomerOrder;
}

/** Parsed, so that it is what the nodes get. */
export const sampleSupplierOrder = (
	customerOrders: readonly object[],
	supplier: object = {},
): SupplierOrder =>
	supplierOrderSchema.parse({
		number: 'SO-7F3A-2210',
		supplier: {
			code: 'quickshop',
			name: 'QuickShop Feinkost GmbH',
			email: 'orders@quickshop.example',
			...supplier,
		},
		distributor: { code: 'northwind', name: 'Northwind Handel', email: 'einkauf@northwind.example' },
		customerOrders,
		totals: { customerOrders: customerOrders.length, lines: 1, quantity: 1, amounts: [] },
	});

/** What a shop with 19 % tax on everything would charge. */
const shopTotal = (order: SupplierCustomerOrder): string => {
	const net = [...order.lines.map((line) => lineAmount(line) ?? '0'), order.shipping?.amount ?? '0'];
	return sum(net).times('1.19').toFixed(2);
};

export function sampleAnnouncement(orders: readonly SupplierCustomerOrder[]): Announcement {
	const supplierOrder = sampleSupplierOrder(orders);
	return {
		supplierOrderNumber: supplierOrder.number,
		supplier: supplierOrder.supplier,
		distributor: supplierOrder.distributor,
		orders: orders.map((order, n) => ({
			order,
			receipt: { shopOrderNumber: String(2041 + n), currency: order.currency, total: shopTotal(order) },
		})),
	};
}
