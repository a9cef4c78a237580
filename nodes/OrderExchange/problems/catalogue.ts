import { orderProblems } from './orderProblems.js';
import { shopProblems } from './shopProblems.js';
import { databaseProblems } from './databaseProblems.js';
import { mailProblems } from './mailProblems.js';

/** Every code, in the order of the error reference: about the order, the shop, the database, the mail. */
export const catalogue = {
	...orderProblems,
	...shopProblems,
	...databaseProblems,
	...mailProblems,
} as const;

export type ProblemCode = keyof typeof catalogue;
