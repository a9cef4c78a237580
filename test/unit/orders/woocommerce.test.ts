import { amount, Decimal, decimal, sum } from '../../../nodes/OrderExchange/orders/money.js';
import { blocking, sent, warnings, woo } from './webOrders.js';

test('a WooCommerce webhook gives the gross prices that its customer saw', () => {
	const read = sent(woo());
	expect(read).toMatchObject({
		number: '727',
		date: '2026-01-05T09:00:00Z',
		prices: 'gross',
		lines: [{ sku: 'MUG', unitPrice: '10', quantity: 3, discount: '3', total: '27', taxRate: '19' }],
		shipping: { amount: '4.9', code: 'flat_rate' },
		totals: { total: '31.9' },
	});
	expect(read?.shipTo).toBeUndefined();
});

test('a WooCommerce order with net prices stays net', () => {
	const read = sent(woo({ prices_include_tax: false }));
	expect(read).toMatchObject({
		prices: 'net',
		lines: [{ total: '22.69' }],
		totals: { tax: '5.09', total: '31.9' },
	});
});

test('WooCommerce orders that were called off or refunded without lines are rejected', () => {
	expect(blocking(woo({ status: 'cancelled' }))).toEqual(['order.cancelled']);
	expect(blocking(woo({ refunds: [{ id: 1, total: '-5.00' }] }))).toEqual(['order.refunded.unclear']);
});

test.each([
	['wc-pending', 'order.payment.notFinished'],
	['failed', 'order.payment.notFinished'],
	['checkout-draft', 'order.draft'],
	['completed', 'order.delivered'],
])('a WooCommerce order whose status is %s is rejected as %s', (status, code) => {
	expect(blocking(woo({ status }))).toEqual([code]);
});

test('a WooCommerce order on hold is sent, with the warning that it is not paid', () => {
	expect(warnings(woo({ status: 'on-hold' }))).toEqual(['order.payment.open']);
	expect(warnings(woo({ status: 'processing' }))).toEqual([]);
});

test('a field of the product form left empty is no option, and a ticked box is one', () => {
	const meta_data = [
		{ id: 1, key: 'Gift note', value: '', display_key: 'Gift note', display_value: '' },
		{ id: 2, key: 'Gift wrap', value: true, display_key: 'Gift wrap', display_value: true },
		{ id: 3, key: 'Engraving', value: 'Für Max', display_key: 'Engraving', display_value: 'Für Max' },
		{ id: 4, key: 'addon', value: { price: 5 }, display_key: 'addon', display_value: { price: 5 } },
		{ id: 5, key: '_reduced_stock', value: '3', display_key: '_reduced_stock', display_value: '3' },
	];
	const read = sent(woo({ line_items: [{ ...woo().line_items[0], meta_data }] }));
	expect(read?.lines[0]?.options).toEqual([
		{ name: 'Gift wrap', value: 'true' },
		{ name: 'Engraving', value: 'Für Max' },
	]);
});

const shown = (key: string, value: string, label = key) => ({
	key,
	value,
	display_key: label,
	display_value: value,
});

test('what the customer typed in goes along with a variation, whose own attributes are in its SKU', () => {
	const item = {
		...woo().line_items[0],
		variation_id: 99,
		name: 'Mug - Blue, Extra Large',
		parent_name: 'Mug',
	};
	const meta_data = [
		shown('pa_colour', 'Blue', 'Colour'),
		shown('size', 'Extra Large', 'Size'),
		shown('Engraving', 'Für Max'),
		shown('Handle', 'Large'),
	];
	const typed = [
		{ name: 'Engraving', value: 'Für Max' },
		{ name: 'Handle', value: 'Large' },
	];
	expect(sent(woo({ line_items: [{ ...item, meta_data }] }))?.lines[0]?.options).toEqual(typed);
	const keys = { key: '_variation_attribute_keys', value: ['pa_colour', 'size'] };
	const unnamed = { ...item, name: 'Mug', meta_data: [...meta_data, keys] };
	expect(sent(woo({ line_items: [unnamed] }))?.lines[0]?.options).toEqual(typed);
});

/** What WooCommerce's cart makes of gross prices, and REST of that: the net rounded half up, the tax of `taxes` left exact. */
function cart(prices: readonly string[], rate: number, places = 2, percentOff = 0) {
	const taxed = (gross: Decimal) => {
		const tax = gross.minus(gross.div(decimal(rate).div(100).plus(1))).toDecimalPlaces(6);
		return { net: gross.minus(tax).toFixed(places), tax, shown: halfDown(tax, places) };
	};
	const lines = prices.map((price) => {
		const off = decimal(price).times(percentOff).div(100).toDecimalPlaces(places);
		return { before: taxed(decimal(price)), after: taxed(decimal(price).minus(off)) };
	});
	const tax = sum(lines.map(({ after }) => after.shown));
	return woo({
		currency: places === 0 ? 'CZK' : 'EUR',
		line_items: lines.map(({ before, after }, index) => ({
			...{ id: index + 1, sku: `S-${index}`, quantity: 1 },
			...{ subtotal: before.net, subtotal_tax: before.shown, total: after.net, total_tax: after.shown },
			taxes: [{ id: 1, subtotal: before.tax.toFixed(), total: after.tax.toFixed() }],
		})),
		shipping_lines: [],
		tax_lines: [{ rate_id: 1, rate_percent: rate }],
		total: sum(lines.map(({ after }) => after.net))
			.plus(tax)
			.toFixed(places),
		total_tax: tax.toFixed(places),
	});
}

const halfDown = (tax: Decimal, places: number): string =>
	tax.toDecimalPlaces(places, Decimal.ROUND_HALF_DOWN).toFixed(places);

test.each([5, 7, 10, 19, 20, 21, 22, 25])(
	'WooCommerce’s gross prices come back to the cent at %i % VAT, with and without a coupon',
	(rate) => {
		const prices = Array.from({ length: 60 }, (_, index) => `${index * 3}.${index % 10}9`);
		const whole = sent(cart(prices, rate));
		expect(whole?.lines.map(({ unitPrice }) => unitPrice)).toEqual(prices.map(amount));
		expect(sent(cart(prices, rate, 2, 15))?.lines.map(({ unitPrice }) => unitPrice)).toEqual(
			prices.map(amount),
		);
	},
);

test('a shipping charge with half a cent of tax is what the customer paid', () => {
	const shipping = {
		method_id: 'flat_rate',
		total: '2.50',
		total_tax: '0.12',
		taxes: [{ id: 1, total: '0.125' }],
	};
	const body = cart(['10.00'], 5);
	expect(
		sent({ ...body, shipping_lines: [shipping], total: '12.62', total_tax: '0.60' })?.shipping,
	).toMatchObject({
		amount: '2.62',
	});
});

const ofTwoRates = (shipping: object) =>
	woo({
		prices_include_tax: false,
		line_items: [
			...[
				[1, 19],
				[2, 7],
			].map(([id, tax]) => ({
				id,
				sku: `S${id}`,
				quantity: 1,
				subtotal: '100.00',
				total: '100.00',
				total_tax: `${tax}.00`,
				taxes: [{ id, subtotal: `${tax}`, total: `${tax}` }],
			})),
		],
		tax_lines: [
			{ rate_id: 1, rate_percent: 19 },
			{ rate_id: 2, rate_percent: 7 },
		],
		...shipping,
	});

test('shipping whose tax is shared out among the rates of the goods, as in Germany, has no rate of its own', () => {
	const shared = [
		{ id: 1, total: '0.4103' },
		{ id: 2, total: '0.1397' },
	];
	const ships = [{ method_id: 'flat_rate', total: '4.35', total_tax: '0.55', taxes: shared }];
	const read = sent(ofTwoRates({ shipping_lines: ships, total: '230.90', total_tax: '26.55' }));
	expect(read?.shipping).toEqual({ amount: '4.35', code: 'flat_rate' });
});

test('two taxes on the whole of a charge are one rate, and two packages of different rates are none', () => {
	const charge = (total: string, taxes: object[]) => ({ method_id: 'flat_rate', total, taxes });
	const both = [
		{ id: 1, total: '0.95' },
		{ id: 2, total: '0.35' },
	];
	const onWhole = { shipping_lines: [charge('5.00', both)], total: '232.30', total_tax: '27.30' };
	expect(sent(ofTwoRates(onWhole))?.shipping?.taxRate).toBe('26');
	const packages = [charge('5.00', both.slice(0, 1)), charge('5.00', both.slice(1)), charge('0.00', [])];
	const apart = { shipping_lines: packages, total: '237.30', total_tax: '27.30' };
	expect(sent(ofTwoRates(apart))?.shipping).toEqual({ amount: '10', code: 'flat_rate' });
	const same = [charge('5.00', both.slice(0, 1)), charge('0.00', [])];
	const alone = { shipping_lines: same, total: '231.95', total_tax: '26.95' };
	expect(sent(ofTwoRates(alone))?.shipping?.taxRate).toBe('19');
});

test('a WooCommerce shop without decimals keeps its prices in whole crowns', () => {
	const read = sent(cart(['999', '1449'], 21, 0));
	expect(read?.lines.map(({ unitPrice, total }) => [unitPrice, total])).toEqual([
		['999', '999'],
		['1449', '1449'],
	]);
	expect(read?.totals).toMatchObject({ lines: '2448', tax: '424' });
});
