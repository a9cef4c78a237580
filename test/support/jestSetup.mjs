import { require as requireTypeScript } from 'tsx/cjs/api';

/** Jest's globalSetup, which jest itself cannot compile: starts the MariaDB of the run. */
export default async function setup() {
	const { startForRun } = requireTypeScript('./sharedMariaDb.ts', import.meta.url);
	globalThis.runningMariaDb ??= await startForRun();
}
