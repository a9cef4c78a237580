import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/system/run.js';

const root = join(__dirname, '../..');

/**
 * Compiles package and measurements to plain JavaScript, as n8n's users run it: what tsx adds to every function would be
 * measured otherwise. Gives the folder.
 */
export async function compiled(): Promise<string> {
	const folder = join(root, 'node_modules/.cache/order-exchange-bench');
	await mkdir(folder, { recursive: true });
	const tsc = join(root, 'node_modules/typescript/bin/tsc');
	const emit = ['--noEmit', 'false', '--outDir', folder, '--rootDir', root];
	const again = ['--incremental', '--tsBuildInfoFile', join(folder, 'last.tsbuildinfo')];
	await run(process.execPath, [tsc, '-p', root, ...emit, ...again]);
	for (const data of ['sandbox/shops/data', 'demo/data']) {
		await rm(join(folder, data), { recursive: true, force: true });
		await symlink(join(root, data), join(folder, data));
	}
	return folder;
}
