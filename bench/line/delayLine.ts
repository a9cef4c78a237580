import { createServer, Socket, type AddressInfo } from 'node:net';
import { delayed } from './delayed.js';
import { wireCounter, type WireCount } from './wireCounter.js';

/** A way to a server that takes as long as a line across the internet, and counts what passes. */
export interface DelayLine {
	readonly port: number;
	/** What passed since the last call. */
	take(): WireCount;
	close(): Promise<void>;
}

/** SYN, SYN-ACK and ACK are three halves of a round trip; only then does the server see a connection. */
const halvesToOpen = 3;

/**
 * Half of the round trip passes on each way. Nothing else is slowed: any number of bytes can be on the way at once, as
 * on a line of endless bandwidth. Only what a database is told can be counted.
 */
export async function delayLine(targetPort: number, roundTripMs: number, counted = true): Promise<DelayLine> {
	const half = roundTripMs / 2;
	const counter = wireCounter();
	const open = new Set<Socket>();
	const server = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
		const target = new Socket({ allowHalfOpen: true });
		target.setNoDelay(true);
		const wire = counted ? counter.opened() : undefined;
		const early: (() => void)[] = [];
		let connecting = false;
		const toServer = delayed<() => void>(half, (act) => (connecting ? act() : void early.push(act)));
		const toClient = delayed<() => void>(half, (act) => act());
		delayed<void>(half * halvesToOpen, () => {
			target.connect(targetPort, '127.0.0.1');
			connecting = true;
			early.forEach((act) => act());
		})();
		client.on('data', (chunk) => {
			wire?.fromClient(chunk);
			toServer(() => target.write(chunk));
		});
		target.on('data', (chunk) =>
			toClient(() => {
				wire?.fromServer(chunk.length);
				client.write(chunk);
			}),
		);
		client.on('end', () => toServer(() => target.end()));
		target.on('end', () => toClient(() => client.end()));
		client.on('close', () => toServer(() => target.destroy()));
		target.on('close', () => toClient(() => client.destroy()));
		for (const socket of [client, target]) {
			open.add(socket);
			socket.on('error', () => undefined); // the other side learns of it by the close that follows
			socket.on('close', () => open.delete(socket));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		take: () => counter.take(),
		close: async () => {
			open.forEach((socket) => socket.destroy());
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
