import { changed, line, lineOf, order } from './ordersUnderTest.js';
import { planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

/** The shop with empty texts in English, as it keeps them of what nobody has translated. */
const untranslated = (language: string): Tables =>
	[
		['products_description', 'products_name'] as const,
		['products_options', 'products_options_name'] as const,
		['products_options_values', 'products_options_values_name'] as const,
	].reduce(
		(tables, [table, name]) => changed(tables, table, { language_id: language }, { [name]: '' }),
		shopTables(),
	);

describe('an article without a name in the customer’s language', () => {
	const english = order({
		customer: { ...order().customer, language: 'en' },
		lines: [line('LAB-2000-M', 1, { name: 'Shirt' })],
	});

	it('stands in the order by its name and choice in the shop’s own language', () => {
		const result = planIn(untranslated('1'), english);
		const own = lineOf(planIn(shopTables(), order({ lines: english.lines })))['products_name'];
		expect(own).toBeTruthy();
		expect(rowsOf(planned(result), 'orders')).toMatchObject([{ language: 'english' }]);
		expect(lineOf(result)['products_name']).toBe(own);
		expect(rowsOf(planned(result), 'orders_products_attributes')).toMatchObject([
			{ products_options: 'Größe', products_options_values: 'M' },
		]);
	});

	it('stands there by the distributor’s name where the shop has none at all', () => {
		const nameless = changed(
			untranslated('1'),
			'products_description',
			{ language_id: '2' },
			{ products_name: ' ' },
		);
		expect(lineOf(planIn(nameless, english))['products_name']).toBe('Shirt');
	});
});
