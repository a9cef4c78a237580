import type { Decimal } from '../../../orders/money.js';
import type { Values } from '../../rowPlan.js';
import type { Customer } from '../customer.js';
import type { Frame } from '../frame.js';
import { taxesOf } from '../tax.js';
import type { Shipping } from '../totals.js';
import { escaped, orderText } from '../text.js';
import { phpJson, shownMoney } from './text.js';

/** What orders of 4.x have besides: methods as JSON, ids of the addresses, a reference that staff see. */
export const orderColumns = (frame: Frame, customer: Customer, shipping: Shipping): Values => ({
	subscription_id: 0,
	transaction_id: orderText(frame.order.number, 'number'),
	payment_address_id: customer.paymentAddress,
	shipping_address_id: customer.shippingAddress,
	payment_method: phpJson({ code: frame.payment.code, name: escaped(frame.payment.title) }),
	shipping_method: frame.delivers ? shippingJson(frame, shipping) : '',
	language_code: frame.languageCode,
});

/** The shop prints cost and text of the method, so both must be there. */
function shippingJson({ shipping: method, currency, languageCode }: Frame, shipping: Shipping): string {
	const { cost, taxClass, rates } = shipping;
	return phpJson({
		code: method.code,
		name: escaped(method.title),
		cost: cost.toFixed(places(cost)),
		tax_class_id: taxClass,
		text: shownMoney(cost.plus(taxesOf(rates, cost)), currency, languageCode),
	});
}

const places = (cost: Decimal): number => Math.max(2, Math.min(4, cost.dp()));
