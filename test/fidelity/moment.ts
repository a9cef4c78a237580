import { DateTime } from 'luxon';
import type { GoldenOrder } from '../support/goldenOrders.js';

const dateTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const unixSeconds = /^1[5-9]\d{8}$/;
const likelyZones = ['utc', 'Europe/Berlin'];
const closeMs = 5 * 60_000;

/** A checkout takes some seconds from its first row to its last; we write all rows at one moment. */
const longestCheckoutSeconds = 60;

/**
 * The moment of a golden order. Where no column says it in GMT, the zone is the one that brings the rows' local
 * time to the order's own date, else the one that the notes name, else UTC.
 */
export function momentOf({ tables, notes, order }: GoldenOrder): Date {
	const times = Object.values(tables).flatMap(({ inserted = [] }) =>
		inserted.flatMap((row) =>
			Object.entries(row)
				.filter(([, value]) => value !== null && dateTime.test(value) && !value.startsWith('0000'))
				.map(([column, value]) => ({ column, value: value ?? '' })),
		),
	);
	const latest = (values: readonly { value: string }[]) =>
		values
			.map(({ value }) => value)
			.sort()
			.at(-1);
	const inZone = (value: string, zone: string) => DateTime.fromSQL(value, { zone }).toJSDate();

	const gmt = latest(times.filter(({ column }) => column.endsWith('_gmt')));
	if (gmt) return inZone(gmt, 'utc');
	const local = latest(times);
	if (!local) return new Date(order.date);
	const noted = notes.map((note) => /\b[A-Z][a-z]+\/[A-Z][A-Za-z_]+\b/.exec(note)?.[0]).find(Boolean);
	const zones = [...(noted ? [noted] : []), ...likelyZones];
	const agrees = (zone: string) => Math.abs(inZone(local, zone).getTime() - Date.parse(order.date)) < closeMs;
	return inZone(local, zones.find(agrees) ?? noted ?? 'utc');
}

/** Whether two date columns, or two columns of seconds since 1970, tell moments of one checkout. */
export function sameMoment(wanted: string, got: string): boolean {
	const seconds = (value: string): number | undefined => {
		if (dateTime.test(value)) return DateTime.fromSQL(value, { zone: 'utc' }).toSeconds();
		return unixSeconds.test(value) ? Number(value) : undefined;
	};
	if (dateTime.test(wanted) !== dateTime.test(got)) return false;
	const [a, b] = [seconds(wanted), seconds(got)];
	return a !== undefined && b !== undefined && Math.abs(a - b) <= longestCheckoutSeconds;
}
