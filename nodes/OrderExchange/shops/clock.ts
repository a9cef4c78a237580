import { DateTime, type Zone } from 'luxon';

/** Spells a moment out as MySQL writes it, `2026-11-23 17:02:04`, in a zone of its own. */
export type Clock = (moment: Date) => string;

/**
 * A clock of this zone; a zone that nobody knows counts as UTC. It remembers the moment that it was asked last: all orders
 * of a batch are written at the same one, and looking up a zone's offset costs more than planning a line.
 */
export function clockIn(zone: string | Zone): Clock {
	let last = Number.NaN;
	let text = '';
	return (moment) => {
		if (moment.getTime() !== last) {
			const local = DateTime.fromJSDate(moment, { zone });
			text = (local.isValid ? local : DateTime.fromJSDate(moment, { zone: 'utc' })).toFormat(
				'yyyy-MM-dd HH:mm:ss',
			);
			last = moment.getTime();
		}
		return text;
	};
}
