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
