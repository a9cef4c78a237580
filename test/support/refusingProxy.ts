import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { closeTogether } from './closeTogether.js';
import { errorPacket, statementSplitter } from '../../sandbox/mysqlPackets.js';

export interface RefusingProxy {
	readonly port: number;
	/** The next statement with this text is answered with the server's error, and does not reach the server. */
	refuseAt(text: string, errno: number): void;
	/** How often it has refused. */
	readonly refused: number;
	close(): Promise<void>;
}

/** A way to a MariaDB server that says no in the server's stead. */
export async function refusingProxy(targetPort: number): Promise<RefusingProxy> {
	const open = new Set<Socket>();
	let traps: readonly { readonly text: string; readonly errno: number }[] = [];
	let refused = 0;
	const server = createServer((client) => {
		const target = connect(targetPort, '127.0.0.1');
		const split = statementSplitter();
		let dropping = false;
		closeTogether(client, target, open);
		client.on('data', (chunk) => {
			for (const { bytes, opensStep, sequence } of split(chunk)) {
				const trap = opensStep ? traps.find(({ text }) => bytes.includes(text)) : undefined;
				dropping = trap !== undefined || (dropping && !opensStep);
				if (!dropping) target.write(bytes);
				if (!trap) continue;
				refused += 1;
				traps = traps.filter((one) => one !== trap);
				client.write(errorPacket(trap.errno, sequence + 1));
			}
		});
		target.on('data', (chunk) => client.write(chunk));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		refuseAt: (text, errno) => {
			traps = [...traps, { text, errno }];
		},
		get refused() {
			return refused;
		},
		close: async () => {
			open.forEach((socket) => socket.destroy());
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
