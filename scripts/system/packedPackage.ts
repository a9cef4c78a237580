import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Say } from './programs.js';
import { run } from './run.js';

const projectFolder = join(__dirname, '../..');

/** Path of a tarball that a run of several n8n packed beforehand. */
export const packedBefore = 'ORDER_EXCHANGE_PACKED';

/** Builds this package and packs it into `folder` as npm would publish it; gives the tarball's path. */
export async function packPackage(folder: string, say: Say): Promise<string> {
	const before = process.env[packedBefore];
	if (before) return before;
	say('Building and packing this package …');
	await run('npm', ['run', 'build', '--silent'], { cwd: projectFolder });
	await run('npm', ['pack', '--silent', `--pack-destination=${folder}`], { cwd: projectFolder });
	const [tarball] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack left no tarball in ${folder}`);
	return join(folder, tarball);
}
