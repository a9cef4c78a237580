import { Unreadable } from '../values/reading.js';
import type { Check } from './check.js';

const day = 86_400_000;

/** A date that is there, means one day, does not lie ahead (but for a day of zones), and is not too old. */
export const orderDate: Check = ({ draft: { date, found } }, { maximumAge, now }, find) => {
	const field = 'date';
	if (date === undefined) return find('order.date.missing', { field });
	if (date instanceof Unreadable) return find('order.date.unreadable', { field, value: date.seen });
	if (date.ambiguous)
		find('order.date.ambiguous', { field, value: found.order.date }, { read: date.ambiguous });
	const age = now.getTime() - date.millis;
	if (age < -day) find('order.date.future', { field, value: date.text });
	if (maximumAge > 0 && age > maximumAge * day)
		find('order.tooOld', { field, value: date.text }, { days: Math.floor(age / day), limit: maximumAge });
};
