import { logTable } from '../log/exchangeLog.js';
import type { ResolvedChange } from './rowChanges.js';

/** A change of a row of the exchange log, to be made together with those of the shop's rows. */
export const logChange = (exchangeKey: string, set: ResolvedChange['set']): ResolvedChange => ({
	table: logTable,
	key: [['exchange_key', exchangeKey]],
	set,
	add: [],
});
