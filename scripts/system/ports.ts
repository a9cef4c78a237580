import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that the system gives to outgoing connections, so that a server which was killed finds its port again. */
const lowest = 15_000;
const highest = 32_000;

/** A TCP port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(lowest, highest);
		if (await isFree(port)) return port;
	}
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	const listening = new Promise<boolean>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
		);
		server.listen(port, '127.0.0.1', () => resolve(true));
	});
	if (!(await listening)) return false;
	await new Promise<void>((resolve) => server.close(() => resolve()));
	return true;
}
