import { prepare, readOrders } from '../../support/prepared.js';
import { flatRow as row, rules } from './samples.js';

const onlySupplier = { code: 'ONE' };
const run = (items: readonly unknown[]) =>
	prepare(readOrders(items, 'detect'), undefined, rules({ onlySupplier }));
/** What is found, as `code field`, and whether anything is sent. */
const found = (items: readonly unknown[]) => {
	const { ready, rejected } = run(items);
	const all = [...ready.map(({ warnings }) => warnings), ...rejected.map(({ problems }) => problems)];
	return {
		sent: ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders).length,
		findings: all.flat().map(({ code, field }) => (field === undefined ? code : `${code} ${field}`)),
	};
};

const paris = {
	'E-Mail': 'bea@example.com',
	'Customer Name': 'Bea Beh',
	Street: 'T 2',
	City: 'Paris',
	'Postal Code': '75001',
	Country: 'France',
};

describe('rows with one order number', () => {
	test('for Berlin and for Paris are never sent to one of the two', () => {
		const { sent, findings } = found([row(), row({ SKU: 'B', ...paris, 'Order Date': '05.08.2025' })]);
		expect(sent).toBe(0);
		expect(findings).toEqual([
			'order.rows.differ date',
			...['customer.email', 'billTo.name', 'billTo.street', 'billTo.postalCode', 'billTo.city'].map(
				(field) => `order.rows.conflict ${field}`,
			),
			'order.rows.conflict billTo.country',
		]);
	});

	test('never make one address of two', () => {
		expect(found([row({ Street: '' }), row({ SKU: 'B', ...paris, 'E-Mail': '' })])).toMatchObject({
			sent: 0,
			findings: expect.arrayContaining(['order.rows.conflict billTo.city']) as string[],
		});
	});

	test('with two shipping charges ask which one counts, and name both rows but no customer', () => {
		const [rejected] = run([
			row({ Shipping: '4,90' }),
			row({ SKU: 'B', Shipping: '' }),
			row({ SKU: 'C', Shipping: '7,90' }),
		]).rejected;
		expect(rejected?.problems).toMatchObject([
			{
				code: 'order.rows.differ',
				field: 'shipping.amount',
				message: 'The rows of the order say different things in shipping.amount (rows 1, 3).',
			},
		]);
		expect(rejected?.items).toEqual([0, 1, 2]);
	});

	test.each([
		['blank in all but the first row', { 'E-Mail': '', Street: ' ', City: null, Country: undefined }],
		['the same date and amount in another spelling', { 'Order Date': '2025-07-04', Shipping: '4.90' }],
		['the same day at another time', { 'Order Date': '04.07.2025 09:41' }],
		['the same texts in capitals', { 'E-Mail': 'JO@example.com', City: 'BERLIN', Country: 'DE' }],
		['a line of their own', { 'Unit Price': '5,00', Quantity: 7, 'Product Name': 'Cup', Discount: '1,00' }],
	])('are one order when the second says %s', (_what, changes) => {
		const rows = [row({ Shipping: '4,90' }), row({ SKU: 'B', ...changes })];
		expect(found(rows)).toEqual({ sent: 1, findings: [] });
	});

	test('word for word the same are sent with a warning that names them', () => {
		const { ready, rejected } = run([row(), row({ SKU: 'B' }), row()]);
		expect(rejected).toEqual([]);
		expect(ready[0]?.warnings).toMatchObject([
			{ code: 'order.rows.repeated', message: expect.stringContaining('rows 1, 3') as string },
		]);
		expect(found([row(), row({ Quantity: '3' })]).findings).toEqual([]);
	});
});

describe('a row without an order number', () => {
	const continued = { SKU: 'B', Quantity: '1', 'Unit Price': '5,00', 'Order No.': '', 'Order Date': '' };

	test('behind a row of an order holds that order back, and comes out with it', () => {
		const items = [row({ 'Order No.': '2' }), row(), continued, { ...continued, SKU: 'C' }];
		const { ready, rejected } = run(items);
		expect(ready.flatMap(({ items: from }) => from)).toEqual([0]);
		expect(rejected).toMatchObject([
			{
				items: [1, 2, 3],
				customerOrder: { rows: items.slice(1) },
				problems: [
					{
						code: 'order.rows.numberMissing',
						message: expect.stringContaining('rows 2, 3') as string,
						remedy: 'Fill in the order number in every row.',
					},
				],
			},
		]);
	});

	test('is a line of the order once its number is filled in and the order is sent in again', () => {
		const [rejected] = run([row(), continued]).rejected;
		const text = JSON.stringify({ customerOrder: rejected?.customerOrder, problems: rejected?.problems });
		expect(found([JSON.parse(text)]).sent).toBe(0);
		const corrected = JSON.parse(text.replace('"Order No.":""', '"Order No.":"1"')) as unknown;
		expect(found([corrected])).toEqual({ sent: 1, findings: [] });
	});

	test('with nothing to deliver, or behind no row at all, says nothing against another order', () => {
		expect(found([row(), { hello: 'world' }])).toEqual({ sent: 1, findings: ['order.unreadable'] });
		expect(found([continued, row()])).toEqual({ sent: 1, findings: ['order.unreadable'] });
	});
});

describe('a full delivery address', () => {
	const delivered = {
		...{ 'Order No.': '1', 'Order Date': '04.07.2025', Currency: 'EUR', 'E-Mail': 'jo@example.com' },
		...{ 'Ship Name': 'Kim Doe', 'Ship Address': 'S 1', 'Ship City': 'Berlin', 'Ship Postal Code': '10115' },
		...{ 'Ship Country': 'Germany', SKU: 'A', Quantity: 1, 'Unit Price': 5 },
	};
	const sent = (changes: object) =>
		run([{ ...delivered, ...changes }]).ready[0]?.supplierOrder.customerOrders[0];

	test('is the invoice address too, of whom a stray column names', () => {
		const at = { street: 'S 1', city: 'Berlin', postalCode: '10115', country: 'DE' };
		const kim = { firstName: 'Kim', lastName: 'Doe' };
		expect(sent({ 'Customer Name': 'Jo Doe' })?.billTo).toEqual({ ...at, firstName: 'Jo', lastName: 'Doe' });
		expect(sent({ Company: 'ACME', Country: 'DE' })?.billTo).toEqual({ ...at, ...kim, company: 'ACME' });
		expect(sent({ 'Customer Name': 'Jo Doe' })?.shipTo).toEqual({ ...at, ...kim });
	});

	test('is not mixed with an invoice address at another place', () => {
		for (const changes of [{ City: 'Paris' }, { Country: 'France' }])
			expect(found([{ ...delivered, 'Customer Name': 'Jo Doe', ...changes }])).toMatchObject({
				sent: 0,
				findings: expect.arrayContaining(['address.street.missing billTo.street']) as string[],
			});
	});
});

test('a house number in a column of its own stands behind the street', () => {
	const parted = { Straße: 'Hauptstr.', 'Haus-Nr.': 12, 'Liefer-Straße': 'Weg', 'Liefer-Hausnummer': '3 a' };
	const sent = run([
		row({
			Street: '',
			'Ship City': 'Bonn',
			'Ship Country': 'DE',
			'Ship Name': 'Kim',
			'Ship Zip': '53111',
			...parted,
		}),
	]);
	expect(sent.ready[0]?.supplierOrder.customerOrders[0]).toMatchObject({
		billTo: { street: 'Hauptstr. 12' },
		shipTo: { street: 'Weg 3 a' },
	});
});

test('thirty thousand rows that all have one number are read before the evening', () => {
	const rows = Array.from({ length: 30_000 }, () => row());
	expect(readOrders(rows, 'detect')).toMatchObject([{ findings: [{ code: 'order.rows.repeated' }] }]);
});
