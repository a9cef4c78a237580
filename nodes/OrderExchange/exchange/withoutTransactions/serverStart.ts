import type { OpenShop } from '../openShop.js';

/** When the database server started, in seconds since 1970, exact to a second or two; 0 where it does not tell. */
export async function serverStart({ database }: OpenShop): Promise<number> {
	const [server] = await database.read(
		{ name: 'version', columns: [['version', '@@version']], from: '' },
		'',
	);
	const status = server?.version?.includes('MariaDB') ? 'information_schema' : 'performance_schema';
	const [row] = await database.read(
		{
			name: 'start',
			columns: [['start', 'UNIX_TIMESTAMP() - VARIABLE_VALUE']],
			from: `FROM ${status}.GLOBAL_STATUS WHERE VARIABLE_NAME = 'Uptime'`,
		},
		'',
	);
	return Number(row?.start ?? '0');
}

const inexactSeconds = 3;

/** Whether the server was started anew since it said `before`, or may have been. */
export async function startedSince(shop: OpenShop, before: number): Promise<boolean> {
	const now = await serverStart(shop);
	return now === 0 || before === 0 || Math.abs(now - before) > inexactSeconds;
}
