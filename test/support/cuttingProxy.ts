import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { closeTogether } from './closeTogether.js';

export interface CuttingProxy {
	readonly port: number;
	/** Cuts the connection when the client sends this text: before it reaches the server, or once the server has answered. */
	cutAt(text: string, when: 'before' | 'after'): void;
	/** How often it has cut. */
	readonly cuts: number;
	/** Refuses new connections from the next cut on. */
	refuseAfterCut(refuse: boolean): void;
	close(): Promise<void>;
}

/** A way to a MariaDB server that breaks where a test wants it to break. */
export async function cuttingProxy(targetPort: number): Promise<CuttingProxy> {
	const open = new Set<Socket>();
	let trap: { readonly text: string; readonly when: 'before' | 'after' } | undefined;
	let cuts = 0;
	let refuseLater = false;
	let refusing = false;

	const server = createServer((client) => {
		if (refusing) return client.destroy();
		const target = connect(targetPort, '127.0.0.1');
		let cutOnAnswer = false;
		const cut = () => {
			cuts += 1;
			trap = undefined;
			refusing = refuseLater;
			client.destroy();
			target.destroy();
		};
		closeTogether(client, target, open);
		client.on('data', (chunk) => {
			if (trap && chunk.includes(trap.text)) {
				if (trap.when === 'before') return cut();
				cutOnAnswer = true;
			}
			target.write(chunk);
		});
		target.on('data', (chunk) => (cutOnAnswer ? cut() : client.write(chunk)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		cutAt: (text, when) => {
			trap = { text, when };
		},
		get cuts() {
			return cuts;
		},
		refuseAfterCut: (refuse) => {
			refuseLater = refuse;
			refusing &&= refuse;
		},
		close: async () => {
			open.forEach((socket) => socket.destroy());
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
