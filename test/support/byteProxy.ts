import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export interface ByteProxy {
	readonly port: number;
	/** Cuts the next connection once so many bytes went that way; undefined never cuts. */
	cutAfter(bytes: number | undefined, way: 'toServer' | 'toClient'): void;
	/** Bytes of the last connection. */
	readonly seen: { readonly toServer: number; readonly toClient: number };
	close(): Promise<void>;
}

/** A way to a server that breaks at a chosen byte; what the server says comes so many milliseconds late. */
export async function byteProxy(targetPort: number, lateMs = 0): Promise<ByteProxy> {
	let cut: { readonly bytes: number; readonly way: 'toServer' | 'toClient' } | undefined;
	let seen = { toServer: 0, toClient: 0 };
	const open = new Set<Socket>();
	const late = (act: () => void) => (lateMs > 0 ? void setTimeout(act, lateMs) : act());
	const proxy = createServer((client) => {
		const target = connect(targetPort, '127.0.0.1');
		const counted = { toServer: 0, toClient: 0 };
		seen = counted;
		const breakOff = () => {
			client.destroy();
			target.destroy();
		};
		const pass = (way: 'toServer' | 'toClient', to: Socket) => (chunk: Buffer) => {
			const left = cut?.way === way ? cut.bytes - counted[way] : Infinity;
			counted[way] += chunk.length;
			if (chunk.length < left) to.write(chunk);
			else if (left > 0) to.write(chunk.subarray(0, left), () => setImmediate(breakOff));
			else breakOff();
		};
		const toClient = pass('toClient', client);
		client.on('data', pass('toServer', target));
		target.on('data', (chunk: Buffer) => late(() => toClient(chunk)));
		for (const socket of [client, target]) {
			open.add(socket);
			socket.on('error', breakOff);
			socket.on('close', () => {
				open.delete(socket);
				// the server must see what came before the cut
				if (socket === client) target.end();
				else late(() => client.destroy());
			});
		}
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	return {
		port: (proxy.address() as AddressInfo).port,
		cutAfter: (bytes, way) => {
			cut = bytes === undefined ? undefined : { bytes, way };
		},
		get seen() {
			return seen;
		},
		close: async () => {
			for (const socket of open) socket.destroy();
			await new Promise<void>((resolve) => proxy.close(() => resolve()));
		},
	};
}
