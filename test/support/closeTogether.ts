import type { Socket } from 'node:net';

/** Where one end of a connection through a proxy closes, the other one does; both are in `open` until then. */
export function closeTogether(client: Socket, target: Socket, open: Set<Socket>): void {
	for (const socket of [client, target]) {
		open.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => {
			open.delete(socket);
			client.destroy();
			target.destroy();
		});
	}
}
