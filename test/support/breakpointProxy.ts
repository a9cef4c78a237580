import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Where one connection stops: nothing passes on it any more, and both ends believe that the other is slow. */
export interface Breakpoint {
	readonly reached: Promise<void>;
	/** Lets the connection go on; one whose client has died meanwhile is over. */
	release(): void;
}

export interface BreakpointProxy {
	readonly port: number;
	/**
	 * Stops the next connection that has sent what `where` looks for, once: before the last of it gets to the server, or
	 * after the server has got it and before its answer comes back.
	 */
	breakAt(where: (sent: string) => boolean, when: 'before' | 'after'): Breakpoint;
	/** Connections through it that are open now. */
	readonly open: number;
	close(): Promise<void>;
}

interface Trap {
	readonly where: (sent: string) => boolean;
	readonly when: 'before' | 'after';
	readonly reached: () => void;
	readonly released: Promise<void>;
}

/** A way to a server on this machine that stops where a test wants it to, for as long as it wants. */
export async function breakpointProxy(targetPort: number): Promise<BreakpointProxy> {
	const sockets = new Set<Socket>();
	const traps: Trap[] = [];
	const server = createServer((client) => {
		const target = connect(targetPort, '127.0.0.1');
		let sent = '';
		let going = Promise.resolve();
		const pass = (to: Socket, chunk: Buffer) => {
			going = going.then(() => void (to.destroyed || to.write(chunk)));
		};
		client.on('data', (chunk) => {
			sent += chunk.toString('latin1');
			const index = traps.findIndex(({ where }) => where(sent));
			const [trap] = index < 0 ? [] : traps.splice(index, 1);
			if (trap?.when !== 'before') pass(target, chunk);
			if (trap) {
				// What was sent before is on its way when the test goes on.
				going = going.then(() => trap.released);
				if (trap.when === 'before') {
					trap.reached();
					pass(target, chunk);
				} else target.once('data', trap.reached);
			}
		});
		target.on('data', (chunk) => pass(client, chunk));
		for (const socket of [client, target]) {
			sockets.add(socket);
			socket.setNoDelay(true);
			socket.on('error', () => undefined);
			socket.on('close', () => {
				sockets.delete(socket);
				client.destroy();
				target.destroy();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		breakAt: (where, when) => {
			let release = () => {};
			const released = new Promise<void>((resolve) => (release = resolve));
			const reached = new Promise<void>((resolve) => traps.push({ where, when, reached: resolve, released }));
			return { reached, release };
		},
		get open() {
			return sockets.size / 2;
		},
		close: async () => {
			sockets.forEach((socket) => socket.destroy());
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
