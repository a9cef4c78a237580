import { prepare, readCatalogue, readOrders } from '../../support/prepared.js';
import { line, order, rules } from './samples.js';

/** Currency and price sent, or the findings. */
const sent = (changes: object, catalogue?: object[]) => {
	const { ready, rejected } = prepare(
		readOrders([order('1', changes)], 'detect'),
		catalogue && readCatalogue(catalogue),
		rules({ sentPrice: catalogue ? 'cost' : 'order' }),
	);
	const [one] = ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
	return one
		? `${one.lines[0]?.unitPrice} ${one.currency}`
		: rejected.flatMap(({ problems }) => problems.map(({ code, field }) => `${code} ${field ?? ''}`)).join();
};
const priced = (unitPrice: string, currency: string) =>
	sent({ currency, lines: [line('A', 'S', unitPrice)] });

test.each([
	['$5.00', 'USD', '5 USD'],
	['$5.00', 'CAD', '5 CAD'],
	['5.00 EUR', 'EUR', '5 EUR'],
	['€ 5.00', 'EUR', '5 EUR'],
	['5.00 NET', 'EUR', '5 EUR'],
	['$5.00', 'EUR', 'line.amount.currency unitPrice'],
	['5.00 USD', 'EUR', 'line.amount.currency unitPrice'],
	['5.00 USD', 'CAD', 'line.amount.currency unitPrice'],
	['€ 5.00', 'USD', 'line.amount.currency unitPrice'],
	['£5', 'EUR', 'line.amount.currency unitPrice'],
	['5 zł', 'PLN', '5 PLN'],
	['5 zł', 'EUR', 'line.amount.currency unitPrice'],
	['5 kr', 'SEK', '5 SEK'],
	['5 kr', 'EUR', 'line.amount.currency unitPrice'],
	['5 Euro', 'USD', 'line.amount.currency unitPrice'],
])('a price of %s in an order in %s gives %s', (price, currency, outcome) => {
	expect(priced(price, currency)).toBe(outcome);
});

test('charges and totals in another currency are found too, a unit at a quantity is none', () => {
	expect(sent({ shipping: { amount: '$ 4.90' } })).toBe('order.amount.currency shipping.amount');
	expect(sent({ lines: [line('A', 'S', '5.00', '5 KGS')] })).toBe('5 EUR');
});

test.each([
	[{ cost: '8', currency: 'USD' }, 'EUR', '8 USD'],
	[{ cost: '8' }, 'EUR', '8 EUR'],
	[{ cost: '8 USD' }, 'EUR', '8 USD'],
	[{ cost: '€ 8', currency: 'eur' }, 'USD', '8 EUR'],
	[{ cost: '$ 8' }, 'USD', '8 USD'],
	[{ cost: '8', currency: '$' }, 'USD', '8 USD'],
	[{ cost: '8', currency: '$' }, 'EUR', 'line.catalogue.unreadable sku'],
	[{ cost: '8', currency: 'US Dollar' }, 'EUR', 'line.catalogue.unreadable sku'],
	[{ cost: '8', currency: 'US Dollar' }, 'USD', 'line.catalogue.unreadable sku'],
	[{ cost: '$ 8' }, 'EUR', 'line.catalogue.unreadable sku'],
	[{ cost: '$ 8', currency: 'EUR' }, 'EUR', 'line.catalogue.unreadable sku'],
])('the catalogue’s %j for an order in %s gives %s', (cost, currency, outcome) => {
	expect(sent({ currency, lines: [line('A', 'S')] }, [{ sku: 'A', supplier: 'S', ...cost }])).toBe(outcome);
});

test('a cost whose currency cannot be read is said of its article', () => {
	const { rejected } = prepare(
		readOrders([order('1', { lines: [line('A', 'S')] })], 'detect'),
		readCatalogue([{ sku: 'A', supplier: 'S', cost: '8', currency: '$' }]),
		rules({ sentPrice: 'cost' }),
	);
	expect(rejected[0]?.problems[0]?.message).toBe('The catalogue’s currency of A cannot be used.');
});
