import { problem, type Problem } from '../problems/problem.js';
import type { RowPlan, Value, Values } from './rowPlan.js';
import type { ColumnView, SchemaView } from '../database/schemaView.js';

/** What stands against the values of a plan, one finding for each. */
type FitCheck = (plan: RowPlan, order: string) => readonly Problem[];

/**
 * Finds every planned value that the shop's column cannot hold exactly: texts too long or with characters outside the
 * column's set, numbers out of range. Such a value would be cut or refused, so the order is refused before. What the
 * columns hold is worked out once, for all plans that are checked.
 */
export function fitCheck(schema: SchemaView, prefix: string): FitCheck {
	const tables = new Map<string, ReadonlyMap<string, ColumnCheck>>();
	const checksOf = (table: string) => {
		const known = tables.get(table) ?? columnChecks(schema, prefix, table);
		tables.set(table, known);
		return known;
	};
	return (plan, order) => {
		const problems: Problem[] = [];
		const look = (table: string, values: Values) => {
			const checks = checksOf(table);
			for (const name of Object.keys(values)) {
				const value = values[name] ?? null;
				if (value === null || (typeof value === 'object' && !('text' in value))) continue;
				const text = typeof value === 'object' ? value.text : String(value);
				const check = checks.get(name);
				if (check && !check.fits(text)) problems.push(...check.findings(text, originOf(value, order)));
			}
		};
		for (const { table, values } of plan.inserts) look(table, values);
		for (const { table, set } of plan.changes) if (set) look(table, set);
		return problems;
	};
}

interface ColumnCheck {
	/** A quick look; false is only a suspicion. */
	fits(text: string): boolean;
	findings(text: string, origin: Origin): readonly Problem[];
}

const columnChecks = (schema: SchemaView, prefix: string, table: string): ReadonlyMap<string, ColumnCheck> =>
	new Map(
		[...(schema.get(prefix + table)?.columns.values() ?? [])].map((column) => {
			const place = `${table}.${column.name}`;
			return [column.name, column.charset === null ? numberCheck(column, place) : textCheck(column, place)];
		}),
	);

function textCheck(column: ColumnView, place: string): ColumnCheck {
	// UTF-8 needs at most three bytes for each of JavaScript's units, of which a character has one at least.
	const longest = column.maxLength ?? Infinity;
	const surelyShort = countsBytes(column) ? longest / 3 : longest;
	const special = beyond[column.charset ?? ''] ?? surrogate;
	return {
		fits: (text) => text.length <= surelyShort && !special.test(text),
		findings: (text, origin) => [
			...tooLong(text, column, place, origin),
			...strange(text, column, place, origin),
		],
	};
}

function numberCheck(column: ColumnView, place: string): ColumnCheck {
	const holds = rangeOf(column.type);
	return {
		fits: holds,
		findings: (text, origin) => [
			problem('shop.number.outOfRange', { ...origin, value: text }, { number: text, column: place }),
		],
	};
}

const originOf = (value: Value, order: string): Origin => ({
	order,
	...(typeof value === 'object' &&
		value !== null &&
		'text' in value && { field: value.field, ...(value.line && { line: value.line }) }),
});

type Origin = { readonly order: string; readonly field?: string; readonly line?: string };

const countsBytes = ({ type }: ColumnView): boolean => type.endsWith('text');

const tooLong = (text: string, column: ColumnView, place: string, origin: Origin): readonly Problem[] => {
	if (column.maxLength === null) return [];
	const length = countsBytes(column) ? Buffer.byteLength(text) : [...text].length;
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

const surrogate = /[\ud800-\udfff]/;
/** What a column in the set may not hold, found quickly: a pair of surrogates is looked at again. */
const beyond: Readonly<Record<string, RegExp>> = {
	latin1: /[^\u0000-\u00ff]/,
	ascii: /[^\u0000-\u007f]/,
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

/** Whether a column of this type holds a number; types without a known range hold any. */
function rangeOf(type: string): (number: string) => boolean {
	const decimals = /^decimal\((\d+),(\d+)\)/.exec(type);
	if (decimals) {
		const digits = Number(decimals[1]) - Number(decimals[2]);
		return (number) => number.length <= digits || wholeDigits(number) <= digits;
	}
	const bits = integerBits[/^[a-z]+/.exec(type)?.[0] ?? ''];
	if (bits === undefined) return () => true;
	const unsigned = type.includes('unsigned');
	const end = 2n ** BigInt(unsigned ? bits : bits - 1);
	const start = unsigned ? 0n : -end;
	const [least, limit] = [Number(start), Number(end)];
	return (number) => {
		if (!/^-?\d+$/.test(number)) return false;
		// Beyond fifteen digits a number of JavaScript is not exact.
		if (number.length > 15) return BigInt(number) >= start && BigInt(number) < end;
		return Number(number) >= least && Number(number) < limit;
	};
}

const wholeDigits = (number: string): number =>
	number.replace('-', '').split('.')[0]?.replace(/^0+/, '').length ?? 0;
