import Handlebars from 'handlebars';
import type { Steps } from '../time/inSlices.js';
import { orderView, subjectOf, viewOf, type Announcement } from './announcement.js';
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
		const view = { ...viewOf(announcement, w, format), language, attached: attachCsv };
		const pages = [html.head(view)];
		let room = attachCsv && view.overview.length > 0 ? mostShown - bytesOf(pages[0]) : Infinity;
		yield;
		const texts = [text.head(view)];
		for (const one of announcement.orders) {
			yield;
			const order = orderView(one, announcement.distributor, w, format);
			const mustShow = one.receipt.replaces !== undefined;
			if (room > 0 || mustShow) {
				const page = html.order(order);
				room -= bytesOf(page);
				// none behind it either, so that those shown are the first ones
				if (room > 0 || mustShow) pages.push(page);
			}
			yield;
			texts.push(text.order(order));
		}
		yield;
		const all = announcement.orders.length;
		const left = all - (pages.length - 1);
		pages.push(html.foot({ ...view, notShown: left > 0 && say(w.notShown, { count: left, all }) }));
		texts.push(text.foot(view));
		return {
			subject: [subjectPrefix.trim(), subjectOf(announcement, w)].filter(Boolean).join(' '),
			text: texts.join('').replace(/\n{3,}/g, '\n\n'),
			html: pages.join(''),
			attachments: attachCsv ? [yield* csvOf(announcement, language, format)] : [],
		};
	};
}

/**
 * Bytes of a page with a table beside it: Gmail cuts what is longer, the end with our words about the table first, and
 * Outlook takes minutes over thousands of orders. What replaces an order of before is shown in any case, since that one is to be
 * cancelled. Without the table, and in the text, every order stands whole.
 */
const mostShown = 98_500;

const bytesOf = (page = ''): number => Buffer.byteLength(page);

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
