import { rm } from 'node:fs/promises';

/** Jest's globalTeardown: runs in the process of `packSetup` and removes what it packed. */
export default async function teardown() {
	if (globalThis.packFolder) await rm(globalThis.packFolder, { recursive: true, force: true });
}
