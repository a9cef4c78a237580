import { type Reading, Unreadable } from './reading.js';
import { readIdentifier } from './text.js';

// XXX, XTS and the like are in ISO 4217 for "no currency" and tests
const currencies: ReadonlySet<string> = new Set(
	Intl.supportedValuesOf('currency').filter((code) => !['XXX', 'XTS'].includes(code)),
);

/** ISO 4217, in capitals; the sign € is the only one that means one currency. */
export function readCurrency(value: unknown): Reading<string> {
	const text = readIdentifier(value);
	if (typeof text !== 'string') return text;
	const code = text === '€' ? 'EUR' : text.toUpperCase();
	return currencies.has(code) ? code : new Unreadable(value);
}
