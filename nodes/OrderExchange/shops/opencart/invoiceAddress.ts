import { problem, type Problem } from '../../problems/problem.js';
import type { OrderText } from '../rowPlan.js';
import { addressKey } from './address.js';
import type { Frame } from './frame.js';
import { titleOf } from './methods.js';
import { escaped } from './text.js';

/** Whether the order has an invoice address of its own, and the shop no columns for one since its checkout asks for none. */
const isLeftOut = ({ withPaymentAddress, billTo, shipTo, delivers }: Frame): boolean =>
	!withPaymentAddress && !(delivers && addressKey(billTo) === addressKey(shipTo));

/** That the invoice address stands in the comment only. */
export const invoiceAddressWarnings = (frame: Frame): readonly Problem[] =>
	isLeftOut(frame)
		? [problem('shop.opencart.paymentAddressOff', { order: frame.order.number, field: 'billTo' })]
		: [];

/** The order's comment, and below it an invoice address that has no other place. */
export function commentOf(frame: Frame): OrderText {
	const said = escaped(frame.order.comment ?? '');
	const text = isLeftOut(frame) ? [said, invoiceAddress(frame)].filter(Boolean).join('\n\n') : said;
	return { text, field: 'comment' };
}

function invoiceAddress({ billTo, languageCode }: Frame): string {
	const { firstname, lastname, company, address_1: street, address_2: more, postcode, city } = billTo.texts;
	const inOne = (...parts: readonly OrderText[]) => parts.flatMap(({ text }) => text || []).join(' ');
	const zone = typeof billTo.zoneName === 'string' ? billTo.zoneName : billTo.zoneName.text;
	const lines = [company.text, inOne(firstname, lastname), street.text, more.text, inOne(postcode, city)];
	const address = [...lines, zone, billTo.countryName].filter(Boolean).join(', ');
	return `${titleOf('invoice_address', languageCode) ?? ''}: ${address}`;
}
