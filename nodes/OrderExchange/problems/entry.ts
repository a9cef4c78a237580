/** How the catalogue describes one kind of problem. `{name}` stands for a detail of the finding. */
export interface ProblemEntry {
	/** Whether the order stops unless the user decides otherwise. */
	readonly severity: 'block' | 'warn';
	/** What happened, one sentence. */
	readonly happened: string;
	/** Why that matters or how it comes about. */
	readonly why: string;
	/** What to do about it. */
	readonly remedy: string;
}

export const entries = <Code extends string>(
	table: Readonly<Record<Code, ProblemEntry>>,
): Readonly<Record<Code, ProblemEntry>> => table;
