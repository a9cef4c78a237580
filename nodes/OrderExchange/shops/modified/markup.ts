import { problem, type Problem } from '../../problems/problem.js';
import type { InsertRow } from '../rowPlan.js';

/**
 * Texts of the order that would be HTML in the shop, a finding for each field. The shop's admin prints what customers typed
 * as it is, and its checkout therefore drops such marks; here they are refused, so that a text arrives as it was or not at all.
 */
export function markupIn(rows: readonly InsertRow[], order: string): readonly Problem[] {
	const found = new Map<string, Problem>();
	for (const { values } of rows)
		for (const [column, value] of Object.entries(values)) {
			if (typeof value !== 'object' || value === null || !('text' in value) || joined.has(column)) continue;
			const { text, field, line } = value;
			const markup = /[<&]/.test(text) && markupOf(text);
			if (!markup) continue;
			const place = { order, field, value: text, ...(line && { line }) };
			found.set(`${line} ${field}`, problem('shop.text.markup', place, { markup }));
		}
	return [...found.values()];
}

/** Made of two fields that are looked at by themselves. */
const joined = new Set(['customers_name', 'delivery_name', 'billing_name']);

/** What the shop drops, and what a browser takes for the beginning of an element though its end is missing. */
const markup = /<(?:[a-z/!?][^<>]{0,30}>?|\S[^<>]*>)/i;

/** As the shop's input filter looks: once as it is, once with entities decoded, those too that decoding brought about. */
const markupOf = (text: string): string | undefined =>
	[text, decoded(text)].map((one) => markup.exec(one)?.[0].slice(0, 32)).find(Boolean);

const named: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
const character = (code: number) => String.fromCharCode(code % 256);

const decoded = (text: string): string =>
	text
		.replace(/&(?:lt|gt|amp);/g, (entity) => named[entity] ?? entity)
		.replace(/&#(\d{1,9});/g, (_, code: string) => character(Number(code)))
		.replace(/&#x([a-f0-9]{1,8});/gi, (_, code: string) => character(Number.parseInt(code, 16)));
