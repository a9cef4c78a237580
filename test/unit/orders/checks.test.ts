import type { PrepareRules } from '../../../nodes/OrderExchange/orders/prepareRules.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { address, line, order, rules } from './samples.js';

/** Codes of all findings of one order, warnings included, in the order in which they are found. */
function findings(changes: object, ruleChanges: Partial<PrepareRules> = {}): readonly string[] {
	const { ready, rejected } = prepare(
		readOrders([order('1', changes)], 'detect'),
		undefined,
		rules(ruleChanges),
	);
	const found = [...ready.map(({ warnings }) => warnings), ...rejected.map(({ problems }) => problems)];
	return found.flat().map(({ code }) => code);
}
const billTo = (changes: object) => findings({ billTo: { ...address, ...changes } });
const oneLine = (changes: object) => findings({ lines: [{ ...line('A', 'ALPHA'), ...changes }] });

test.each([
	['no number', { number: ' ' }, ['order.number.missing']],
	['a number that is a list', { number: ['1'] }, ['order.number.unreadable']],
	['no date', { date: null }, ['order.date.missing']],
	['a date that is none', { date: 'soon' }, ['order.date.unreadable']],
	['a date next year', { date: '2027-01-01T00:00:00Z' }, ['order.date.future']],
	['a date with slashes', { date: '03/01/2026' }, ['order.date.ambiguous']],
	['no currency', { currency: undefined }, ['order.currency.missing']],
	['prices neither net nor gross', { prices: 'cheap' }, ['order.prices.unreadable']],
	['a customer without e-mail', { customer: { number: '7' } }, ['customer.email.missing']],
	[
		'an account of another kind',
		{ customer: { email: 'a@b.de', account: 'vip' } },
		['order.account.unreadable'],
	],
	['no address', { billTo: null }, ['address.missing']],
	[
		'two lines with one id',
		{
			lines: [
				{ ...line('A', 'S'), id: 1 },
				{ ...line('B', 'S'), id: '1' },
			],
		},
		['line.id.repeated'],
	],
	['a line that is a text', { lines: ['A'] }, ['line.unreadable']],
	['a negative shipping charge', { shipping: { amount: -1 } }, ['order.amount.negative']],
	['a discount that is a word', { discounts: [{ title: 'x', amount: 'ten' }] }, ['order.amount.unreadable']],
	['a discount above the value', { discounts: [{ title: 'x', amount: 99 }] }, ['order.discount.tooBig']],
	['lines that do not add up', { totals: { lines: '20.5' } }, ['order.lines.wrong']],
	['discounts that do not add up', { totals: { discount: '5' } }, ['order.discount.wrong']],
	['shipping that does not add up', { totals: { shipping: '5' } }, ['order.shipping.wrong']],
	['a control character', { comment: 'a\u0000b' }, ['text.controlCharacters']],
	['half a character', { comment: 'a\ud83d' }, ['text.brokenCharacters']],
	['a lost character', { comment: 'M\ufffdller' }, ['text.lostCharacters']],
])('%s is found', (_what, changes, codes) => {
	expect(findings(changes)).toEqual(codes);
});

test.each([
	[{ firstName: '', lastName: '' }, ['address.name.missing']],
	[{ street: ' ' }, ['address.street.missing']],
	[{ country: '' }, ['address.country.missing']],
	[{ postalCode: '' }, ['address.postalCode.missing']],
	[{ postalCode: '1011' }, ['address.postalCode.wrong']],
	[{ postalCode: 'D-10115' }, []],
	[{ country: 'Ireland', postalCode: '' }, []],
	[{ country: 'Hong Kong', postalCode: '' }, []],
	[{ country: 'GB', postalCode: 'EC2 5NT' }, []],
	[{ country: 'Sweden', postalCode: 'S-958 22' }, []],
])('the address %j gives %j', (changes, codes) => {
	expect(billTo(changes)).toEqual(codes);
});

test.each([
	[{ sku: '' }, ['line.sku.missing']],
	[{ supplier: undefined }, ['line.supplier.missing']],
	[{ quantity: undefined }, ['line.quantity.missing']],
	[{ quantity: 0 }, ['line.quantity.zero']],
	[{ quantity: 0.5 }, []],
	[{ unitPrice: undefined }, ['line.price.missing']],
	[{ unitPrice: 'free' }, ['line.price.unreadable']],
	[{ discount: -1 }, ['line.discount.negative']],
	[{ discount: 'some' }, ['line.discount.unreadable']],
	[{ discount: 21 }, ['line.discount.tooBig']],
	[{ discount: 20 }, []],
	[{ total: 'lots' }, ['line.total.unreadable']],
	[{ taxRate: 190 }, ['line.taxRate.wrong']],
	[{ taxRate: '19 %' }, []],
])('the line with %j gives %j', (changes, codes) => {
	expect(oneLine(changes)).toEqual(codes);
});

test.each([
	'a@b',
	'a b@c.de',
	'@c.de',
	'a@@c.de',
	'a..b@c.de',
	'a@c..de',
	'a@b.de, c@d.de',
	'a@b.de\r\nBcc: x@y.z',
])('%j cannot be an e-mail address', (email) => {
	expect(findings({ customer: { email } })).toContain('customer.email.invalid');
});

test.each(["o'neil@example.com", 'jürgen@müller.example', 'a+b@sub.example.co.uk'])(
	'%s can be one',
	(email) => {
		expect(findings({ customer: { email } })).toEqual([]);
	},
);

test('age and minimum value count when the user sets them', () => {
	expect(findings({}, { maximumAge: 4 })).toEqual(['order.tooOld']);
	expect(findings({}, { maximumAge: 5 })).toEqual([]);
	expect(findings({}, { minimumValue: 20.01 })).toEqual(['order.belowMinimum']);
	expect(findings({}, { minimumValue: 20 })).toEqual([]);
});

test('tax and total of net prices follow from the rates', () => {
	const taxed = { prices: 'net', lines: [{ ...line('A', 'S'), taxRate: 19 }] };
	expect(findings({ ...taxed, totals: { tax: '3.80', total: '23.80' } })).toEqual([]);
	expect(findings({ ...taxed, totals: { total: '23.80' } })).toEqual([]);
	expect(findings({ ...taxed, totals: { total: '23.90' } })).toEqual(['order.total.wrong']);
	expect(findings({ ...taxed, totals: { tax: '3.90', total: '23.90' } })).toEqual(['order.tax.wrong']);
});

test('a date with slashes is shown as it stands in the source and as it was read', () => {
	const { ready } = prepare(readOrders([order('1', { date: '04/03/2026' })], 'detect'), undefined, rules());
	expect(ready[0]?.warnings[0]?.message).toBe(
		'The order date 04/03/2026 can be day/month or month/day; it was read as 2026-03-04.',
	);
});

test('percent off a line come to the places of the currency', () => {
	const off = (currency: string, unitPrice: string) =>
		prepare(
			readOrders(
				[order('1', { currency, lines: [{ ...line('A', 'S', unitPrice, 1), discountPercent: 10 }] })],
				'detect',
			),
			undefined,
			rules(),
		).ready[0]?.supplierOrder.customerOrders[0]?.lines[0]?.discount;
	expect(off('KWD', '1.235')).toBe('0.124');
	expect(off('JPY', '105')).toBe('11');
	expect(off('EUR', '1.25')).toBe('0.13');
});

test('amounts are rounded to the places of the currency', () => {
	const yen = { currency: 'JPY', lines: [{ ...line('A', 'S', '99.5', 3), total: '299' }] };
	expect(findings(yen)).toEqual([]);
});

test('where the distributor is billed, the end customer needs no e-mail address and gets the goods', () => {
	const billedDistributor = {
		customer: { email: 'buy@nw.example' },
		billTo: { company: 'Northwind', street: 'X 1', city: 'Hamburg', country: 'DE' },
	};
	const { ready } = prepare(
		readOrders([order('1', { customer: null })], 'detect'),
		undefined,
		rules({ billed: 'distributor', billedDistributor }),
	);
	expect(ready[0]?.supplierOrder.customerOrders[0]).toMatchObject({
		customer: { email: 'buy@nw.example' },
		billTo: { company: 'Northwind' },
		shipTo: { lastName: 'Müßig', city: 'Berlin' },
	});
});

test('where the distributor is billed, the customer’s invoice address is not asked for, and the phone in it not lost', () => {
	const billedDistributor = {
		customer: { email: 'buy@nw.example' },
		billTo: { company: 'Northwind', street: 'X 1', city: 'Hamburg', country: 'DE', phone: '040 1' },
	};
	const billed = { billed: 'distributor', billedDistributor } as const;
	const shipTo = (changes: object) => {
		const found = readOrders([order('1', changes)], 'detect');
		const { ready } = prepare(found, undefined, rules(billed));
		return ready[0]?.supplierOrder.customerOrders[0]?.shipTo;
	};
	const phone = '0171 1';
	expect(shipTo({ billTo: { company: 'ACME', phone }, shipTo: address })).toMatchObject({
		city: 'Berlin',
		phone,
	});
	expect(shipTo({ customer: { email: 'jo@example.com', phone } })).toMatchObject({ city: 'Berlin', phone });
	expect(shipTo({ billTo: { ...address, phone }, shipTo: { ...address, phone: '030 2' } })?.phone).toBe(
		'030 2',
	);
	expect(findings({ billTo: { company: 'ACME' } }, billed)).toContain('address.street.missing');
});

test('with cost or shop prices nothing of the customer’s money goes to the supplier', () => {
	const { ready } = prepare(
		readOrders([order('1', { shipping: { amount: 5, title: 'Express' }, totals: { total: 25 } })], 'detect'),
		undefined,
		rules({ sentPrice: 'shop' }),
	);
	const sent = ready[0]?.supplierOrder.customerOrders[0];
	expect(sent?.lines[0]).not.toHaveProperty('unitPrice');
	expect(sent?.shipping).toEqual({ title: 'Express', amount: '0' });
	expect(sent).not.toHaveProperty('totals');
});
