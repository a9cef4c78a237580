import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The distributor's own web service: what the workflows read in place of a company's real system. */
export interface DistributorSite {
	readonly url: string;
	/** What `GET /<name>.json` answers with; an array becomes one n8n item per entry. */
	readonly documents: Map<string, unknown>;
	stop(): Promise<void>;
}

/** Serves JSON documents on a free port of 127.0.0.1. */
export async function startDistributorSite(): Promise<DistributorSite> {
	const documents = new Map<string, unknown>();
	const server = createServer((request, response) => {
		const name = /^\/([\w-]+)\.json$/.exec(request.url ?? '')?.[1] ?? '';
		const found = documents.has(name);
		response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify(found ? documents.get(name) : { message: 'There is no such document.' }));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		documents,
		async stop() {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
