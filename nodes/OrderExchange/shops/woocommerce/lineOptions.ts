import type { OrderText } from '../rowPlan.js';
import type { FoundLine } from './products.js';

/** What the line's options say beyond the variation's attributes: a meta row each that people see, as add-ons for products write them. */
export const optionMetas = ({
	line,
	product,
	options,
}: FoundLine): readonly (readonly [OrderText, OrderText])[] =>
	options
		.filter(({ value }) => value.trim() !== '')
		.map(({ name, value }) => {
			const where = { field: 'options', line: line.id };
			const text = asShown(value);
			return [
				{ text: asShown(visible(name)), ...where },
				{ text: product.parent && standsIn(product.title, text) ? `${text} ` : text, ...where },
			];
		});

/** Names that the shop's admin keeps from people's eyes, besides those with a line in front. */
const hidden: ReadonlySet<string> = new Set(['', 'method_id', 'cost']);

const visible = (name: string): string => {
	const bare = name.trim().replace(/^_+/, '');
	return hidden.has(bare) ? `Option ${bare}`.trim() : bare;
};

/** The shop's pages take out what looks like a tag, and read entities and percent codes: so it stands there as it was typed. */
const asShown = (text: string): string =>
	text
		.replace(/&(?=#?\w+;)/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/%(?=[0-9a-f]{2})/gi, '%25');

/** What a variation's title says already, the shop's pages leave out of its options: a blank behind it keeps an initial M on size M. */
const standsIn = (title: string, text: string): boolean =>
	`${title},`.toLowerCase().includes(` ${text},`.toLowerCase());
