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
