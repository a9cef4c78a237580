import { FixedOffsetZone, IANAZone } from 'luxon';
import { clockIn, type Clock } from '../clock.js';
import type { Options } from './optionNames.js';

/** As in the columns named *_gmt: `2026-11-23 17:02:04`. */
export const gmt = (moment: Date): string => moment.toISOString().slice(0, 19).replace('T', ' ');

/** Seconds since 1970, as WordPress keeps them in meta rows. */
export const unixTime = (moment: Date): string => String(Math.floor(moment.getTime() / 1000));

/** The shop's local time: its named zone, else its fixed offset in hours. */
export function shopClock(options: Options): Clock {
	const named = IANAZone.create(options.get('timezone_string') ?? '');
	const offset = Math.round(Number(options.get('gmt_offset') ?? '0') * 60) || 0;
	return clockIn(named.isValid ? named : FixedOffsetZone.instance(offset));
}
