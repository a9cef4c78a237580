import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { connectionOf } from '../../nodes/OrderExchange/suppliers/invitedShop.js';
import { run } from '../../scripts/system/run.js';
import { runCommand, type CommandRun } from './command.js';
import { openedCode } from './invitations.js';
import { startMariaDb, type MariaDb } from './mariadb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

/** A supplier's shop with its configuration in a folder, where the built command is run. */
export interface CommandShop {
	readonly server: MariaDb;
	readonly shop: TestShop;
	readonly folder: string;
	/** A configuration of the shop by which this account reaches the database. */
	writeConfig(account: { readonly user: string; readonly password: string }, file?: string): void;
	/** `user` as in SQL: `plain`, `local@localhost`. */
	newUser(user: string, password: string): Promise<void>;
	ask(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Answer>;
	close(): Promise<void>;
}

/** What the command says with --json. */
export interface Answer {
	readonly ok: boolean;
	readonly code: string;
	readonly id: string;
	readonly user: string;
	readonly passPhrase?: string;
	readonly sql: readonly string[];
	readonly revokeSql: readonly string[];
	readonly problems?: readonly { readonly code: string }[];
	readonly invitations: readonly { readonly id: string; readonly state: string }[];
}
export const answerIn = ({ out }: CommandRun): Answer => JSON.parse(out) as Answer;

/** Builds the command first. The folder's `config.php` holds the server's root. */
export async function commandShop(): Promise<CommandShop> {
	await run('npm', ['run', 'build', '--silent'], { cwd: join(__dirname, '../..') });
	const server = await startMariaDb({ fast: true, withTls: true });
	const shop = await createShop(server, 'opencart-4.1');
	const folder = mkdtempSync(join(tmpdir(), 'order-exchange-command-'));
	const define = (name: string, value: string | number) => `define('DB_${name}', '${value}');`;
	const writeConfig: CommandShop['writeConfig'] = ({ user, password }, file = 'config.php') => {
		const lines = [
			...[define('HOSTNAME', '127.0.0.1'), define('PORT', server.port), define('USERNAME', user)],
			...[define('PASSWORD', password), define('DATABASE', shop.settings.database), define('PREFIX', 'oc_')],
		];
		writeFileSync(join(folder, file), ['<?php', ...lines].join('\n'));
	};
	writeConfig(server.rootUser);
	return {
		...{ server, shop, folder, writeConfig },
		newUser: async (user, password) => {
			await server.query(`DROP USER IF EXISTS ${user}`);
			await server.query(`CREATE USER ${user} IDENTIFIED BY '${password}'`);
		},
		ask: async (args, environment) => answerIn(await runCommand(folder, [...args, '--json'], environment)),
		close: async () => {
			await server.stop();
			rmSync(folder, { recursive: true });
		},
	};
}

/** Whether the code and its pass phrase let one into the shop's database. */
export const login = async (code: string, passPhrase: string): Promise<boolean> => {
	const settings = connectionOf(await openedCode(code, passPhrase));
	return connect(settings).then(
		(database) => database.close().then(() => true),
		() => false,
	);
};
