import { serve } from '../processes/helper.js';
import { delayLine, type DelayLine } from './delayLine.js';

// The lines run in a process of their own, so that neither end's work holds up the line.

const lines = new Map<number, DelayLine>();

const service = {
	/** Gives the port of a line with this round trip, in milliseconds. */
	open: async ({
		targetPort,
		roundTripMs,
	}: {
		readonly targetPort: number;
		readonly roundTripMs: number;
	}) => {
		const line = lines.get(roundTripMs) ?? (await delayLine(targetPort, roundTripMs));
		lines.set(roundTripMs, line);
		return line.port;
	},
	/** What passed on that line since the last call. */
	take: async (roundTripMs: number) => lines.get(roundTripMs)?.take(),
};
export type LineService = typeof service;

serve(service);
