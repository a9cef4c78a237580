import { changed, line, order } from './ordersUnderTest.js';
import { planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

type Said = readonly (readonly [name: string, value: string])[];

const chosen = (sku: string, said: Said, tables: Tables = shopTables()) => {
	const options = said.map(([name, value]) => ({ name, value }));
	return planIn(tables, order({ lines: [line(sku, 1, { options })] }));
};

describe('what a line chooses', () => {
	const bothSizes: Said = [
		['Größe', 'M'],
		['Size', 'L'],
	];
	it.each<[string, string, string, Said]>([
		['two values of one option', 'shop.option.twice', 'LAB-2000', bothSizes],
		['another value than its variant has', 'shop.option.twice', 'LAB-2000-M', [['Größe', 'L']]],
		['what the product does not come with', 'shop.option.unknown', 'LAB-1001', [['Gravur', 'Eva']]],
		['what the variant does not come with', 'shop.option.unknown', 'LAB-2000-M', [['Gravur', 'Eva']]],
	])('is refused where it is %s, which would be lost', (_, code, sku, said) => {
		const result = chosen(sku, said);
		expect(result.ok || result.problems).toMatchObject([
			{ code, line: '1', field: 'options', value: said.at(-1)?.join(': ') },
		]);
	});

	const inTwoLanguages: Said = [
		['Größe', 'M'],
		['Size', 'M'],
	];
	it.each<[string, string, Said]>([
		['that its article number says too', 'LAB-2000-M', [['Größe', 'M']]],
		['under the distributor’s own word for the option', 'LAB-2000-M', [['Grandezza', 'm']]],
		['in two languages', 'LAB-2000', inTwoLanguages],
	])('is taken where it says what is chosen, %s', (_, sku, said) => {
		const plan = planned(chosen(sku, said));
		expect(rowsOf(plan, 'orders_products_attributes')).toMatchObject([{ attributes_model: 'LAB-2000-M' }]);
	});

	it('gives a product without an article number those of its variants, without gaps', () => {
		const tables = shopTables();
		const [size] = tables['products_attributes'] ?? [];
		const colour = { ...size, products_attributes_id: '9', options_id: '9', options_values_id: '9' };
		const named = { language_id: '2', products_options_id: '9', products_options_name: 'Farbe' };
		const red = { language_id: '2', products_options_values_id: '9', products_options_values_name: 'Rot' };
		tables['products_attributes']?.push({ ...colour, attributes_model: '', attributes_ean: '' });
		tables['products_options']?.push(named);
		tables['products_options_values']?.push(red);
		const nameless = changed(tables, 'products', { products_id: '3' }, { products_model: '' });
		const plan = planned(chosen('LAB-2000-M', [['Farbe', 'Rot']], nameless));
		expect(rowsOf(plan, 'orders_products')).toMatchObject([{ products_model: 'LAB-2000-M' }]);
		expect(rowsOf(plan, 'orders_products_attributes')).toHaveLength(2);
	});
});
