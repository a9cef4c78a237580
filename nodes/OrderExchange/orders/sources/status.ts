import type { SourceFinding } from '../incomingOrder.js';
import { readDate } from '../values/date.js';
import { isEmpty, known } from '../values/reading.js';
import { readIdentifier } from '../values/text.js';
import type { Lookup } from './fields.js';

/** As people and shops write it first: `Storniert am 5.1.`, `cancelled by customer`; a cancelled reversal is paid after all. */
const calledOff =
	/^(?:cancell?ed(?! reversal)|refunded|void(?:ed)?|failed|denied|trash|(?:auto|checkout) draft|storno|storniert|annulliert|abgebrochen|widerrufen|fehlgeschlagen|(?:zurück|rück)?erstattet)(?!\p{L})/u;

const calledOffPartly =
	/^(?:partially|partly|teilweise|teil) ?(?:cancell?ed|refunded|storniert|(?:zurück|rück)?erstattet)(?!\p{L})/u;

const underWay =
	/^(?:new|open|pending|processing|confirmed|authorized|paid|unpaid|on hold|shipped|delivered|fulfilled|unfulfilled|completed?|neu|offen|in bearbeitung|bestätigt|bezahlt|unbezahlt|versandt|versendet|geliefert|abgeschlossen|erledigt)$/;

const yes = /^(?:true|yes|ja|y|j|x|1)$/i;

const folded = (value: unknown): string =>
	typeof value === 'string'
		? value
				.trim()
				.toLowerCase()
				.replace(/^wc-/, '')
				.replace(/[\s_-]+/g, ' ')
		: '';

/** Whether all or a part of an order is not to be delivered any more. */
export const callsOff = (status: unknown): boolean =>
	calledOff.test(folded(status)) || calledOffPartly.test(folded(status));

/** Whether it is the state of an order and not the name of a region. */
export const isStatusWord = (value: unknown): boolean => callsOff(value) || underWay.test(folded(value));

/** What a row or a mapped item says of the state of its order; words that nobody knows say nothing. */
export function stateIn(lookup: Lookup): readonly SourceFinding[] {
	const status = lookup('status');
	if (calledOff.test(folded(status))) return [{ code: 'order.cancelled', field: 'status', value: status }];
	const cancelled = lookup('cancelled');
	if (!isEmpty(cancelled) && saysSince(cancelled))
		return [{ code: 'order.cancelled', field: 'cancelled', value: cancelled }];
	return calledOffPartly.test(folded(status)) ? [{ code: 'order.refunded.unclear', field: 'status' }] : [];
}

/** Yes, or the time when it happened. */
const saysSince = (value: unknown): boolean =>
	value === true ||
	yes.test(known(readIdentifier(value)) ?? '') ||
	known(readDate(value, { zone: 'UTC', slashes: 'guess' })) !== undefined;
