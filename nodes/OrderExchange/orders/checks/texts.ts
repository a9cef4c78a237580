import type { Draft, Texts } from '../draft.js';
import { type Reading, Unreadable } from '../values/reading.js';
import type { Check, Find } from './check.js';

/** Every text of the order is text, whole, and free of control characters. */
export const texts: Check = ({ draft }, _rules, find) => {
	all('customer', draft.customer, find);
	all('billTo', draft.billTo, find);
	all('shipTo', draft.shipTo, find);
	all('payment', draft.payment, find);
	one('number', draft.number, find);
	one('comment', draft.comment, find);
	one('shipping.title', draft.shipping?.title, find);
	one('shipping.code', draft.shipping?.code, find);
	draft.discounts.forEach(({ title, code }, index) => {
		one(`discounts.${index}.title`, title, find);
		one(`discounts.${index}.code`, code, find);
	});
	for (const line of draft.lines) lineTexts(line, find);
};

function lineTexts({ id, sku, name, supplierSku, options }: Draft['lines'][number], find: Find): void {
	one('sku', sku, find, id);
	one('name', name, find, id);
	one('supplierSku', supplierSku, find, id);
	if (options instanceof Unreadable) one('options', options, find, id);
	else if (options.length > 0)
		one('options', options.map((option) => option.name + option.value).join(' '), find, id);
}

/** A spreadsheet shows 4006381333931 as 4.00638E+12, and saves it so as CSV. */
const isShortened = (text: Reading<string>): boolean =>
	typeof text === 'string' && /^\d(?:[.,]\d+)?E\+\d{2}$/i.test(text);

/** What people and programs number things by. */
const numbers = new Set([
	...['number', 'sku', 'supplierSku', 'customer.number', 'customer.phone', 'customer.vatId'],
	...['billTo.phone', 'billTo.postalCode', 'shipTo.phone', 'shipTo.postalCode', 'payment.transactionId'],
]);

const reportedElsewhere = new Set([
	'number',
	'customer.email',
	'customer.account',
	'billTo.country',
	'shipTo.country',
]);

function all<Name extends string>(prefix: string, fields: Texts<Name> | undefined, find: Find): void {
	for (const name in fields)
		if (!isPlain(fields[name]) || isShortened(fields[name])) one(`${prefix}.${name}`, fields[name], find);
}

// Line breaks and tabs are ordinary in comments and street fields
const control = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]');

const loneSurrogate = /\p{Surrogate}/u;

/** Whatever a finding could be about, and good emoji: nearly every text has none of it. */
const suspicious = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\ud800-\\udfff\\ufffd]');

const isPlain = (text: Reading<string>): boolean =>
	text === undefined || (typeof text === 'string' && !suspicious.test(text));

function one(field: string, text: Reading<string>, find: Find, line?: string): void {
	if (text === undefined || (isPlain(text) && !(numbers.has(field) && isShortened(text)))) return;
	const place = { field, ...(line !== undefined && { line }) };
	if (text instanceof Unreadable) {
		if (typeof text.seen === 'number') find('text.lostDigits', { ...place, value: text.seen }, { field });
		else if (!reportedElsewhere.has(field))
			find('text.unreadable', { ...place, value: text.seen }, { field });
		return;
	}
	if (isShortened(text)) find('text.lostDigits', { ...place, value: text }, { field });
	if (control.test(text)) find('text.controlCharacters', { ...place, value: text }, { field });
	if (loneSurrogate.test(text)) find('text.brokenCharacters', place, { field });
	else if (text.includes('\ufffd')) find('text.lostCharacters', { ...place, value: text }, { field });
}
