/** A place where a pushed order is meant to differ from one of the shop's own checkout. */
export interface MeantDifference {
	/** Without prefix. */
	readonly table: string;
	/** Left out: the whole row or change. */
	readonly column?: string;
	/** Only rows with these values, e.g. one `meta_key`; a value may end in `*`. */
	readonly where?: Readonly<Record<string, string>>;
	/** Only rows that belong to such a row: `column` holds the `key` of one in `table`, e.g. a meta row of a note. */
	readonly of?: {
		readonly column: string;
		readonly table: string;
		readonly key: string;
		readonly where: Readonly<Record<string, string>>;
	};
	/** Golden cases that it holds for; left out, all. */
	readonly cases?: readonly string[];
	readonly reason: string;
}
