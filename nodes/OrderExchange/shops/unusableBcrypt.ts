import { hash } from 'node:crypto';

const saltEnds = '.Oeu';

/** A bcrypt text that checks like any other and that no known word opens: its digits are those of a hash, not of a word. */
export function unusableBcrypt(exchangeKey: string): string {
	const digits = hash('sha512', `no password of ${exchangeKey}`, 'base64').replaceAll('+', '.');
	// Of the last digit of a salt, bcrypt knows four only.
	const saltEnd = saltEnds[digits.charCodeAt(21) % saltEnds.length] ?? '.';
	return `$2y$10$${digits.slice(0, 21)}${saltEnd}${digits.slice(22, 53)}`;
}
