import { problem, type Problem } from '../problems/problem.js';
import type { RowPlan, Value } from './rowPlan.js';
import type { ColumnView, SchemaView } from '../database/schemaView.js';

/**
 * Finds every planned value that the shop's column cannot hold exactly: texts too long or with characters outside the
 * column's set, numbers out of range. Such a value would be cut or refused, so the order is refused before.
 */
export function unfitValues(
	plan: RowPlan,
	schema: SchemaView,
	prefix: string,
	order: string,
): readonly Problem[] {
	const places = [
		...plan.inserts.map(({ table, values }) => ({ table, values })),
		...plan.changes.flatMap(({ table, set }) => (set ? [{ table, values: set }] : [])),
	];
	return places.flatMap(({ table, values }) =>
		Object.entries(values).flatMap(([name, value]) => {
			const column = schema.get(prefix + table)?.columns.get(name);
			return column ? unfit(value, column, `${table}.${name}`, order) : [];
		}),
	);
}

function unfit(value: Value, column: ColumnView, place: string, order: string): readonly Problem[] {
	if (value === null) return [];
	if (typeof value === 'object' && !('text' in value)) return [];
	const text = typeof value === 'object' ? value.text : String(value);
	const origin = {
		order,
		...(typeof value === 'object' && { field: value.field, ...(value.line && { line: value.line }) }),
	};
	if (column.charset !== null)
		return [...tooLong(text, column, place, origin), ...strange(text, column, place, origin)];
	return outOfRange(text, column, place, origin);
}

type Origin = { readonly order: string; readonly field?: string; readonly line?: string };

const tooLong = (text: string, column: ColumnView, place: string, origin: Origin): readonly Problem[] => {
	// UTF-8 needs at most three bytes for each of JavaScript's units.
	if (column.maxLength === null || 3 * text.length <= column.maxLength) return [];
	const length = /text$/.test(column.type) ? Buffer.byteLength(text) : [...text].length;
	return length <= column.maxLength
		? []
		: [
				problem(
					'shop.text.tooLong',
					{ ...origin, value: text },
					{ length, column: place, limit: column.maxLength },
				),
			];
};

/** utf8/utf8mb3 stops at U+FFFF, latin1 (windows-1252 in MySQL) and ascii earlier. */
const storable: Readonly<Record<string, RegExp>> = {
	utf8: /^[\u0000-\uffff]*$/u,
	utf8mb3: /^[\u0000-\uffff]*$/u,
	latin1: /^[\u0000-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/u,
	ascii: /^[\u0000-\u007f]*$/u,
};

const strange = (text: string, column: ColumnView, place: string, origin: Origin): readonly Problem[] => {
	const charset = column.charset ?? '';
	const allowed = storable[charset];
	const lone = /[\ud800-\udfff]/u.exec(text)?.[0];
	const character = lone ?? (allowed ? [...text].find((one) => !allowed.test(one)) : undefined);
	return character === undefined
		? []
		: [problem('shop.text.characters', { ...origin, value: text }, { character, column: place, charset })];
};

const integerBits: Readonly<Record<string, number>> = {
	tinyint: 8,
	smallint: 16,
	mediumint: 24,
	int: 32,
	bigint: 64,
};

const outOfRange = (text: string, column: ColumnView, place: string, origin: Origin): readonly Problem[] => {
	const finding = () => [
		problem('shop.number.outOfRange', { ...origin, value: text }, { number: text, column: place }),
	];
	const decimals = /^decimal\((\d+),(\d+)\)/.exec(column.type);
	if (decimals) {
		const whole = text.replace('-', '').split('.')[0]?.replace(/^0+/, '') ?? '';
		return whole.length > Number(decimals[1]) - Number(decimals[2]) ? finding() : [];
	}
	const bits = integerBits[/^[a-z]+/.exec(column.type)?.[0] ?? ''];
	if (bits === undefined) return [];
	if (!/^-?\d+$/.test(text)) return finding();
	const unsigned = column.type.includes('unsigned');
	const limit = 2n ** BigInt(unsigned ? bits : bits - 1);
	const number = BigInt(text);
	return number >= limit || number < (unsigned ? 0n : -limit) ? finding() : [];
};
