import type { SourceFinding } from '../incomingOrder.js';
import { type Alike, sameAmount, sameCountry, sameDate, sameText } from '../values/alike.js';
import { isEmpty, known } from '../values/reading.js';
import { readIdentifier } from '../values/text.js';
import { type Field, orderFields } from './fields.js';
import type { GroupedRow } from './rows.js';

/** What the rows of one order say against each other. */
export const aboutRows = (rows: readonly GroupedRow[]): readonly SourceFinding[] => [
	...withoutNumber(rows),
	...differences(rows),
	...repeated(rows),
];

function withoutNumber(rows: readonly GroupedRow[]): readonly SourceFinding[] {
	const places = rows.flatMap(({ numbered }, index) => (numbered ? [] : [index + 1]));
	return places.length === 0
		? []
		: [{ code: 'order.rows.numberMissing', field: 'number', what: rowsAt(places) }];
}

/** Blank cells say nothing: exports often fill in what is about the order in its first row only. */
function differences(rows: readonly GroupedRow[]): readonly SourceFinding[] {
	const findings: SourceFinding[] = [];
	for (const { field, code, alike } of compared) {
		let first: { readonly value: unknown; readonly place: number } | undefined;
		let place = 0;
		for (const { lookup, numbered } of rows) {
			place += 1;
			const value = numbered ? lookup(field) : undefined;
			if (value === undefined || value === first?.value || isEmpty(value)) continue;
			first ??= { value, place };
			if (value === first.value || alike(value, first.value)) continue;
			findings.push({ code, field, what: rowsAt([first.place, place]) });
			break;
		}
	}
	return findings;
}

/** Only rows that name the same article are written out to be compared. */
function repeated(rows: readonly GroupedRow[]): readonly SourceFinding[] {
	const skus = rows.map(({ lookup }) => known(readIdentifier(lookup('line.sku'))));
	const times = new Map<string | undefined, number>();
	for (const sku of skus) times.set(sku, (times.get(sku) ?? 0) + 1);
	const placeOf = new Map<string, number>();
	const places = new Set<number>();
	rows.forEach(({ row }, index) => {
		if (times.get(skus[index]) === 1) return;
		const text = asText(row);
		if (text === undefined) return;
		const before = placeOf.get(text);
		if (before === undefined) placeOf.set(text, index + 1);
		else places.add(before).add(index + 1);
	});
	return places.size === 0 ? [] : [{ code: 'order.rows.repeated', what: rowsAt([...places]) }];
}

/** Undefined for what JSON cannot hold; the rows of one source have their columns in one order. */
function asText(row: GroupedRow['row']): string | undefined {
	try {
		return JSON.stringify(row);
	} catch {
		return undefined;
	}
}

/** Enough to find them; there may be thousands. */
const mostNamed = 6;

function rowsAt(places: readonly number[]): string {
	const named = places.slice(0, mostNamed).join(', ');
	return `${places.length === 1 ? 'row' : 'rows'} ${named}${places.length > mostNamed ? ' …' : ''}`;
}

const alikeIn = (field: Field): Alike => {
	if (field === 'date') return sameDate;
	if (field.endsWith('.country')) return sameCountry;
	return /^totals\.|\.amount$/.test(field) ? sameAmount : sameText;
};

/** Who orders, where the goods go, and in which money: two values of these are two orders. */
const tellsOrdersApart = /^(?:currency|prices|supplier)$|^(?:customer|billTo|shipTo)\./;

/** The number is the same, and what is called off may be single lines. */
const notCompared: ReadonlySet<Field> = new Set(['number', 'status', 'cancelled', 'delivered']);

const compared = orderFields
	.filter((field) => !notCompared.has(field))
	.map((field) => ({
		field,
		code: tellsOrdersApart.test(field) ? ('order.rows.conflict' as const) : ('order.rows.differ' as const),
		alike: alikeIn(field),
	}));
