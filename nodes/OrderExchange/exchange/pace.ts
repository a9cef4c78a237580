/** How a run is divided: into how many transactions at once, of how many orders each. */
export interface Pace {
	readonly connections: number;
	readonly batchSize: number;
	/** Orders whose facts are read at once: their plans know of each other. */
	readonly windowSize: number;
}

/** Where an answer takes longer, waiting costs more than the rows do: more wait at the same time, and less often. */
const distantMs = 5;
const mostOrders = { near: 250, far: 500 };
/** Rows of a batch: what is under way lies in the memory, and for more the collector stops the process for too long. */
const mostRows = 8_000;
const mostConnections = 4;
/** As much as is worth a connection. */
const smallBatch = 100;
const smallWindow = 1000;

export interface WhatToPace {
	readonly orders: number;
	/** Of an order, about. */
	readonly rowsPerOrder: number;
	readonly roundTripMs: number;
	/** Stays as it is. */
	readonly wantedBatchSize?: number | undefined;
}

/**
 * The pace for so many orders over such a line. What is one small batch goes over one connection, since opening others would
 * take as long as their work.
 */
export function paceFor({ orders, rowsPerOrder, roundTripMs, wantedBatchSize: wanted }: WhatToPace): Pace {
	const connections = Math.max(1, Math.min(mostConnections, Math.ceil(orders / (wanted ?? smallBatch))));
	const many = Math.min(
		mostOrders[roundTripMs > distantMs ? 'far' : 'near'],
		Math.floor(mostRows / rowsPerOrder),
	);
	const largest = connections === 1 ? smallBatch : many;
	const rounds = Math.max(1, Math.ceil(orders / (connections * largest)));
	const batchSize = wanted ?? Math.max(1, Math.ceil(orders / (connections * rounds)));
	return { connections, batchSize, windowSize: Math.max(smallWindow, connections * batchSize) };
}
