import { decimal, type Decimal } from '../money.js';
import { readDecimal } from '../values/decimal.js';
import { isRecord, known } from '../values/reading.js';

/** An object of a web shop's document; what it holds may be of any kind. */
export type Json = Readonly<Record<string, unknown>>;

/** The object that should be there; an empty one in the place of anything else, of which the finding about its shape tells. */
export const record = (value: unknown): Json => (isRecord(value) ? value : {});

/** Likewise a list of objects. */
export const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(record) : []);

/** Likewise a number. */
export const number = (value: unknown): Decimal => known(readDecimal(value)) ?? decimal(0);
