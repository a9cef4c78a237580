import { DateTime, FixedOffsetZone, IANAZone, type Zone } from 'luxon';
import { option, type WooReference } from './reference.js';

const form = 'yyyy-MM-dd HH:mm:ss';

/** As in the columns named *_gmt. */
export const gmt = (moment: Date): string => DateTime.fromJSDate(moment, { zone: 'utc' }).toFormat(form);

/** The shop's local time: its named zone, else its fixed offset in hours. */
export const local = (moment: Date, reference: WooReference): string =>
	DateTime.fromJSDate(moment, { zone: zoneOf(reference) }).toFormat(form);

/** Seconds since 1970, as WordPress keeps them in meta rows. */
export const unixTime = (moment: Date): string => String(Math.floor(moment.getTime() / 1000));

function zoneOf(reference: WooReference): Zone {
	const named = option(reference, 'timezone_string');
	const zone = IANAZone.create(named); // cached by luxon, unlike `isValidZone`
	if (zone.isValid) return zone;
	return FixedOffsetZone.instance(Math.round(Number(option(reference, 'gmt_offset', '0')) * 60) || 0);
}
