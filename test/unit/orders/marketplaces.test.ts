import { blocking, sent, warnings } from './webOrders.js';

const euro = (value: string) => ({ value, currency: 'EUR' });

/** An order as eBay's getOrders gives it, shortened. */
const ebay = (changes: object = {}) => ({
	orderId: '12-15199-57289',
	legacyOrderId: '12-15199-57289',
	creationDate: '2026-01-05T08:06:35.000Z',
	orderFulfillmentStatus: 'NOT_STARTED',
	orderPaymentStatus: 'PAID',
	buyer: {
		username: 'jo946',
		buyerRegistrationAddress: {
			fullName: 'Jo Doe',
			contactAddress: { addressLine1: 'Weg 3', city: 'Nittenau', postalCode: '93149', countryCode: 'DE' },
			primaryPhone: { phoneNumber: '9436902575' },
			email: '008fcd@members.example',
		},
	},
	pricingSummary: {
		priceSubtotal: euro('264.8'),
		priceDiscount: euro('-13.24'),
		deliveryCost: euro('19.8'),
		deliveryDiscount: euro('-14.85'),
		total: euro('256.51'),
	},
	cancelStatus: { cancelState: 'NONE_REQUESTED', cancelRequests: [] },
	paymentSummary: { refunds: [], payments: [{ paymentMethod: 'EBAY', paymentReferenceId: '42_S' }] },
	fulfillmentStartInstructions: [
		{
			fulfillmentInstructionsType: 'SHIP_TO',
			shippingStep: {
				shipTo: {
					fullName: 'Kim Doe',
					contactAddress: { addressLine1: 'Gasse 4', city: 'Bonn', postalCode: '53111', countryCode: 'DE' },
				},
				shippingServiceCode: 'DE_DPDClassic',
			},
		},
	],
	lineItems: [
		{
			...{ lineItemId: '1', sku: '15620.Kt', title: 'Plate', quantity: 4, taxes: [], refunds: [] },
			...{ lineItemCost: euro('122.2'), discountedLineItemCost: euro('116.12') },
		},
		{
			...{ lineItemId: '2', sku: '15619.Kt', title: 'Plate', quantity: 4, taxes: [], refunds: [] },
			...{ lineItemCost: euro('142.6'), discountedLineItemCost: euro('135.44') },
		},
	],
	...changes,
});

test('an order of eBay is read: the cost of a line is that of all its pieces', () => {
	expect(sent({ orders: [ebay()], total: 1 })).toMatchObject({
		number: '12-15199-57289',
		currency: 'EUR',
		customer: { email: '008fcd@members.example', number: 'jo946' },
		billTo: { firstName: 'Jo', street: 'Weg 3' },
		shipTo: { firstName: 'Kim', street: 'Gasse 4', postalCode: '53111' },
		lines: [
			{ sku: '15620.Kt', quantity: 4, unitPrice: '30.55', discount: '6.08', total: '116.12' },
			{ sku: '15619.Kt', quantity: 4, unitPrice: '35.65', discount: '7.16', total: '135.44' },
		],
		shipping: { amount: '4.95', code: 'DE_DPDClassic' },
		totals: { lines: '251.56', total: '256.51' },
		payment: { title: 'EBAY' },
	});
});

test.each([
	[{ cancelStatus: { cancelState: 'CANCELED' } }, 'order.cancelled'],
	[{ cancelStatus: { cancelState: 'IN_PROGRESS' } }, 'order.cancelled'],
	[{ orderPaymentStatus: 'FULLY_REFUNDED' }, 'order.cancelled'],
	[{ orderPaymentStatus: 'PARTIALLY_REFUNDED' }, 'order.refunded.unclear'],
	[{ orderPaymentStatus: 'PENDING' }, 'order.payment.notFinished'],
	[{ orderFulfillmentStatus: 'FULFILLED' }, 'order.delivered'],
	[{ pricingSummary: { ...ebay().pricingSummary, total: euro('256.50') } }, 'order.total.wrong'],
	[{ pricingSummary: { ...ebay().pricingSummary, deliveryDiscount: euro('some') } }, 'order.field.invalid'],
])('an order of eBay with %j is not sent', (changes, code) => {
	expect(blocking(ebay(changes))).toContain(code);
});

test('goods that go by eBay’s hub bear its reference', () => {
	const [instruction] = ebay().fulfillmentStartInstructions;
	const step = { ...instruction?.shippingStep, shipToReferenceId: 'Reference #1234' };
	expect(sent(ebay({ fulfillmentStartInstructions: [{ shippingStep: step }] }))?.shipTo?.street2).toBe(
		'Reference #1234',
	);
});

const cents = (amount: number) => ({ amount, divisor: 100, currency_code: 'USD' });

/** A receipt of Etsy's API, shortened. */
const etsy = (changes: object = {}) => ({
	receipt_id: 3028255336,
	receipt_type: 0,
	buyer_user_id: 177850332,
	buyer_email: 'ilka@example.com',
	name: 'Ilka Doe',
	first_line: 'Weg 1',
	second_line: '',
	city: 'Stuttgart',
	state: null,
	zip: '70186',
	country_iso: 'DE',
	status: 'Paid',
	payment_method: 'cc',
	message_from_buyer: 'Ring twice',
	is_shipped: false,
	is_paid: true,
	is_gift: false,
	create_timestamp: 1767600000,
	created_timestamp: 1767600000,
	grandtotal: cents(18580),
	subtotal: cents(18080),
	total_price: cents(22600),
	total_shipping_cost: cents(500),
	total_tax_cost: cents(0),
	total_vat_cost: cents(0),
	discount_amt: cents(4520),
	gift_wrap_price: cents(0),
	transactions: [
		{
			...{ transaction_id: 3736941861, title: 'Bag', quantity: 2, sku: 'BAG-W', price: cents(11300) },
			variations: [
				{ property_id: 200, formatted_name: 'Color', formatted_value: 'White' },
				{ property_id: 54, formatted_name: 'Personalization', formatted_value: 'Ilka' },
			],
		},
	],
	refunds: [],
	...changes,
});

test('a receipt of Etsy is read: amounts in cents, the variation in the name, what was typed in as an option', () => {
	expect(sent({ count: 1, results: [etsy()] })).toMatchObject({
		number: '3028255336',
		date: '2026-01-05T08:00:00Z',
		currency: 'USD',
		customer: { email: 'ilka@example.com', number: '177850332' },
		billTo: { firstName: 'Ilka', lastName: 'Doe', street: 'Weg 1', postalCode: '70186', country: 'DE' },
		lines: [
			{
				...{ sku: 'BAG-W', name: 'Bag - White', quantity: 2, unitPrice: '113', total: '226' },
				options: [{ name: 'Personalization', value: 'Ilka' }],
			},
		],
		discounts: [{ amount: '45.2' }],
		shipping: { amount: '5' },
		totals: { total: '185.8' },
		comment: 'Ring twice',
	});
});

test('tax that Etsy collects itself is not sent, and told of', () => {
	expect(warnings(etsy({ total_tax_cost: cents(100), grandtotal: cents(18680) }))).toEqual([
		'order.fee.notSent',
	]);
});

test.each([
	[{ status: 'Fully Refunded' }, 'order.cancelled'],
	[{ status: 'Completed' }, 'order.delivered'],
	[{ is_paid: false }, 'order.payment.notFinished'],
	[{ refunds: [{ amount: cents(100) }] }, 'order.refunded.unclear'],
	[{ grandtotal: cents(18581) }, 'order.total.wrong'],
	[{ transactions: undefined }, 'order.noLines'],
	[{ discount_amt: '45.20' }, 'order.field.invalid'],
])('a receipt of Etsy with %j is not sent', (changes, code) => {
	expect(blocking(etsy(changes))).toContain(code);
});
