import { readDecimal } from '../values/decimal.js';
import { isEmpty, known, own } from '../values/reading.js';
import type { ExportFormat, Row } from './exports.js';

/** Amazon states what the pieces of a line cost together. */
function unitPrice(row: Row): unknown {
	const price = own(row, 'item-price');
	const [total, pieces] = [price, own(row, 'quantity-purchased') ?? own(row, 'quantity')].map((value) =>
		known(readDecimal(value)),
	);
	if (isEmpty(price) || total === undefined || pieces === undefined || pieces.isZero()) return price;
	return total.div(pieces).toDecimalPlaces(8).toFixed();
}

/** The order reports that Amazon gives to sellers: a row for each line, whose charges are its own. */
export const amazonReport: ExportFormat = {
	recognises: (row) =>
		own(row, 'sku') !== undefined &&
		(own(row, 'amazon-order-id') !== undefined || own(row, 'order-item-id') !== undefined),
	fields: {
		'order-id': 'number',
		'amazon-order-id': 'number',
		'purchase-date': 'date',
		'order-status': 'status',
		'item-status': 'status',
		currency: 'currency',
		'buyer-email': 'customer.email',
		'buyer-phone-number': 'customer.phone',
		'buyer-name': 'billTo.name',
		'recipient-name': 'shipTo.name',
		'ship-address-1': 'shipTo.street',
		'ship-address-2': 'shipTo.street2',
		'ship-address-3': 'shipTo.street3',
		'ship-postal-code': 'shipTo.postalCode',
		'ship-city': 'shipTo.city',
		'ship-state': 'shipTo.region',
		'ship-country': 'shipTo.country',
		'ship-phone-number': 'shipTo.phone',
		'ship-service-level': 'shipping.title',
		'shipping-price': 'shipping.ofLine',
		'ship-promotion-discount': 'discounts.ofLine',
		'order-item-id': 'line.id',
		sku: 'line.sku',
		'product-name': 'line.name',
		'quantity-purchased': 'line.quantity',
		quantity: 'line.quantity',
		'item-promotion-discount': 'line.discount',
	},
	derived: (row) => [['line.unitPrice', unitPrice(row)]],
};
