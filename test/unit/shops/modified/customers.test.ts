import type { RowPlan } from '../../../../nodes/OrderExchange/shops/rowPlan.js';
import { shopClock } from '../../../../nodes/OrderExchange/shops/modified/localTime.js';
import { abroad, changed, configured, order } from './ordersUnderTest.js';
import { goldenOrder, planIn, planned, rowsOf, shopTables } from './shopUnderTest.js';

describe('customers', () => {
	it('adds a new delivery address to a regular customer’s address book', () => {
		const plan = planned(planIn(shopTables('regular'), { ...goldenOrder('regular'), shipTo: abroad }));
		expect(rowsOf(plan, 'address_book')).toMatchObject([
			{ customers_id: '3', entry_city: 'Wien', entry_country_id: '14' },
		]);
	});
	it('writes an address once that several orders of a customer share, whatever the case of its letters', () => {
		const tables = shopTables('regular');
		const first = planned(planIn(tables, { ...goldenOrder('regular'), shipTo: abroad }));
		const shouted = { ...abroad, city: 'WIEN ' };
		const second = planned(planIn(tables, { ...goldenOrder('regular'), shipTo: shouted }, {}, [first]));
		const book = [first, second].map(({ inserts }) => inserts.filter((row) => row.table === 'address_book'));
		expect(book).toMatchObject([[{ shared: true }], [{ shared: true }]]);
		expect(book[0]?.[0]?.handle).toBe(book[1]?.[0]?.handle);
	});
	it.each([
		['country', { country: 'DE' }],
		['second line of the street', { street2: 'Stiege 2' }],
	])('takes an address for another one by its %s', (_, change) => {
		const tables = shopTables('regular');
		const row = rowsOf(
			planned(planIn(tables, { ...goldenOrder('regular'), shipTo: abroad })),
			'address_book',
		);
		tables['address_book']?.push(...row.map((one) => ({ ...one, address_book_id: '99' })));
		const shippedTo = (shipTo: typeof abroad) =>
			rowsOf(planned(planIn(tables, { ...goldenOrder('regular'), shipTo })), 'address_book');
		expect(shippedTo(abroad)).toEqual([]);
		expect(shippedTo({ ...abroad, ...change })).toHaveLength(1);
	});
	it('leaves a full address book as it is, over all orders of a batch', () => {
		const tables = configured({ MAX_ADDRESS_BOOK_ENTRIES: '3' }, shopTables('regular'));
		const plans: RowPlan[] = [];
		for (const city of ['Wien', 'Graz', 'Wien', 'Linz']) {
			const shipTo = { ...abroad, city };
			plans.push(planned(planIn(tables, { ...goldenOrder('regular'), shipTo }, {}, plans)));
		}
		expect(plans.map((plan) => rowsOf(plan, 'address_book').map((row) => row['entry_city']))).toEqual([
			...[['Wien'], ['Graz'], ['Wien'], []],
		]);
		expect(rowsOf(plans[3]!, 'orders')[0]).toMatchObject({ delivery_city: 'Linz' });
	});
	it('has its account, also when the order asks for a guest’s', () => {
		const golden = goldenOrder('regular');
		const asked = { ...golden, customer: { ...golden.customer, account: 'guest' as const } };
		const plan = planned(planIn(shopTables('regular'), asked));
		expect(plan.customer).toBe('regular');
		expect(rowsOf(plan, 'orders')[0]).toMatchObject({ customers_id: '3', account_type: '0' });
	});
	it('with a second order in the batch has the addresses of both, and the first one’s as default', () => {
		const first = planned(planIn(shopTables(), order()));
		const moved = { ...order(), number: 'B', shipTo: abroad };
		const second = planned(planIn(shopTables(), moved, {}, [first]));
		const third = planned(planIn(shopTables(), { ...moved, number: 'C' }, {}, [first, second]));
		const book = ({ inserts }: RowPlan) => inserts.filter(({ table }) => table === 'address_book');
		expect(book(second).map(({ shared }) => shared)).toEqual([true, true]);
		expect(book(third).map(({ handle }) => handle)).toEqual(book(second).map(({ handle }) => handle));
		expect(book(second)[0]?.handle).toBe(book(first)[0]?.handle);
		expect(
			[first, second].map(({ changes }) => changes.filter(({ table }) => table === 'customers')),
		).toEqual([[expect.anything()], []]);
		expect([first, second].map(({ customer, newCustomer }) => [customer, newCustomer])).toEqual([
			['new', order().customer.email],
			['regular', undefined],
		]);
		expect(rowsOf(second, 'orders')[0]).toMatchObject({ conversion_type: '2', account_type: '0' });
	});
	it('asked for as a guest is booked on the account that an earlier order of the batch makes', () => {
		const first = planned(planIn(shopTables(), order()));
		const asked = order({ number: 'B', customer: { ...order().customer, account: 'guest' } });
		const second = planned(planIn(shopTables(), asked, {}, [first]));
		const accountOf = (plan: RowPlan) => rowsOf(plan, 'orders')[0]?.['customers_id'];
		expect(accountOf(second)).toBe(accountOf(first));
	});
	it('never books an order on an administrator’s account', () => {
		const tables = changed(
			shopTables('regular'),
			'customers',
			{ customers_id: '3' },
			{ customers_status: '0' },
		);
		const plan = planned(planIn(tables, goldenOrder('regular')));
		expect(plan.customer).toBe('guest');
		expect(rowsOf(plan, 'orders')[0]).toMatchObject({ customers_id: '0', account_type: '1' });
	});
	it('leaves a VAT number as not checked, where the shop asks for such numbers', () => {
		const dealer = order({ customer: { ...order().customer, vatId: 'ATU12345678' } });
		const status = (tables = shopTables()) =>
			rowsOf(planned(planIn(tables, dealer)), 'customers')[0]?.['customers_vat_id_status'];
		expect(status()).toBe('95');
		expect(status(configured({ ACCOUNT_COMPANY_VAT_CHECK: 'false' }))).toBe('0');
	});
	it('does not say that the customer got the shop’s mail', () => {
		const plan = planned(planIn(shopTables(), order()));
		expect(rowsOf(plan, 'orders_status_history')).toMatchObject([{ customer_notified: '0' }]);
	});
	it('writes the zone of a country that has zones', () => {
		const vienna = { ...abroad, region: 'Wien' };
		const plan = planned(planIn(shopTables(), order({ billTo: vienna })));
		expect(rowsOf(plan, 'orders')[0]).toMatchObject({ billing_state: 'WI' });
		expect(rowsOf(plan, 'address_book')[0]).toMatchObject({ entry_zone_id: '95', entry_state: 'Wien' });
	});
});

describe('times', () => {
	it('are the shop’s local ones, summer time included', () => {
		expect(shopClock('DE')(new Date('2026-11-23T16:59:09Z'))).toBe('2026-11-23 17:59:09');
		expect(shopClock('GB')(new Date('2026-07-01T10:00:00Z'))).toBe('2026-07-01 11:00:00');
		expect(shopClock('XX')(new Date('2026-11-23T16:59:09Z'))).toBe('2026-11-23 17:59:09');
	});
});
