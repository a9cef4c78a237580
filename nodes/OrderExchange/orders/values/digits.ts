import type { Reading } from './reading.js';
import { readIdentifier, readText } from './text.js';

/** Digits of the codes of countries where some begin with zeros, and with how many. */
const zeros: Readonly<Record<string, readonly [digits: number, zeros: number]>> = {
	...{ DE: [5, 1], ES: [5, 1], FR: [5, 1], LT: [5, 1], MX: [5, 1], SK: [5, 1], TR: [5, 1], UA: [5, 1] },
	...{ FI: [5, 2], IT: [5, 2], US: [5, 2], NO: [4, 3], ZA: [4, 3], AU: [4, 1], RO: [6, 1], SG: [6, 1] },
};

/** Some exports put one before digits, so that a spreadsheet leaves them as they are. */
const textMark = /^'(?=[+\d])/;

/** A spreadsheet keeps 01067 as the number 1067; a text of four digits may as well miss another one. */
export function readPostalCode(value: unknown, country: string | undefined): Reading<string> {
	const text = readIdentifier(value);
	if (typeof text !== 'string') return text;
	if (typeof value !== 'number') return text.replace(textMark, '');
	const [digits, most] = zeros[country ?? ''] ?? [0, 0];
	return text.length + most < digits ? text : text.padStart(digits, '0');
}

export function readPhone(value: unknown): Reading<string> {
	const text = readText(value);
	return typeof text === 'string' ? text.replace(textMark, '') : text;
}
