/** Jest's globalTeardown: runs in the process of `jestSetup` and ends its MariaDB. */
export default async function teardown() {
	await globalThis.runningMariaDb?.stop();
	globalThis.runningMariaDb = undefined;
}
