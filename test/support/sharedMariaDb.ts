import { startMariaDb, type MariaDb, type MariaDbAddress } from '../../scripts/system/mariadb.js';

const variable = 'ORDER_EXCHANGE_TEST_MARIADB';

/** The MariaDB of this jest run, started by `startForRun` before the first test. */
export function sharedMariaDb(): MariaDbAddress {
	const address = process.env[variable];
	if (!address) throw new Error('No MariaDB runs: this project of jest.config.mjs has no globalSetup.');
	return JSON.parse(address) as MariaDbAddress;
}

/** Starts one MariaDB for all workers of a jest run, which find it through their environment. */
export async function startForRun(): Promise<MariaDb> {
	const mariaDb = await startMariaDb({ fast: true, say: (line) => process.stderr.write(`${line}\n`) });
	const { host, port, socket, rootUser } = mariaDb;
	process.env[variable] = JSON.stringify({ host, port, socket, rootUser });
	return mariaDb;
}
