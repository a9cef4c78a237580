import Handlebars from 'handlebars';
import { subjectOf, viewOf, type Announcement } from './announcement.js';
import { csvOf } from './csv.js';
import { formatsOf, type Formats, type Language } from './language.js';
import type { Attachment } from './message.js';
import { htmlTemplate } from './templates/html.js';
import { textTemplate } from './templates/text.js';
import { words } from './words.js';

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

export type Render = (announcement: Announcement, options: RenderOptions) => Rendered;

/** Templates and formats compiled once; keep the result for one run. `timeZone` is for the order dates. */
export function createRenderer(timeZone: string): Render {
	const handlebars = Handlebars.create();
	const limits = { strict: true, knownHelpersOnly: true };
	const html = handlebars.compile<object>(htmlTemplate, limits);
	const text = handlebars.compile<object>(textTemplate, { ...limits, noEscape: true });
	const formats = new Map<Language, Formats>();
	return (announcement, { language, attachCsv, subjectPrefix = '' }) => {
		const format = formats.get(language) ?? formatsOf(language, timeZone);
		formats.set(language, format);
		const view = { ...viewOf(announcement, words[language], format), language, attached: attachCsv };
		return {
			subject: [subjectPrefix.trim(), subjectOf(announcement, words[language])].filter(Boolean).join(' '),
			text: text(view).replace(/\n{3,}/g, '\n\n'),
			html: html(view),
			attachments: attachCsv ? [csvOf(announcement, language, format)] : [],
		};
	};
}
