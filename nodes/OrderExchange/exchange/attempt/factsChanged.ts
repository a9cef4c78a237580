/** Another worker changed what the orders were claimed for; the batch starts again. */
export class FactsChanged extends Error {
	readonly code = 'FACTS_CHANGED';
}
