import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { require as requireTypeScript } from 'tsx/cjs/api';

/** Jest's globalSetup: builds and packs this package once; every n8n of the run installs that tarball. */
export default async function setup() {
	const { packPackage, packedBefore } = requireTypeScript(
		'../../scripts/system/packedPackage.ts',
		import.meta.url,
	);
	globalThis.packFolder = await mkdtemp(join(tmpdir(), 'order-exchange-packed-'));
	process.env[packedBefore] = await packPackage(globalThis.packFolder, () => undefined);
}
