import { appendFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { commandFile, runAtTerminal, runCommand } from '../support/command.js';
import { answerIn, commandShop, login, type CommandShop } from '../support/commandShop.js';
import { onMySql, startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

const phrase = 'planted pass phrase of the supplier';
const invitingArgs = [
	'invite',
	'--distributor',
	'Northwind Traders',
	'--email',
	'orders@acme.example',
	'--code',
	'acme',
];

let at: CommandShop;
let server: MariaDb;
let shop: TestShop;
let folder: string;
beforeAll(async () => {
	at = await commandShop();
	({ server, shop, folder } = at);
}, 600_000);
afterAll(() => at?.close());

test('one command in the shop’s folder makes a code that opens the shop, and revoke closes it', async () => {
	const made = await at.ask(invitingArgs);
	expect(made).toMatchObject({ ok: true, rehearsedSku: expect.any(String) as string, tls: 'verify' });
	expect(made.passPhrase).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
	expect(await login(made.code, made.passPhrase ?? '')).toBe(true);
	expect((await at.ask(['list'])).invitations.find(({ id }) => id === made.id)?.state).toBe('active');
	expect(await at.ask(['revoke', made.id])).toMatchObject({ ok: true, user: made.user, findings: [] });
	expect(await login(made.code, made.passPhrase ?? '')).toBe(false);
	expect((await at.ask(['list'])).invitations.find(({ id }) => id === made.id)?.state).toBe('revoked');
	expect(await at.ask(['revoke', made.id])).toMatchObject({ problems: [{ code: 'invitation.ended' }] });
});

test('renew ends the old code and makes another one, with a pass phrase of the supplier’s own', async () => {
	const old = await at.ask(invitingArgs, { ORDER_EXCHANGE_PASS_PHRASE: phrase });
	expect(old.passPhrase).toBeUndefined();
	expect(await login(old.code, phrase)).toBe(true);
	const dry = ['renew', old.user, '--dry-run'];
	expect((await runCommand(folder, dry)).out).toContain(`The code ${old.id} and its user ${old.user} end.`);
	expect((await at.ask(dry)).sql.join()).toContain(`DROP USER IF EXISTS '${old.user}'`);
	const renewed = await at.ask(['renew', old.user, '--valid-days', '90'], {
		ORDER_EXCHANGE_PASS_PHRASE: `${phrase} 2`,
	});
	expect(renewed).toMatchObject({ ok: true, expiresAt: expect.any(String) as string });
	expect(await login(old.code, phrase)).toBe(false);
	expect(await login(renewed.code, `${phrase} 2`)).toBe(true);
	const late = await runCommand(folder, ['revoke', old.id, '--yes']);
	expect(late.err).toContain('has ended: it was renewed.');
});

/** As an administrator may happen to be connected: in another database, with other quotation marks. */
async function runElsewhere(statements: readonly string[]): Promise<void> {
	const { host, port, user, password } = shop.settings;
	const session = await createConnection({ host, port, user, password, database: 'mysql' });
	await session.query("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
	for (const sql of statements) await session.query(sql);
	await session.end();
}

test('--sql changes nothing, and does the same when an administrator runs it', async () => {
	const before = (await at.ask(['list'])).invitations.length;
	const args = [...invitingArgs, '--name', 'Acme’s "best" \\ goods'];
	const printed = await at.ask([...args, '--sql'], { ORDER_EXCHANGE_PASS_PHRASE: phrase });
	expect((await at.ask(['list'])).invitations).toHaveLength(before);
	expect(await login(printed.code, phrase)).toBe(false);
	await runElsewhere(printed.sql);
	expect(await login(printed.code, phrase)).toBe(true);
	expect((await at.ask(['list'])).invitations.find(({ id }) => id === printed.id)?.state).toBe('active');
	const { sql } = await at.ask(['revoke', printed.id, '--sql']);
	await runElsewhere(sql);
	expect(await login(printed.code, phrase)).toBe(false);
	const plain = await runCommand(folder, [...invitingArgs, '--sql']);
	expect(plain.err).toContain('SECRET: the SQL below holds the new user’s password.');
	expect(plain.err).toMatch(/^OX1-.+-OX$/m);
	expect(plain.out).toMatch(/^USE `/);
	expect(plain.out).not.toMatch(/OX1-|[Pp]ass phrase/);
});

test('--dry-run shows everything but the password, and does nothing', async () => {
	const before = await server.query('SELECT COUNT(*) AS count FROM mysql.user');
	const shown = await runCommand(folder, [...invitingArgs, '--dry-run', '--json']);
	expect(answerIn(shown).sql.join('\n')).toContain("IDENTIFIED BY '…'");
	expect((await runCommand(folder, [...invitingArgs, '--dry-run'])).out).toContain(
		'read, change quantity of: oc_product',
	);
	const unrehearsed = await runCommand(folder, [...invitingArgs, '--dry-run', '--without-rehearsal']);
	expect(unrehearsed.out).toMatch(/- Try the new user: its rights$/m);
	expect(await server.query('SELECT COUNT(*) AS count FROM mysql.user')).toEqual(before);
});

describe('at a terminal', () => {
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
});

// the user of the machine counts by a plugin that MariaDB has built in
(onMySql ? describe.skip : describe)('over the socket of the server', () => {
	/** As Debian and Ubuntu set root up: no password, but the user of the machine must be root too. */
	const asTheMachinesRoot = 'IDENTIFIED VIA unix_socket';
	beforeAll(async () => {
		await server.query(`ALTER USER root@localhost ${asTheMachinesRoot}`);
	});
	afterAll(async () => {
		await server.query(`ALTER USER root@localhost IDENTIFIED BY '${server.rootUser.password}'`);
	});
	const place = () => ['--database', shop.settings.database, '--prefix', 'oc_', '--config', 'nowhere.php'];
	const outside = ['--public-host', '127.0.0.1', '--name', 'A'];

	test('root invites without a password', async () => {
		writeFileSync(join(folder, 'nowhere.php'), `<?php define('DB_DATABASE', '${shop.settings.database}');`);
		const args = [...invitingArgs, ...place(), ...outside, '--socket', server.socket, '--user', 'root'];
		const made = await at.ask([...args, '--public-port', String(server.port)]);
		expect(made).toMatchObject({ ok: true, tls: 'verify', rehearsedSku: expect.any(String) as string });
		expect(await login(made.code, made.passPhrase ?? '')).toBe(true);
		const listed = await at.ask(['list', ...place(), '--socket', server.socket, '--user', 'root']);
		expect(listed.invitations.find(({ id }) => id === made.id)?.state).toBe('active');
	});

	test('an administrator without a password is let in, whatever the shop’s own account is', async () => {
		await at.newUser('plain', 'planted-own-password');
		await server.query(`GRANT ALL ON \`${shop.settings.database}\`.* TO plain`);
		at.writeConfig({ user: 'plain', password: 'planted-own-password' }, 'plain.php');
		const { exit, out } = await runAtTerminal(
			folder,
			[...invitingArgs, ...outside, '--config', 'plain.php', '--yes'],
			[
				[/account that may create users/, ''],
				[/Password of root/, ''],
			],
			{ MYSQL_UNIX_PORT: server.socket },
		);
		expect([exit, out]).toEqual([0, expect.stringContaining('was written and taken back')]);
	});

	test.each([
		['', ''],
		[' and a port, as OpenCart’s always does', '3306'],
	])('a shop whose configuration says localhost%s is reached by it', async (_, port) => {
		const define = (name: string, value: string) => `define('DB_${name}', '${value}');`;
		await at.newUser('local@localhost', 'planted-own-password');
		await server.query(`GRANT ALL ON \`${shop.settings.database}\`.* TO local@localhost`);
		const login = define('USERNAME', 'local') + define('PASSWORD', 'planted-own-password');
		const lines = [define('HOSTNAME', 'localhost'), login, define('DATABASE', shop.settings.database)];
		if (port) lines.push(define('PORT', port));
		writeFileSync(join(folder, 'local.php'), ['<?php', ...lines].join('\n'));
		const listed = await runCommand(folder, ['list', '--json', '--config', 'local.php'], {
			MYSQL_UNIX_PORT: server.socket,
		});
		expect(answerIn(listed).ok).toBe(true);
	});

	test('a socket that is not there is told', async () => {
		const answer = await runCommand(folder, [
			'list',
			...place(),
			'--socket',
			'/nowhere.sock',
			'--user',
			'root',
		]);
		expect([answer.exit, answer.err]).toEqual([1, expect.stringContaining('database.unreachable')]);
	});
});

describe('whatever goes wrong, the exit code says so and no secret is shown', () => {
	const planted = 'planted-admin-password';
	beforeAll(async () => {
		await at.newUser('small', planted);
		await server.query(`GRANT SELECT ON \`${shop.settings.database}\`.* TO small`);
		writeFileSync(join(folder, 'secret'), `${planted}\n`);
		writeFileSync(join(folder, 'not-a-config.php'), `<?php $x = '${planted}';`);
	});
	const asSmall = ['--user', 'small', '--password-file', 'secret'];

	test.each<[string, readonly string[], number, string]>([
		['an unknown command', ['invent', planted], 2, 'There is no command'],
		['an unknown option', ['invite', `--password=${planted}`], 2, '--password'],
		['an option of another command', ['list', '--sql'], 2, '--sql'],
		['a word too many', ['invite', planted], 2, 'a word too many'],
		['nobody to ask', ['invite', '--distributor', 'N'], 2, '--yes'],
		['nobody invited', ['invite', '--yes'], 2, '--distributor'],
		['no invitation named', ['revoke', '--yes'], 2, 'CODE-ID'],
		['a configuration that is none', ['list', '--config', 'not-a-config.php'], 2, '--config'],
		['a file that is not there', ['list', '--password-file', 'nowhere'], 2, '--password-file'],
		[
			'an e-mail without a domain',
			[...invitingArgs, '--yes', '--email', 'orders at acme'],
			1,
			'--email: must be',
		],
		['an option without its value', [...invitingArgs, '--yes', '--from', ''], 2, '--from needs a value'],
		['a country that is none', [...invitingArgs, '--yes', '--countries', 'XX'], 1, '--countries: '],
		['days that are none', [...invitingArgs, '--yes', '--valid-days', 'ten'], 1, '--valid-days: '],
		[
			'a store that the shop does not have',
			[...invitingArgs, '--yes', '--store', '7'],
			1,
			'shop.store.unknown',
		],
		['an invitation nobody made', ['renew', 'NOSUCHCODE', '--yes'], 1, 'invitation.unknown'],
		['a wrong password', ['list', '--user', 'root', '--password-file', 'secret'], 1, 'database.login'],
		['a server that is not there', ['list', '--host', '127.0.0.1', '--port', '1'], 1, 'database.unreachable'],
		['another database', ['list', '--database', 'mysql'], 1, 'shop.notRecognised'],
		['an account that may not invite', [...invitingArgs, '--yes', ...asSmall], 1, 'invitation.adminRights'],
		[
			'a host with another server',
			[...invitingArgs, '--yes', '--public-port', '1'],
			0,
			'invitation.notReached',
		],
	])('%s', async (_, args, exit, said) => {
		const environment = { ORDER_EXCHANGE_PASS_PHRASE: phrase };
		const shown = await runCommand(folder, args, environment);
		const machine = await runCommand(folder, [...args, '--json'], environment);
		expect([shown.exit, shown.out + shown.err]).toEqual([exit, expect.stringContaining(said)]);
		if (args.includes('--yes') || exit === 1) expect(machine.exit).toBe(exit);
		const all = [shown, machine].map(({ out, err }) => out + err).join('\n');
		for (const secret of [planted, phrase, server.rootUser.password]) expect(all).not.toContain(secret);
	});

	test('a pass phrase that is too short', async () => {
		const short = 'short-one';
		const answer = await runCommand(folder, [...invitingArgs, '--yes'], {
			ORDER_EXCHANGE_PASS_PHRASE: short,
		});
		expect([answer.exit, answer.out + answer.err]).toEqual([2, expect.stringContaining('12 characters')]);
		expect(answer.out + answer.err).not.toContain(short);
	});

	test('a server without TLS, unless the supplier says so', async () => {
		const bare = await startMariaDb({
			fast: true,
			serverOptions: [onMySql ? '--tls-version=' : '--skip-ssl'],
		});
		try {
			const other = await createShop(bare, 'opencart-4.1');
			const place = [
				'--host',
				'127.0.0.1',
				'--port',
				String(bare.port),
				'--database',
				other.settings.database,
				'--user',
				'root',
				'--config',
				'config.php',
			];
			const environment = { ORDER_EXCHANGE_DB_PASSWORD: bare.rootUser.password };
			const refused = await at.ask([...invitingArgs, ...place], environment);
			expect(refused.problems?.map(({ code }) => code)).toEqual(['invitation.noTls']);
			expect(await at.ask([...invitingArgs, ...place, '--without-tls'], environment)).toMatchObject({
				ok: true,
				tls: 'off',
			});
		} finally {
			await bare.stop();
		}
	});
});

test('help and version come without a database, and the built command can be run', async () => {
	expect((await runCommand(tmpdir(), ['--help'])).out).toContain('let a distributor in');
	expect((await runCommand(tmpdir(), ['renew', '--help'])).out).toContain('--valid-days');
	expect((await runCommand(tmpdir(), ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
	expect((await runCommand(tmpdir(), [])).exit).toBe(2);
	expect(commandFile).toMatch(/main\.js$/);
});
