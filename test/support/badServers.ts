import { createServer, type AddressInfo, type Socket } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';

export interface BadServer {
	readonly port: number;
	/** Connections that are open once each has had a moment to learn that its client is gone. */
	open(): Promise<number>;
	close(): Promise<void>;
}

const patienceMs = 5_000;

/** Accepts every connection and behaves as `treat` says; by itself it never closes one. */
export async function badServer(treat: (socket: Socket) => void = () => undefined): Promise<BadServer> {
	const sockets = new Set<Socket>();
	const server = createServer({ allowHalfOpen: true }, (socket) => {
		sockets.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => sockets.delete(socket));
		socket.resume();
		// a client that only said goodbye stays connected; one that has closed answers with a reset
		socket.on('end', () => dripping(Buffer.from('?'))(socket));
		treat(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		open: async () => {
			const deadline = Date.now() + patienceMs;
			while (sockets.size > 0 && Date.now() < deadline) await pause(20);
			return sockets.size;
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

/** Sends the bytes one at a time, and the last one for ever. */
export const dripping =
	(bytes: Buffer, everyMs = 20) =>
	(socket: Socket): void => {
		let sent = 0;
		const timer = setInterval(() => {
			const at = Math.min(sent, bytes.length - 1);
			socket.write(bytes.subarray(at, at + 1));
			sent += 1;
		}, everyMs);
		socket.on('close', () => clearInterval(timer));
	};
