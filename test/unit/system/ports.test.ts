import { createServer } from 'node:net';
import { freePort } from '../../../scripts/system/ports.js';

test('a server that is killed finds its port free again: no outgoing connection gets it meanwhile', async () => {
	const port = await freePort();
	expect(port).toBeLessThan(32_768); // Linux gives those from here on to outgoing connections
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	await new Promise((resolve) => server.close(resolve));
});
