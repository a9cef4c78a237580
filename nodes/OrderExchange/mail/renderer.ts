import Handlebars from 'handlebars';
import type { Steps } from '../time/inSlices.js';
import { orderView, subjectOf, viewOf, type Announcement, type OrderView } from './announcement.js';
import { csvOf } from './csv.js';
import { formatsOf, type Formats, type Language } from './language.js';
import type { Attachment } from './message.js';
import { htmlTemplates } from './templates/html.js';
import type { Templates } from './templates/templates.js';
import { textTemplates } from './templates/text.js';
import { say, words } from './words.js';

/** What a reader gets to see. */
export interface Rendered {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
	readonly attachments: readonly Attachment[];
}

export interface RenderOptions {
	readonly language: Language;
	readonly attachCsv: boolean;
	readonly subjectPrefix?: string;
}

/** Makes a mail, half an order per step: what is used for the first time is made first, which takes as long as ten mails. */
export type Render = (announcement: Announcement, options: RenderOptions) => Steps<Rendered>;

/** Formats made once; keep the result for one run. `timeZone` is for the order dates. */
export function createRenderer(timeZone: string): Render {
	const formats = new Map<Language, Formats>();
	return function* (announcement, { language, attachCsv, subjectPrefix = '' }) {
		const [html, text] = [htmlParts(), textParts()];
		const w = words[language];
		const format = formats.get(language) ?? formatsOf(language, timeZone);
		formats.set(language, format);
		yield;
		const view = { ...viewOf(announcement, w, format, { attachCsv }), language, attached: attachCsv };
		const limited = attachCsv && view.overview.length > 0;
		const page = sheet(html, html.head(view), limited ? mostOnPage : Infinity);
		yield;
		const plain = sheet(text, text.head(view), limited ? mostInText : Infinity);
		for (const one of announcement.orders) {
			yield;
			const mustShow = one.receipt.replaces !== undefined;
			if (!mustShow && page.full() && plain.full()) continue;
			const order = orderView(one, announcement.distributor, w, format);
			page.add(order, mustShow);
			yield;
			plain.add(order, mustShow);
		}
		yield;
		const all = announcement.orders.length;
		const ended = ({ shown, end }: Sheet) => {
			const left = all - shown();
			return end({ ...view, notShown: left > 0 && say(w.notShown, { count: left, all }) });
		};
		return {
			subject: [subjectPrefix.trim(), subjectOf(announcement, w)].filter(Boolean).join(' '),
			text: ended(plain).replace(/\n{3,}/g, '\n\n'),
			html: ended(page),
			attachments: attachCsv ? [yield* csvOf(announcement, language, format)] : [],
		};
	};
}

/**
 * Bytes of a page with a table beside it: Gmail cuts what is longer, the end with our words about the table first, and
 * Outlook takes minutes over thousands of orders. Without the table every order stands whole.
 */
const mostOnPage = 98_500;
/** Of the text: whole for some hundred orders, and no large part of what mail servers take by default, ten megabytes. */
const mostInText = 500_000;

/** A part of the mail, as far as it is made. */
interface Sheet {
	/** What replaces an order of before must be shown, since that one is to be cancelled. */
	add(order: OrderView, mustShow: boolean): void;
	full(): boolean;
	/** Orders on it. */
	shown(): number;
	end(view: object): string;
}

function sheet({ order: print, foot }: Parts, head: string, most: number): Sheet {
	const orders: string[] = [];
	let room = most - bytesOf(head);
	return {
		add(view, mustShow) {
			if (room <= 0 && !mustShow) return;
			const order = print(view);
			room -= bytesOf(order);
			// none behind it either, so that those shown are the first ones
			if (room > 0 || mustShow) orders.push(order);
		},
		full: () => room <= 0,
		shown: () => orders.length,
		end: (view) => [head, ...orders, foot(view)].join(''),
	};
}

const bytesOf = (page: string): number => Buffer.byteLength(page);

type Parts = { readonly [Part in keyof Templates]: (view: object) => string };

/** Compiled when the first mail needs them. */
const htmlParts = once(() => compiled(htmlTemplates));
const textParts = once(() => compiled(textTemplates, { noEscape: true }));

function compiled({ head, order, foot }: Templates, options: CompileOptions = {}): Parts {
	const handlebars = Handlebars.create();
	const part = (template: string) =>
		handlebars.compile<object>(template, { ...options, strict: true, knownHelpersOnly: true });
	return { head: part(head), order: part(order), foot: part(foot) };
}

function once<Value>(make: () => Value): () => Value {
	let made: { readonly value: Value } | undefined;
	return () => (made ??= { value: make() }).value;
}
