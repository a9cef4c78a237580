import { DateTime } from 'luxon';
import { isEmpty, type Reading, Unreadable } from './reading.js';

export interface DateReading {
	/** ISO 8601 with an explicit zone; as it came in when it already was that. */
	readonly text: string;
	readonly millis: number;
	/** Of a date with slashes whose day and month could be exchanged, the day as it was read: `2025-03-04`. */
	readonly ambiguous?: string;
}

export interface DateRules {
	/** IANA zone of dates that name none. */
	readonly zone: string;
	readonly slashes: 'dayFirst' | 'monthFirst' | 'guess';
}

const zoned = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](.+))?$/;
const yearLast = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|(?<=[./])\d{2})(?:,?[T ]+(.+))?$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const dayThenMonth =
	/^(?:\p{L}{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th)?[-. ]{1,2}(\p{L}{3,10})\.?[-, ]{1,2}(\d{4}|\d{2})(?:,?[T ]+(.+))?$/u;
const monthThenDay =
	/^(?:\p{L}{2,10}\.?,? )?(\p{L}{3,10})\.?[- ](\d{1,2})(?:st|nd|rd|th)?[-, ]{1,2}(\d{4}|\d{2})(?:,?[T ]+(.+))?$/u;
const dayMillis = 86_400_000;
// Day numbers from 1954 to 2119, and Unix times from 2001 on, cannot be mistaken for each other
const spreadsheetDays = { from: 20_000, to: 80_000, epoch: Date.UTC(1899, 11, 30) };
const unixSeconds = { from: 1e9, to: 1e10 };

/**
 * A moment from ISO text, `31.12.2025 18:00`, `31.12.25`, `12/31/2025 6:00 PM`, `31 Dec 2025`, `20251231` as text or number, a
 * spreadsheet's day number,
 * Unix seconds or milliseconds, or a Date.
 */
export function readDate(value: unknown, rules: DateRules): Reading<DateReading> {
	if (isEmpty(value)) return undefined;
	if (value instanceof Date) return fromMillis(value.getTime(), value);
	const digits = typeof value === 'number' && compact.test(String(value));
	if (typeof value === 'number' && !digits) return fromNumber(value, rules);
	if (!digits && (typeof value !== 'string' || value.length > 40)) return new Unreadable(value);
	const text = String(value).trim();
	if (zoned.test(text)) {
		const millis = Date.parse(text);
		return Number.isNaN(millis) ? new Unreadable(value) : { text, millis };
	}
	const iso = yearFirst.exec(text) ?? compact.exec(text);
	if (iso) return fromParts(value, [iso[1], iso[2], iso[3]], iso[4], rules.zone, false);
	const local = yearLast.exec(text);
	if (local) {
		const [, first = '', separator, second = '', year, time] = local;
		const slashes = separator === '/';
		const monthFirst =
			slashes && (rules.slashes === 'monthFirst' ? Number(first) <= 12 : Number(second) > 12);
		const ambiguous =
			slashes && rules.slashes === 'guess' && Number(first) <= 12 && Number(second) <= 12 && first !== second;
		const [day, month] = monthFirst ? [second, first] : [first, second];
		return fromParts(value, [fullYear(year), month, day], time, rules.zone, ambiguous);
	}
	const named = namedMonth(text);
	if (named) return fromParts(value, named.date, named.time, rules.zone, false);
	return /^\d{5,13}(\.\d+)?$/.test(text) ? fromNumber(Number(text), rules) : new Unreadable(value);
}

/** `31 Dec 2025`, `Dec-31-25`, `Wed, 31 Dec 2025 18:00:00 +0000`, `31. Dezember 2025`. */
function namedMonth(
	text: string,
): { readonly date: readonly (string | undefined)[]; readonly time: string | undefined } | undefined {
	const first = dayThenMonth.exec(text);
	const [, day, name, year, time] = first ?? [];
	const second = first ? null : monthThenDay.exec(text);
	const month = monthNamed(name ?? second?.[1] ?? '');
	if (month === undefined) return undefined;
	return first
		? { date: [fullYear(year), month, day], time }
		: { date: [fullYear(second?.[3]), month, second?.[2]], time: second?.[4] };
}

const foldedMonth = (name: string): string =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[^a-z]/g, '');

/** Names of months in the languages that columns may have, with their numbers. */
const monthNames: readonly (readonly [name: string, month: number])[] = [
	...['en', 'de', 'fr', 'es', 'it', 'nl'].flatMap((language) => {
		const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
		return Array.from({ length: 12 }, (_, index): readonly [string, number] => [
			foldedMonth(format.format(Date.UTC(2025, index))),
			index + 1,
		]);
	}),
	['mrz', 3],
	['mrt', 3],
];

/** The month whose name, in whatever language, begins so; undefined where two do. */
function monthNamed(name: string): string | undefined {
	const begins = foldedMonth(name);
	const [month, ...others] = new Set(
		monthNames.filter(([full]) => full.startsWith(begins)).map(([, number]) => number),
	);
	return begins.length < 3 || month === undefined || others.length > 0 ? undefined : String(month);
}

/** Nobody sends orders of another century. */
const fullYear = (year: string | undefined): string | undefined => (year?.length === 2 ? `20${year}` : year);

function fromNumber(value: number, { zone }: DateRules): Reading<DateReading> {
	if (value >= spreadsheetDays.from && value < spreadsheetDays.to) {
		const wall = spreadsheetDays.epoch + Math.round(value * dayMillis);
		return fromMillis(wall - aheadOfUtc(wall, zone), value);
	}
	if (value >= unixSeconds.from && value < unixSeconds.to) return fromMillis(value * 1000, value);
	return value >= unixSeconds.from * 1000 ? fromMillis(value, value) : new Unreadable(value);
}

function fromParts(
	seen: unknown,
	date: readonly (string | undefined)[],
	time: string | undefined,
	zone: string,
	ambiguous: boolean,
): Reading<DateReading> {
	const parts = time === undefined || time.trim() === '' ? undefined : clock.exec(time.trim());
	if (parts === null) return new Unreadable(seen);
	const [, hours = '0', minute = '0', second = '0', half, offset] = parts ?? [];
	const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hours);
	const [year, month, day] = date.map(Number);
	const at = offset === undefined ? zone : /^(Z|UTC|GMT)$/.test(offset) ? 'utc' : `UTC${withColon(offset)}`;
	const wall = DateTime.fromObject(
		{ year, month, day, hour, minute: Number(minute), second: Number(second) },
		{ zone: 'utc' },
	);
	const read = wall.isValid
		? fromMillis(wall.toMillis() - aheadOfUtc(wall.toMillis(), at), seen)
		: new Unreadable(seen);
	return !ambiguous || read instanceof Unreadable || read === undefined
		? read
		: { ...read, ambiguous: [year, month, day].map((each) => String(each).padStart(2, '0')).join('-') };
}

const withColon = (offset: string): string => offset.replace(/^(...)(?=\d)/, '$1:');

/** No zone changes its time within a quarter of an hour. */
const quarterMillis = 900_000;
/** Asking the runtime costs more than all else about a date, and the orders of a run are of few hours. */
const offsets = new Map<string, number>();
const mostKnown = 10_000;

/** How far a zone's clocks, which show `wall`, are ahead of UTC. */
function aheadOfUtc(wall: number, zone: string): number {
	if (zone === 'utc') return 0;
	const quarter = Math.floor(wall / quarterMillis) * quarterMillis;
	const key = `${zone} ${quarter}`;
	const before = offsets.get(key);
	if (before !== undefined) return before;
	const moment = DateTime.fromMillis(quarter, { zone: 'utc' }).setZone(zone, { keepLocalTime: true });
	const ahead = quarter - moment.toMillis();
	if (offsets.size >= mostKnown) offsets.clear();
	offsets.set(key, ahead);
	return ahead;
}

function fromMillis(millis: number, seen: unknown): Reading<DateReading> {
	const moment = new Date(millis);
	if (Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999 || moment.getUTCFullYear() < 1)
		return new Unreadable(seen);
	return { text: moment.toISOString().replace('.000Z', 'Z'), millis: moment.getTime() };
}
