import { shopClock } from '../../../../nodes/OrderExchange/shops/modified/localTime.js';
import { abroad, changed, order } from './ordersUnderTest.js';
import { goldenOrder, planIn, planned, rowsOf, shopTables } from './shopUnderTest.js';

describe('customers', () => {
	it('adds a new delivery address to a regular customer’s address book', () => {
		const plan = planned(planIn(shopTables('regular'), { ...goldenOrder('regular'), shipTo: abroad }));
		expect(rowsOf(plan, 'address_book')).toMatchObject([
			{ customers_id: '3', entry_city: 'Wien', entry_country_id: '14' },
		]);
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
