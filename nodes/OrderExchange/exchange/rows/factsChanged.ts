/** Somebody else changed what the orders were planned from; the batch starts again. */
export class FactsChanged extends Error {
	readonly code = 'FACTS_CHANGED';
}
