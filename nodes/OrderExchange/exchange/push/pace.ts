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
const mostRows = { near: 8_000, far: 12_000 };
const mostConnections = 4;
/** A shop that takes one batch at a time gets as many orders in it as lie in the memory for two connections of another. */
const aloneAs = 2;
/** About as long an order becomes in the note of what such a batch is about to do, which is one statement. */
const notedBytes = 4_000;
/** As much as is worth a connection. */
const smallBatch = 100;
const smallWindow = 1000;

export interface WhatToPace {
	readonly orders: number;
	/** Of an order, about. */
	readonly rowsPerOrder: number;
	readonly roundTripMs: number;
	/** The shop takes one batch at a time; with the longest statement that its server takes, in bytes. */
	readonly oneAtATime?: { readonly longestStatement: number } | undefined;
	/** Stays as it is. */
	readonly wantedBatchSize?: number | undefined;
}

/**
 * The pace for so many orders over such a line. What is one small batch goes over one connection, since opening others would
 * take as long as their work.
 */
export function paceFor({
	orders,
	rowsPerOrder,
	roundTripMs,
	oneAtATime,
	wantedBatchSize: wanted,
}: WhatToPace): Pace {
	const wantedConnections = Math.ceil(orders / (wanted ?? smallBatch));
	const connections = oneAtATime ? 1 : Math.max(1, Math.min(mostConnections, wantedConnections));
	const share = oneAtATime ? aloneAs : 1;
	const reach = roundTripMs > distantMs ? 'far' : 'near';
	const many = Math.min(
		share * mostOrders[reach],
		Math.floor((share * mostRows[reach]) / rowsPerOrder),
		Math.floor((oneAtATime?.longestStatement ?? Infinity) / notedBytes),
	);
	const largest = connections > 1 || oneAtATime ? many : smallBatch;
	const rounds = Math.max(1, Math.ceil(orders / (connections * largest)));
	const batchSize = wanted ?? Math.max(1, Math.ceil(orders / (connections * rounds)));
	return { connections, batchSize, windowSize: Math.max(smallWindow, connections * batchSize) };
}
