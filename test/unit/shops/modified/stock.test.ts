import { codes, configured, line, order } from './ordersUnderTest.js';
import { planIn, planned, shopTables } from './shopUnderTest.js';

describe('stock', () => {
	it('is left alone where the shop does not count it', () => {
		const plan = planned(
			planIn(configured({ STOCK_LIMITED: 'false' }), order({ lines: [line('LAB-2000-M', 2)] })),
		);
		expect(plan.changes.filter(({ table }) => table !== 'customers')).toEqual([
			{ table: 'products', key: { products_id: '3' }, add: { products_ordered: '2' } },
		]);
	});
	it('switches a product off that is sold out, where the shop does so', () => {
		const tables = configured({ STOCK_CHECKOUT_UPDATE_PRODUCTS_STATUS: 'true' });
		expect(planned(planIn(tables, order({ lines: [line('LAB-1001', 92)] }))).changes).toContainEqual({
			table: 'products',
			key: { products_id: '1' },
			add: { products_quantity: '-92', products_ordered: '92' },
			set: { products_status: '0' },
			leaves: { products_quantity: { below: '1' } },
		});
	});
	it('refuses more than there is, where the shop does', () => {
		const tables = configured({ STOCK_ALLOW_CHECKOUT: 'false' });
		const much = order({ lines: [line('LAB-1001', 93)] });
		expect(codes(planIn(tables, much))).toEqual(['shop.stock.short']);
		expect(codes(planIn(tables, much, { shortStock: 'accept' }))).toEqual([]);
		expect(codes(planIn(shopTables(), much))).toEqual([]);
	});
	it('refuses more of a special offer than there is, where the shop looks at that', () => {
		const offer = { specials_id: '7', products_id: '1', specials_quantity: '3', status: '1' };
		const special = { ...offer, specials_new_products_price: '9.0000', start_date: null, expires_date: null };
		const withOffer = (values: Record<string, string>) => {
			return { ...configured({ STOCK_ALLOW_CHECKOUT: 'false', ...values }), specials: [special] };
		};
		const four = order({ lines: [line('LAB-1001', 4)] });
		expect(codes(planIn(withOffer({ STOCK_CHECK_SPECIALS: 'true' }), four))).toEqual(['shop.stock.short']);
		expect(codes(planIn(withOffer({ STOCK_CHECK_SPECIALS: 'false' }), four))).toEqual([]);
	});
	it('does not count what was bought where the owner has switched that off', () => {
		const off = { MODULE_PRODUCTS_PURCHASED_HISTORY_STATUS: 'false' };
		const figures = (values: Record<string, string>) =>
			planned(planIn(configured(values), order({ lines: [line('LAB-1001', 2)] })))
				.changes.filter(({ table }) => table === 'products')
				.map(({ add }) => add);
		expect(figures(off)).toEqual([{ products_quantity: '-2' }]);
		expect(figures({ ...off, STOCK_LIMITED: 'false' })).toEqual([]);
	});
});
