import type { InsertRow } from '../rowPlan.js';
import { orderAddress } from './address.js';
import { personColumns, type Customer } from './customer.js';
import type { Frame } from './frame.js';
import { commentOf } from './invoiceAddress.js';
import { setting, type ConfigName } from './reference.js';
import { column, marked } from './text.js';
import type { Shipping, Totals } from './totals.js';

/** The row of the order itself, under the handle `order`. */
export function orderRow(
	exchangeKey: string,
	frame: Frame,
	customer: Customer,
	shipping: Shipping,
	{ total }: Totals,
): InsertRow {
	const { order, reference, store, currency, now } = frame;
	const shopStore = reference.stores.find((row) => row.store_id === store);
	const config = (key: ConfigName) => setting(reference, `config_${key}`, store);
	return {
		table: 'order',
		handle: 'order',
		// Neither the shop's list of orders nor the customer's shows an order without a status.
		...marked('forwarded_ip', exchangeKey, { order_status_id: '0' }),
		values: {
			invoice_no: 0,
			invoice_prefix: config('invoice_prefix'),
			store_id: store,
			store_name: shopStore?.name ?? config('name'),
			store_url: shopStore?.url ?? reference.mainStoreUrl,
			customer_id: customer.id,
			customer_group_id: frame.customerGroup,
			comment: commentOf(frame),
			total: column(total),
			order_status_id: frame.status,
			affiliate_id: 0,
			commission: '0.0000',
			marketing_id: 0,
			tracking: '',
			language_id: frame.languageId,
			currency_id: currency.currency_id ?? '0',
			currency_code: order.currency,
			currency_value: currency.value ?? '1',
			ip: '',
			forwarded_ip: '',
			user_agent: '',
			accept_language: '',
			date_added: now,
			date_modified: now,
			...personColumns(frame, customer.kind),
			...orderAddress('payment', frame.withPaymentAddress ? frame.billTo : undefined, customer.paymentFields),
			...orderAddress('shipping', frame.delivers ? frame.shipTo : undefined, customer.shippingFields),
			...frame.dialect.orderColumns(frame, customer, shipping),
		},
	};
}

/** The first entry of the order's history, written when the order comes in. */
export const historyRow = ({ status, now }: Frame): InsertRow => ({
	table: 'order_history',
	values: {
		order_id: { idOf: 'order' },
		order_status_id: status,
		notify: 0,
		comment: '',
		date_added: now,
	},
});
