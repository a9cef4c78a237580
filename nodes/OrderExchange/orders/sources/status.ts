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

/** No states of a payment, which can be completed as well. */
const delivered =
	/^(?:fulfilled|shipped|delivered|dispatched|versandt|versendet|verschickt|(?:aus)?geliefert|zugestellt)(?!\p{L})/u;

const deliveredPartly =
	/^(?:partial$|(?:partially|partly|teilweise|teil) ?(?:fulfilled|shipped|delivered|versandt|versendet|geliefert)(?!\p{L}))/u;

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
const callsOff = (status: unknown): boolean =>
	calledOff.test(folded(status)) || calledOffPartly.test(folded(status));

/** Of several columns about the state, the lowest one counts: what calls the order off, then what is delivered, then as they rank. */
export function statusRank(status: unknown, rank: number): number {
	if (callsOff(status)) return -3;
	const word = folded(status);
	return delivered.test(word) ? -2 : deliveredPartly.test(word) ? -1 : rank;
}

/** Whether it is the state of an order and not the name of a region. */
export const isStatusWord = (value: unknown): boolean => callsOff(value) || underWay.test(folded(value));

/** What a row or a mapped item says of the state of its order; words that nobody knows say nothing. */
export function stateIn(lookup: Lookup): readonly SourceFinding[] {
	const status = lookup('status');
	const word = folded(status);
	if (calledOff.test(word)) return [{ code: 'order.cancelled', field: 'status', value: status }];
	const cancelled = lookup('cancelled');
	if (!isEmpty(cancelled) && saysSince(cancelled))
		return [{ code: 'order.cancelled', field: 'cancelled', value: cancelled }];
	if (calledOffPartly.test(word)) return [{ code: 'order.refunded.unclear', field: 'status' }];
	if (delivered.test(word)) return [{ code: 'order.delivered', field: 'status', value: status }];
	const since = lookup('delivered');
	if (!isEmpty(since) && saysSince(since))
		return [{ code: 'order.delivered', field: 'delivered', value: since }];
	return deliveredPartly.test(word)
		? [{ code: 'order.delivered.partly', field: 'status', value: status }]
		: [];
}

/** Yes, or the time when it happened. */
const saysSince = (value: unknown): boolean =>
	value === true ||
	yes.test(known(readIdentifier(value)) ?? '') ||
	known(readDate(value, { zone: 'UTC', slashes: 'guess' })) !== undefined;
