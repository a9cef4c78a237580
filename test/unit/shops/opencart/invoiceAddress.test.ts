import { configured, goldenOrder, orderOf, planIn, rowsOf, shopTables } from './shop.js';

const vienna = {
	...{ firstName: 'Eva', lastName: 'Ahn', street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' },
};
const distributor = {
	...{ company: 'Nord & Süd GmbH', street: 'Kai 2', postalCode: '20457', city: 'Hamburg', country: 'DE' },
};
const asking = configured(shopTables(), { config_checkout_payment_address: '1' });
const billed = (change: object = {}) =>
	goldenOrder('new', { billTo: distributor, shipTo: vienna, comment: '', ...change });
const warningsOf = (result: ReturnType<typeof planIn>) => (result.ok ? result.warnings : []);

describe('an invoice address, where the shop asks for none', () => {
	test('is kept in the comment when it differs, and the sender is told why', () => {
		const result = planIn(shopTables(), billed());
		expect(warningsOf(result)).toMatchObject([
			{ code: 'shop.opencart.paymentAddressOff', severity: 'warn', field: 'billTo' },
		]);
		expect(orderOf(result)).toMatchObject({
			payment_company: '',
			comment: 'Invoice address: Nord &amp; Süd GmbH, Kai 2, 20457 Hamburg, Germany',
		});
		const commented = orderOf(planIn(shopTables(), billed({ comment: 'Danke' })));
		expect(commented['comment']).toMatch(/^Danke\n\nInvoice address: Nord /);
	});
	test('goes without a word where it is the delivery address', () => {
		for (const shipTo of [undefined, distributor]) {
			const result = planIn(shopTables(), billed({ shipTo }));
			expect([warningsOf(result), orderOf(result)['comment']]).toEqual([[], '']);
		}
	});
	test('has its own columns where the shop asks for it', () => {
		const result = planIn(asking, billed());
		expect([warningsOf(result), orderOf(result)['comment']]).toEqual([[], '']);
		expect(orderOf(result)).toMatchObject({ payment_company: 'Nord &amp; Süd GmbH' });
	});
});

describe('an invoice address that names no person', () => {
	test('gives order and account the name of its company', () => {
		const result = planIn(shopTables(), billed());
		const name = { firstname: '', lastname: 'Nord &amp; Süd GmbH' };
		expect(orderOf(result)).toMatchObject(name);
		expect(rowsOf(result, 'customer')).toMatchObject([name]);
	});
	test('gives as much of a long name as a last name may have, and the whole one with the address', () => {
		const company = 'Nord & Süd Handelsgesellschaft mit beschränkter Haftung';
		const result = planIn(asking, billed({ billTo: { ...distributor, company } }));
		const whole = company.replace('&', '&amp;');
		expect(orderOf(result)).toMatchObject({ lastname: whole.slice(0, 32), payment_company: whole });
	});
	test('names the person where it names one', () => {
		const result = planIn(shopTables(), billed({ billTo: { ...distributor, lastName: 'Nord' } }));
		expect(orderOf(result)).toMatchObject({ firstname: '', lastname: 'Nord' });
	});
});
