/** How the catalogue describes one kind of problem. `{name}` stands for a detail of the finding. */
export interface ProblemEntry {
	/** Whether the order stops unless the user decides otherwise. */
	readonly severity: 'block' | 'warn';
	/** Name in a list of choices; only where the user may decide that the finding blocks or only warns. */
	readonly title?: string;
	/** What happened, one sentence. */
	readonly happened: string;
	/** Why that matters or how it comes about. */
	readonly why: string;
	/** What to do about it. */
	readonly remedy: string;
}

/** A table of entries that keeps its texts in its type, so that `problem` can ask for their details. */
export const entries = <const Table extends Readonly<Record<string, ProblemEntry>>>(table: Table): Table =>
	table;
