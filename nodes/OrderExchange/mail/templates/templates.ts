/** What comes before the orders of a mail, what is repeated for each of them, and what comes after. */
export interface Templates {
	readonly head: string;
	readonly order: string;
	readonly foot: string;
}
