/** How a run is divided: into how many transactions at once, of how many orders each. */
export interface Pace {
	readonly connections: number;
	readonly batchSize: number;
	/** Orders whose facts are read at once: their plans know of each other. */
	readonly windowSize: number;
}

const mostConnections = 4;
/** Where an answer takes longer, waiting costs more than the rows do, and larger batches wait less often. */
const distantMs = 5;
const smallBatch = 100;
const largeBatch = 500;
const smallWindow = 1000;

/**
 * The pace for so many orders over a line whose round trip takes `roundTripMs`. A wanted batch size stays as it is. What
 * is one small batch goes over one connection, since opening others would take as long as their work.
 */
export function paceFor(orders: number, roundTripMs: number, wantedBatchSize?: number): Pace {
	const connections = Math.max(
		1,
		Math.min(mostConnections, Math.ceil(orders / (wantedBatchSize ?? smallBatch))),
	);
	const most = wantedBatchSize ?? (roundTripMs > distantMs ? largeBatch : smallBatch);
	const rounds = Math.ceil(orders / (connections * most));
	const batchSize = wantedBatchSize ?? Math.max(1, Math.ceil(orders / (connections * Math.max(1, rounds))));
	return { connections, batchSize, windowSize: Math.max(smallWindow, connections * batchSize) };
}
