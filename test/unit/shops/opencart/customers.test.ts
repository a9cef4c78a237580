import {
	added,
	changed,
	codes,
	configured,
	goldenOrder,
	orderOf,
	planIn,
	planned,
	problemsOf,
	rowsOf,
	shopTables,
	totalsOf,
	withRegularCustomer,
} from './shop.js';

const vienna = {
	...{ firstName: 'Eva', lastName: 'Ahn', street: 'Ring 1', city: 'Wien', postalCode: '1010', country: 'AT' },
};
const addressIds = (result: ReturnType<typeof planIn>) => [
	orderOf(result)['payment_address_id'],
	orderOf(result)['shipping_address_id'],
];
const asking = (tables = shopTables()) => configured(tables, { config_checkout_payment_address: '1' });

describe('a regular customer', () => {
	const shop = withRegularCustomer();

	test('is known by the e-mail in any case, and their address is used again', () => {
		const customer = { email: 'JUERGEN+oc4@Kunde.test' };
		const result = planIn(shop, goldenOrder('regular', { customer }));
		expect(planned(result).customer).toBe('regular');
		expect(orderOf(result)).toMatchObject({ customer_id: '2', shipping_address_id: '2' });
		expect(rowsOf(result, 'customer')).toEqual([]);
		expect(rowsOf(result, 'address')).toEqual([]);
	});
	test('keeps the account even when the order asks for a guest’s', () => {
		const customer = { email: 'juergen+oc4@kunde.test', account: 'guest' };
		expect(orderOf(planIn(shop, goldenOrder('regular', { customer })))['customer_id']).toBe('2');
	});
	test('who moved gets the new address beside the old one, which stays the default', () => {
		const result = planIn(shop, goldenOrder('regular', { billTo: vienna }));
		expect(rowsOf(result, 'address')).toMatchObject([{ customer_id: '2', city: 'Wien', default: '0' }]);
		expect(addressIds(result)[1]).toMatch(/^→ address:/);
		expect(planned(result).changes.map(({ table }) => table)).not.toContain('address');
	});
	test('without any address gets the first one as default', () => {
		const result = planIn({ ...shop, address: [] }, goldenOrder('regular'));
		expect(rowsOf(result, 'address')).toMatchObject([{ default: '1' }]);
	});
	test('of another store is the same customer, and the store’s own account comes first', () => {
		const [account = {}] = shop['customer'] ?? [];
		const other = changed(shop, 'customer', {}, { store_id: '1' });
		expect(orderOf(planIn(other, goldenOrder('regular')))['customer_id']).toBe('2');
		const both = added(other, 'customer', { ...account, customer_id: '7', store_id: '0' });
		expect(orderOf(planIn(both, goldenOrder('regular')))['customer_id']).toBe('7');
	});
	test.each(['4.1', '3.0'] as const)(
		'orders in the name of the account, as when logged in (%s)',
		(version) => {
			const fields = '{"1":"VIP"}';
			const known = withRegularCustomer(shopTables(version), version);
			const own = { firstname: 'J&ouml;rg', lastname: 'Alt', telephone: '0190', custom_field: fields };
			const tables = changed(changed(known, 'customer', {}, own), 'address', {}, { custom_field: fields });
			const said = goldenOrder('regular', {}, version);
			const email = said.customer.email.toUpperCase();
			const order = orderOf(planIn(tables, { ...said, customer: { ...said.customer, email } }, { version }));
			expect(order).toMatchObject({ ...own, email: said.customer.email, shipping_custom_field: fields });
			const moved = orderOf(planIn(tables, { ...said, billTo: vienna }, { version }));
			expect(moved).toMatchObject({ ...own, shipping_firstname: 'Eva', shipping_custom_field: '[]' });
		},
	);
	test('whose account lacks a name or a phone orders with those of the order', () => {
		const blank = { firstname: '', lastname: '', telephone: '', custom_field: 'none' };
		const result = planIn(changed(shop, 'customer', {}, blank), goldenOrder('regular'));
		expect(orderOf(result)).toMatchObject({
			...{ firstname: 'Jürgen', lastname: 'Müßig', telephone: '+49 89 1234567', custom_field: '[]' },
		});
	});
	test('whose account is switched off gets the order with a warning', () => {
		const warnings = (status: string) => {
			const result = planIn(changed(shop, 'customer', {}, { status }), goldenOrder('regular'));
			return result.ok && result.warnings.map(({ code }) => code);
		};
		expect([warnings('0'), warnings('1')]).toEqual([['shop.customer.switchedOff'], []]);
	});
	test('buys with the taxes and prices of their group', () => {
		const dealers = changed(shop, 'customer', {}, { customer_group_id: '2' });
		const result = planIn(dealers, goldenOrder('regular'));
		expect(orderOf(result)['customer_group_id']).toBe('2');
		expect(totalsOf(result).some((row) => row.startsWith('tax'))).toBe(false);
	});
});

describe('a new customer', () => {
	test('gets an account whose password nobody knows', () => {
		const [account] = rowsOf(planIn(shopTables(), goldenOrder('new')), 'customer');
		expect(account).toMatchObject({ status: '1', customer_group_id: '1' });
		expect(account?.['password']).toMatch(/^\$2y\$10\$[./A-Za-z0-9]{53}$/);
	});
	test('waits for approval where the group asks for it', () => {
		const tables = configured(shopTables(), { config_customer_group_id: '3' });
		const result = planIn(tables, goldenOrder('new'));
		expect(rowsOf(result, 'customer')[0]?.['status']).toBe('0');
		expect(rowsOf(result, 'customer_approval')).toMatchObject([{ type: 'customer' }]);
	});
	test('is claimed by e-mail, so that two workers make one account', () => {
		const customer = { email: 'Neu@Kunde.test' };
		expect(planned(planIn(shopTables(), goldenOrder('new', { customer }))).newCustomer).toBe(
			'neu@kunde.test',
		);
	});
	test('with a second order in the batch shares account and address with the first', () => {
		const handles = (result: ReturnType<typeof planIn>) =>
			planned(result)
				.inserts.filter(({ shared }) => shared)
				.map(({ table, handle }) => [table, handle]);
		const first = planIn(shopTables(), goldenOrder('new'));
		const second = planIn(shopTables(), goldenOrder('new', { number: 'B' }), { createdBefore: true });
		expect(handles(second)).toEqual(handles(first));
		expect(handles(first).map(([table]) => table)).toEqual(['customer', 'address']);
		expect(planned(second)).toMatchObject({ customer: 'regular' });
		expect(planned(second).newCustomer).toBeUndefined();
	});
	test('has invoice and delivery address where the shop asks for both', () => {
		const result = planIn(asking(), goldenOrder('new', { shipTo: vienna }));
		expect(rowsOf(result, 'address').map(({ city, default: first }) => [city, first])).toEqual([
			['München', '1'],
			['Wien', '0'],
		]);
		expect(orderOf(result)).toMatchObject({ payment_city: 'München', shipping_city: 'Wien' });
		const same = planIn(asking(), goldenOrder('new', { shipTo: goldenOrder('new').billTo }));
		expect(rowsOf(same, 'address')).toHaveLength(1);
	});
	test('can be booked as a guest, by the order or by the user', () => {
		const customer = { email: 'gast@kunde.test' };
		const settings = { unknownCustomers: 'guest' } as const;
		const result = planIn(shopTables(), goldenOrder('new', { customer }), { settings });
		expect(planned(result).customer).toBe('guest');
		expect(orderOf(result)).toMatchObject({ customer_id: '0', shipping_address_id: '0' });
		const wanted = goldenOrder('new', { customer: { ...customer, account: 'account' } });
		expect(planned(planIn(shopTables(), wanted, { settings })).customer).toBe('new');
	});
	test('asked for as a guest is booked on the account that an earlier order of the batch makes', () => {
		const customer = { email: 'gast@kunde.test', account: 'guest' };
		const result = planIn(shopTables(), goldenOrder('new', { customer }), { createdBefore: true });
		expect(planned(result).customer).toBe('regular');
		expect(orderOf(result)['customer_id']).toBe('→ customer:gast@kunde.test');
	});
});

describe('addresses', () => {
	const inRegion = (region?: string) =>
		orderOf(planIn(shopTables(), goldenOrder('new', { billTo: { ...goldenOrder('new').billTo, region } })));
	test.each(['Bayern', 'bayern', 'BY'])('find the region %s among the shop’s', (region) => {
		expect(inRegion(region)).toMatchObject({ shipping_zone: 'Bayern', shipping_zone_id: '1255' });
	});
	test('keep a region that the shop does not know as text', () => {
		expect(inRegion('Ober & Nieder')).toMatchObject({
			...{ shipping_zone: 'Ober &amp; Nieder', shipping_zone_id: '0' },
		});
		expect(inRegion()).toMatchObject({ shipping_zone: '', shipping_zone_id: '0' });
	});
	test('in countries that the shop does not sell to are refused, both at once', () => {
		const tables = changed(shopTables(), 'country', { iso_code_2: 'AT' }, { status: '0' });
		const result = planIn(tables, goldenOrder('new', { billTo: vienna, shipTo: vienna }));
		expect(problemsOf(result).map(({ code, field }) => [code, field])).toEqual([
			['shop.country.notSold', 'billTo.country'],
			['shop.country.notSold', 'shipTo.country'],
		]);
	});
	test('are escaped like everything that a customer types', () => {
		const billTo = { ...vienna, company: ' "Groß" & <Söhne> ', lastName: "O'Neil" };
		const result = orderOf(planIn(shopTables(), goldenOrder('new', { billTo, comment: 'a < b & "c"' })));
		expect(result).toMatchObject({
			shipping_company: '&quot;Groß&quot; &amp; &lt;Söhne&gt;',
			lastname: "O'Neil",
			comment: 'a &lt; b &amp; &quot;c&quot;',
		});
	});
});

describe('language and time', () => {
	const german = added(shopTables(), 'language', { language_id: '2', code: 'de-de', status: '1' });
	const tables = added(german, 'product_description', {
		...{ product_id: '28', language_id: '2', name: 'Fernseher' },
	});
	const speaking = (language: string) =>
		goldenOrder('new', {
			customer: { email: 'neu@kunde.test', language },
			payment: {},
			shipping: { amount: '5' },
		});

	test('a German customer gets German titles, names and numbers', () => {
		const result = planIn(tables, speaking('de'));
		expect(orderOf(result)).toMatchObject({ language_id: '2', language_code: 'de-de' });
		expect(totalsOf(result).map((row) => row.replace(/ [\d.]+$/, ''))).toEqual([
			'sub_total Zwischensumme',
			'shipping Pauschale Versandkosten',
			'tax MwSt. 19%',
			'total Gesamtsumme',
		]);
		expect(rowsOf(result, 'order_product').map(({ name }) => name)).toEqual(['Fernseher', 'Palm Treo Pro']);
		expect(orderOf(result)['payment_method']).toBe('{"code":"cod.cod","name":"Nachnahme"}');
		expect(orderOf(result)['shipping_method']).toContain('"text":"5,95\\u20ac"');
	});
	test('the German of another country is the shop’s German', () => {
		expect(orderOf(planIn(tables, speaking('de-AT')))['language_code']).toBe('de-de');
	});
	test('a shop that speaks the German of several countries uses that of the customer’s', () => {
		const both = added(tables, 'language', { language_id: '3', code: 'de-at', status: '1' });
		const codeFor = (language: string) => orderOf(planIn(both, speaking(language)))['language_code'];
		expect(['de-AT', 'de-DE'].map(codeFor)).toEqual(['de-at', 'de-de']);
	});
	test('a language that the shop does not speak falls back to the user’s, then the shop’s', () => {
		const language = (settings: { language?: string }) =>
			orderOf(planIn(tables, speaking('fr'), { settings }))['language_code'];
		expect([language({ language: 'de' }), language({})]).toEqual(['de-de', 'en-gb']);
	});
	test('times are the shop’s own', () => {
		const berlin = configured(shopTables(), { config_timezone: 'Europe/Berlin' });
		const summer = planIn(berlin, goldenOrder('new'), { now: '2026-07-01T22:30:00Z' });
		expect(orderOf(summer)['date_added']).toBe('2026-07-02 00:30:00');
		const winter = planIn(berlin, goldenOrder('new'), { now: '2026-11-23T23:30:00Z' });
		expect(rowsOf(winter, 'order_history')[0]?.['date_added']).toBe('2026-11-24 00:30:00');
	});
	test('a day begins at the shop’s midnight', () => {
		const later = changed(shopTables(), 'product', { product_id: '28' }, { date_available: '2026-11-24' });
		const now = '2026-11-23T23:30:00Z';
		expect(codes(planIn(later, goldenOrder('regular'), { now }))).toEqual(['shop.product.disabled']);
		const berlin = configured(later, { config_timezone: 'Europe/Berlin' });
		expect(codes(planIn(berlin, goldenOrder('regular'), { now }))).toEqual([]);
	});
});
