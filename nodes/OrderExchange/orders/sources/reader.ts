import type { IncomingOrder, SourceFinding } from '../incomingOrder.js';

export interface ReadDocument {
	readonly order: IncomingOrder;
	readonly findings: readonly SourceFinding[];
}

/** Reads whole orders of one shape. Never throws, whatever it is given. */
export interface DocumentReader {
	recognises(document: Readonly<Record<string, unknown>>): boolean;
	read(document: Readonly<Record<string, unknown>>): ReadDocument;
}
