import { itemMeta, line, order, planned, rowsOf, shopTables } from './shop.js';
import { withOption } from './variations.js';

const keepsCosts = 'woocommerce_feature_cost_of_goods_sold_enabled';

/** The shop with what its products cost it: LAB-1001, LAB-2000 and their variation LAB-2000-L. */
function shopWithCosts(variation: Record<string, string> = {}, feature = 'yes') {
	const tables = withOption(keepsCosts, feature, shopTables());
	const costs = [
		['12', '_cogs_total_value', '4.5'],
		['14', '_cogs_total_value', '6'],
		...Object.entries(variation).map(([key, value]) => ['16', key, value]),
	];
	costs.forEach(([post_id = '', meta_key = '', meta_value = ''], index) =>
		tables.wp_postmeta?.push({ meta_id: String(9000 + index), post_id, meta_key, meta_value }),
	);
	return tables;
}

const written = (tables: ReturnType<typeof shopTables>) => {
	const options = [{ name: 'Size', value: 'L' }];
	const result = planned(
		order({ lines: [line({ quantity: 2 }), line({ id: '2', supplierSku: 'LAB-2000', options })] }),
		{ tables },
	);
	const ofOrder = rowsOf(result, 'wc_orders_meta').find((row) => row.meta_key === '_cogs_total_value');
	return [...['1', '2'].map((id) => itemMeta(result, `item:line:${id}`)._cogs_value), ofOrder?.meta_value];
};

describe('what goods cost the shop itself', () => {
	it('stands with the lines and the order where the shop keeps it', () => {
		expect(written(shopWithCosts())).toEqual(['9', '6', '15']);
		expect(written(shopWithCosts({}, 'no'))).toEqual([undefined, undefined, undefined]);
	});

	it('is a variation’s own, or on top of its product’s', () => {
		expect(written(shopWithCosts({ _cogs_total_value: '6.25' }))[1]).toBe('6.25');
		const onTop = { _cogs_total_value: '0.75', _cogs_value_is_additive: 'yes' };
		expect(written(shopWithCosts(onTop))[1]).toBe('6.75');
	});
});
