import { DateTime, IANAZone } from 'luxon';

/** `time` as 14:30, `zone` as Europe/Berlin. */
export interface CutOff {
	readonly time: string;
	readonly zone: string;
}

/** Whether the time zone is known (IANA). */
export const hasZone = (zone: string): boolean => IANAZone.isValidZone(zone);

/** Whether it is that time of day or later where the supplier is. */
export const isPast = ({ time, zone }: CutOff, now: Date): boolean =>
	DateTime.fromJSDate(now, { zone }).toFormat('HH:mm') >= time;
