import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAtTerminal } from '../support/command.js';
import { commandShop, invitingArgs, type CommandShop } from '../support/commandShop.js';
import type { MariaDb } from '../support/mariadb.js';
import type { TestShop } from '../../sandbox/shops/shopDatabase.js';

let at: CommandShop;
let server: MariaDb;
let shop: TestShop;
let folder: string;
beforeAll(async () => {
	at = await commandShop();
	({ server, shop, folder } = at);
}, 600_000);
afterAll(() => at?.close());

test('asks for what nobody said, shows what it will do, and does it', async () => {
	const { exit, out } = await runAtTerminal(
		folder,
		['invite'],
		[
			[/Whom do you invite/, 'Northwind Traders'],
			[/Name of your shop/, ''],
			[/supplier code/, 'acme'],
			[/E-mail addresses/, 'orders@acme.example'],
			[/Address of this database server/, ''],
			[/Do this now/, ''],
		],
	);
	expect(exit).toBe(0);
	expect(out).toContain('Found the configuration of OpenCart');
	expect(out).toContain('Create the database user ox_northwind_trader');
	expect(out).toMatch(/^OX1-\d+-Your-Store-[0-9A-Z-]+-OX\r?$/m);
	expect(out).toContain('Your Store (code acme)');
	expect(out.match(/invitation\.localAddress/g)).toHaveLength(1);
});

test('asks again after a wrong password, in words for a supplier', async () => {
	await at.newUser('plain', 'planted-own-password');
	await server.query(`GRANT ALL ON \`${shop.settings.database}\`.* TO plain`);
	at.writeConfig({ user: 'plain', password: 'planted-own-password' }, 'plain.php');
	const { exit, out } = await runAtTerminal(
		folder,
		[...invitingArgs, '--config', 'plain.php', '--name', 'A', '--public-host', '127.0.0.1', '--yes'],
		[
			[/account that may create users/, ''],
			[/Password of root/, 'not this one'],
			[/account that may create users/, ''],
			[/Password of root/, server.rootUser.password],
		],
	);
	expect(exit).toBe(0);
	expect(out).toContain('Check the account (“--user”) and its password.');
	expect(out).not.toContain('credential');
});

test('offers the domain of the shop as the address from outside', async () => {
	at.writeConfig(server.rootUser, 'domain.php');
	appendFileSync(join(folder, 'domain.php'), "\ndefine('HTTP_SERVER', 'https://shop.acme.invalid/');");
	const { out } = await runAtTerminal(
		folder,
		[...invitingArgs, '--config', 'domain.php', '--name', 'A', '--dry-run'],
		[[/Address of this database server/, '']],
	);
	expect(out).toContain(`shop.acme.invalid:${server.port}, from anywhere`);
});

test('asks for an administrator where the shop’s own account may not create users, and shows no password', async () => {
	await at.newUser('plain', 'planted-own-password');
	await server.query(`GRANT ALL ON \`${shop.settings.database}\`.* TO plain`);
	at.writeConfig({ user: 'plain', password: 'planted-own-password' }, 'plain.php');
	const { exit, out } = await runAtTerminal(
		folder,
		[
			'invite',
			'--config',
			'plain.php',
			'--distributor',
			'N',
			'--name',
			'A',
			'--code',
			'a',
			'--email',
			'o@a.example',
			'--public-host',
			'127.0.0.1',
			'--yes',
		],
		[
			[/account that may create users/, ''],
			[/Password of root/, server.rootUser.password],
		],
	);
	expect(exit).toBe(0);
	expect(out).not.toContain(server.rootUser.password);
	expect(out).not.toContain('planted-own-password');
});

test('does nothing when the person says no', async () => {
	const before = await server.query('SELECT COUNT(*) AS count FROM mysql.user');
	const args = [...invitingArgs, '--name', 'A', '--public-host', '127.0.0.1'];
	const { exit, out } = await runAtTerminal(folder, args, [[/Do this now/, '\u001b[C']]);
	expect([exit, out]).toEqual([130, expect.stringContaining('Nothing was changed')]);
	expect(await server.query('SELECT COUNT(*) AS count FROM mysql.user')).toEqual(before);
});
