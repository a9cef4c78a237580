const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text as it is: n8n shows hints, and what stands below a red message, as HTML, and an order may hold anything. */
export const asHtml = (text: string): string => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** Texts one below the other, as n8n shows them below a red message; nothing for none. */
export const listAsHtml = (texts: readonly string[]): string =>
	texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${asHtml(text)}</li>`).join('')}</ul>`;

/** Likewise in a hint, where the marks of a list would lie on n8n's own sign. */
export const linesAsHtml = (texts: readonly string[]): string =>
	texts.map((text) => `<br>• ${asHtml(text)}`).join('');
