import { prepare, readOrders } from '../../support/prepared.js';
import { address, flatRow, order, rules } from './samples.js';

const run = (items: readonly unknown[], unread?: Set<string>) =>
	prepare(
		readOrders(items, 'detect', undefined, unread),
		undefined,
		rules({ onlySupplier: { code: 'ONE' } }),
	);
const billed = (items: readonly unknown[], unread?: Set<string>) =>
	run(items, unread).ready[0]?.supplierOrder.customerOrders[0]?.billTo;

test.each([
	[{ name: 'Maria Anders', firstName: 'Maria' }, 'Maria', 'Anders'],
	[{ name: 'Anders', firstName: 'Maria' }, 'Maria', 'Anders'],
	[{ name: 'Maria Anders', lastName: 'ANDERS' }, 'Maria', 'ANDERS'],
	[{ name: 'Maria', lastName: 'Anders' }, 'Maria', 'Anders'],
	[{ name: 'Maria', firstName: 'Maria' }, 'Maria', undefined],
	[{ name: 'Mariana', firstName: 'Maria' }, 'Maria', 'Mariana'],
	[{ name: 'X', lastName: 'Anders Andersen' }, 'X', 'Anders Andersen'],
	[{ name: 'Jo', firstName: 'Maria', lastName: 'Anders' }, 'Maria', 'Anders'],
])('of %j nothing of the name is lost', (person, firstName, lastName) => {
	const { street, postalCode, city, country } = address;
	const found = billed([order('1', { billTo: { ...person, street, postalCode, city, country } })]);
	expect([found?.firstName, found?.lastName]).toEqual([firstName, lastName]);
});

test('a column Name beside the first name is the last name, and else not a person’s', () => {
	const row = Object.fromEntries(Object.entries(flatRow()).filter(([name]) => name !== 'Customer Name'));
	expect(billed([{ ...row, Vorname: 'Maria', Name: 'Anders' }])).toMatchObject({
		firstName: 'Maria',
		lastName: 'Anders',
	});
	const unread = new Set<string>();
	const product = { Vorname: 'Maria', Nachname: 'Anders', Name: 'Tea' };
	expect(billed([{ ...row, ...product }], unread)).toMatchObject({ lastName: 'Anders' });
	expect([...unread]).toEqual(['Name']);
});

const lost = (item: object) =>
	run([item]).rejected.flatMap(({ problems }) =>
		problems.filter(({ code }) => code === 'text.lostDigits').map(({ field }) => field),
	);

test.each([
	['number', { 'Order No.': 12345678901234567000 }],
	['number', { 'Order No.': '1,23457E+15' }],
	['sku', { SKU: '4.00638E+12' }],
	['sku', { SKU: 98765432109876543000 }],
	['billTo.phone', { Phone: '4,91701E+11' }],
	['customer.vatId', { 'VAT ID': '1.2E+10' }],
])('a %s that lost digits before is told of: %j', (field, changes) => {
	expect(lost(flatRow(changes))).toEqual([field]);
});

test('numbers with all of their digits, and codes that only look alike, go as they are', () => {
	expect(lost(flatRow({ SKU: 4006381333931, 'Order No.': '2E+1' }))).toEqual([]);
	expect(lost(flatRow({ SKU: '1E100-A', Comment: '1.5E+12' }))).toEqual([]);
});
