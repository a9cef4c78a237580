import type { PrepareRules } from '../../../nodes/OrderExchange/orders/prepareRules.js';

export const address = {
	firstName: 'Jürgen',
	lastName: 'Müßig',
	street: 'Hauptstr. 1',
	postalCode: '10115',
	city: 'Berlin',
	country: 'Germany',
};

export const line = (sku: string, supplier: string, unitPrice = '10.00', quantity: unknown = 2) => ({
	sku,
	supplier,
	quantity,
	unitPrice,
});

export const order = (number: string, changes: object = {}) => ({
	number,
	date: '2026-01-05T10:00:00+01:00',
	currency: 'EUR',
	prices: 'gross',
	customer: { email: 'juergen@example.com' },
	billTo: address,
	lines: [line('A-1', 'ALPHA')],
	...changes,
});

export const rules = (changes: Partial<PrepareRules> = {}): PrepareRules => ({
	distributor: { code: 'NW', name: 'Northwind' },
	sentPrice: 'order',
	billed: 'customer',
	costPrices: 'net',
	maximumAge: 0,
	minimumValue: 0,
	holdIncomplete: false,
	now: new Date('2026-01-10T00:00:00Z'),
	severities: new Map(),
	drafts: { dates: { zone: 'Europe/Berlin', slashes: 'guess' }, prices: 'elseGross' },
	...changes,
});

/** A row as a spreadsheet has it, the values as texts. */
export const flatRow = (changes: object = {}) => ({
	'Order No.': '1',
	'Order Date': '04.07.2025',
	Currency: 'EUR',
	'E-Mail': 'jo@example.com',
	'Customer Name': 'Jo Doe',
	Street: 'S 1',
	City: 'Berlin',
	'Postal Code': '10115',
	Country: 'Germany',
	SKU: 'A',
	Quantity: '2',
	'Unit Price': '100,00',
	...changes,
});
