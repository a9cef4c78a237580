/** How a run is divided: into how many transactions at once, of how many orders each. */
export interface Pace {
	readonly connections: number;
	readonly batchSize: number;
	/** Orders whose facts are read at once: their plans know of each other. */
	readonly windowSize: number;
}

/** Where an answer takes longer, waiting costs more than the rows do: more wait at the same time, and less often. */
const distantMs = 5;
/** Three keep this process and the server busy; with more, what is under way would only take more memory. */
const nearby = { connections: 3, batchSize: 75 };
const distant = { connections: 4, batchSize: 500 };
/** As much as is worth a connection. */
const smallBatch = 100;
const smallWindow = 1000;

/**
 * The pace for so many orders over a line whose round trip takes `roundTripMs`. A wanted batch size stays as it is. What
 * is one small batch goes over one connection, since opening others would take as long as their work.
 */
export function paceFor(orders: number, roundTripMs: number, wantedBatchSize?: number): Pace {
	const most = roundTripMs > distantMs ? distant : nearby;
	const connections = Math.max(
		1,
		Math.min(most.connections, Math.ceil(orders / (wantedBatchSize ?? smallBatch))),
	);
	const mostOrders = wantedBatchSize ?? (connections === 1 ? smallBatch : most.batchSize);
	const rounds = Math.ceil(orders / (connections * mostOrders));
	const batchSize = wantedBatchSize ?? Math.max(1, Math.ceil(orders / (connections * Math.max(1, rounds))));
	return { connections, batchSize, windowSize: Math.max(smallWindow, connections * batchSize) };
}
