import { randomBytes } from 'node:crypto';
import { toBase32 } from '../suppliers/base32.js';

/** Eighty random bits in four groups that can be read out over the phone: `K7QM-2X4A-9RTV-B3CD`. */
export const newPassPhrase = (): string => toBase32(randomBytes(10)).replace(/(.{4})(?=.)/g, '$1-');
