import { connect as connectSocket, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { clearTimeout, setTimeout } from 'node:timers';
import { afterStop } from '../time/afterStop.js';
import { codedFault } from './faults.js';
import type { DatabaseSettings } from './settings.js';

/**
 * The stream that a connection runs over, ours to destroy: a socket that begins to connect, or what `openStream` gives.
 * @throws SSH_TUNNEL when that does not come in time, RUN_STOPPED when the run is stopped meanwhile
 */
export async function openWay(settings: DatabaseSettings, signal: AbortSignal | undefined): Promise<Duplex> {
	if (signal?.aborted) throw codedFault('RUN_STOPPED');
	const stream = settings.openStream
		? await inTime(settings.openStream, settings.connectTimeoutMs ?? 10_000, signal)
		: socketTo(settings);
	stream.on('error', () => undefined); // mysql2 reports it as a lost connection
	return stream;
}

function socketTo({ host, port }: DatabaseSettings): Socket {
	const socket = connectSocket(port, host);
	socket.setNoDelay(true);
	socket.setKeepAlive(true);
	return socket;
}

/** A stream that comes too late is closed as soon as it is there. */
async function inTime(
	open: (late: AbortSignal) => Promise<Duplex>,
	milliseconds: number,
	signal: AbortSignal | undefined,
): Promise<Duplex> {
	const late = new AbortController();
	let gaveUp = false;
	let over: () => void = () => undefined;
	const limit = new Promise<never>((_, reject) => {
		const giveUp = (code: string) => () => {
			gaveUp = true;
			reject(codedFault(code));
		};
		const timer = setTimeout(() => {
			giveUp('SSH_TUNNEL')();
			late.abort();
		}, milliseconds);
		const answered = afterStop(signal, 0, giveUp('RUN_STOPPED'));
		over = () => {
			clearTimeout(timer);
			answered();
		};
	});
	const opening = open(late.signal);
	opening.then(
		(stream) => {
			if (!gaveUp) return;
			stream.on('error', () => undefined);
			stream.destroy();
		},
		() => undefined,
	);
	try {
		return await Promise.race([opening, limit]);
	} finally {
		over();
	}
}
