import type { Decimal } from '../../orders/money.js';
import type { InsertRow } from '../rowPlan.js';
import { orderAddress } from './address.js';
import { personColumns, type Customer } from './customer.js';
import type { Frame } from './frame.js';
import { shownMoney } from './methods.js';
import { setting } from './reference.js';
import { taxesOf } from './tax.js';
import { column, orderText, phpJson } from './text.js';
import type { Shipping, Totals } from './totals.js';

/** The row of the order itself, under the handle `order`. */
export function orderRow(frame: Frame, customer: Customer, shipping: Shipping, { total }: Totals): InsertRow {
	const { order, reference, store, currency, now } = frame;
	const shopStore = reference.stores.find((row) => row.store_id === store);
	const config = (key: string) => setting(reference, `config_${key}`, store);
	const url = reference.storeUrls.find((row) => row.store_id === store)?.store_url;
	return {
		table: 'order',
		handle: 'order',
		values: {
			...{ subscription_id: 0, invoice_no: 0, invoice_prefix: config('invoice_prefix') },
			transaction_id: { text: order.number, field: 'number' },
			...{ store_id: store, store_name: shopStore?.name ?? config('name') },
			store_url: shopStore?.url ?? url ?? '',
			...{ customer_id: customer.id, customer_group_id: frame.customerGroup, ...personColumns(frame) },
			...orderAddress(
				'payment',
				customer.paymentAddress,
				frame.withPaymentAddress ? frame.billTo : undefined,
			),
			payment_method: phpJson({ code: frame.payment.code, name: frame.payment.title }),
			...orderAddress('shipping', customer.shippingAddress, frame.shipTo),
			shipping_method: shippingJson(frame, shipping),
			comment: orderText(order.comment, 'comment'),
			total: column(total),
			order_status_id: frame.status,
			...{ affiliate_id: 0, commission: '0.0000', marketing_id: 0, tracking: '' },
			...{ language_id: frame.languageId, language_code: frame.languageCode },
			...{ currency_id: currency.currency_id ?? '0', currency_code: order.currency },
			currency_value: currency.value ?? '1',
			...{ ip: '', forwarded_ip: '', user_agent: '', accept_language: '' },
			...{ date_added: now, date_modified: now },
		},
	};
}

/** The shop prints cost and text of the method, so both must be there. */
function shippingJson({ shipping: method, currency, languageCode }: Frame, shipping: Shipping): string {
	const { cost, taxClass, rates } = shipping;
	return phpJson({
		...{ code: method.code, name: method.title, cost: cost.toFixed(places(cost)), tax_class_id: taxClass },
		text: shownMoney(cost.plus(taxesOf(rates, cost)), currency, languageCode),
	});
}

const places = (cost: Decimal): number => Math.max(2, Math.min(4, cost.dp()));

/** The first entry of the order's history, written when the order comes in. */
export const historyRow = ({ status, now }: Frame): InsertRow => ({
	table: 'order_history',
	values: {
		...{ order_id: { idOf: 'order' }, order_status_id: status, notify: 0, comment: '', date_added: now },
	},
});
