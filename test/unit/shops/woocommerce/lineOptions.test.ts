import { codes, itemMeta, line, order, planned } from './shop.js';

const said = (supplierSku: string, options: readonly (readonly [name: string, value: string])[]) =>
	planned(
		order({ lines: [line({ supplierSku, options: options.map(([name, value]) => ({ name, value })) })] }),
	);
const shownWith = (sku: string, ...options: (readonly [string, string])[]) =>
	Object.entries(itemMeta(said(sku, options), 'item:line:1')).filter(([key]) => !key.startsWith('_'));

describe('what an option of the line says', () => {
	it('stands with the line, below the attributes of a variation', () => {
		expect(shownWith('LAB-1001', ['Gravur', 'Für Eva & Jan'])).toEqual([['Gravur', 'Für Eva & Jan']]);
		expect(shownWith('LAB-2000-M', ['Gift Wrap', 'Blue'], ['Size', 'm'])).toEqual([
			['size', 'M'],
			['Gift Wrap', 'Blue'],
		]);
	});

	it('is seen whatever its name, which the shop would hide', () => {
		expect(shownWith('LAB-1001', [' _Text', 'a'], ['cost', 'b'], ['_', 'c'])).toEqual([
			['Text', 'a'],
			['Option cost', 'b'],
			['Option', 'c'],
		]);
	});

	it('is seen as it was typed: no tag, entity or code in it is read', () => {
		expect(shownWith('LAB-1001', ['I <3', 'I <3 U, &lt; 100%25 & 5 %'])).toEqual([
			['I &lt;3', 'I &lt;3 U, &amp;lt; 100%2525 & 5 %'],
		]);
	});

	it('is seen where the title of the variation ends with the same', () => {
		const tee = shownWith('LAB-2000-M', ['Initial', 'M'], ['Text', 'Mm']);
		expect(tee.slice(1)).toEqual([
			['Initial', 'M '],
			['Text', 'Mm'],
		]);
	});

	it('goes nowhere where the field was left empty', () => {
		expect(shownWith('LAB-1001', ['Gravur', ' '])).toEqual([]);
	});

	it('of another variation than the article number says, is refused', () => {
		expect(codes(said('LAB-2000-M', [['Size', 'L']]))).toEqual(['shop.option.twice']);
		expect(
			codes(
				said('LAB-2000', [
					['Size', 'L'],
					['size', 'M'],
				]),
			),
		).toEqual(['shop.option.twice']);
	});
});
