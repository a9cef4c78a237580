import type { StrikeKind } from '../proxy/faults.js';
import type { Counts, Finding } from '../shop/checker.js';

/** Trials of one kind and what came of them. */
export interface Series {
	readonly title: string;
	readonly trials: number;
	/** How many trials each kind of shop had. */
	readonly shops: ReadonlyMap<string, number>;
	/** Faults that really struck. */
	readonly strikes: ReadonlyMap<StrikeKind, number>;
	readonly counts: Counts;
	readonly findings: readonly Finding[];
	readonly seconds: number;
}
