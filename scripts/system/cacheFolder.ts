import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder for what is slow to make and good for later runs. `ORDER_EXCHANGE_CACHE` moves it elsewhere;
 * deleting it costs time only.
 */
export async function cacheFolder(): Promise<string> {
	const folder =
		process.env.ORDER_EXCHANGE_CACHE ??
		join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-order-exchange');
	await mkdir(folder, { recursive: true });
	return folder;
}
