import { sourceStateProblems } from './sourceStateProblems.js';
import { customerProblems } from './customerProblems.js';
import { lineProblems } from './lineProblems.js';
import { orderProblems } from './orderProblems.js';
import { shopProblems } from './shopProblems.js';
import { exchangeProblems } from './exchangeProblems.js';
import { databaseProblems } from './databaseProblems.js';
import { mailProblems } from './mailProblems.js';
import { nodeProblems } from './nodeProblems.js';
import { invitationProblems } from './invitationProblems.js';
import { supplierProblems } from './supplierProblems.js';

/** Every code, in the order of the error reference: about the order, the shop, the push, the database, the supplier, the mail, the node. */
export const catalogue = {
	...sourceStateProblems,
	...orderProblems,
	...customerProblems,
	...lineProblems,
	...shopProblems,
	...exchangeProblems,
	...databaseProblems,
	...supplierProblems,
	...invitationProblems,
	...mailProblems,
	...nodeProblems,
} as const;

export type ProblemCode = keyof typeof catalogue;
