import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface CountingProxy {
	readonly port: number;
	/** Connections that were open at the same time, at most, and all that there were. */
	readonly most: number;
	readonly all: number;
	close(): Promise<void>;
}

/** A way to a server on this machine that counts who is there at the same time. */
export async function countingProxy(targetPort: number, closed: () => void): Promise<CountingProxy> {
	const sockets = new Set<Socket>();
	let [open, most, all] = [0, 0, 0];
	const server = createServer((client) => {
		const target = connect(targetPort, '127.0.0.1');
		all += 1;
		most = Math.max(most, ++open);
		client.pipe(target).pipe(client);
		for (const socket of [client, target]) {
			sockets.add(socket);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				sockets.delete(socket);
				(socket === client ? target : client).destroy();
			});
		}
		client.on('close', () => {
			open -= 1;
			closed();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		get most() {
			return most;
		},
		get all() {
			return all;
		},
		close: async () => {
			sockets.forEach((socket) => socket.destroy());
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
