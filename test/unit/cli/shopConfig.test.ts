import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { phpSettings } from '../../../cli/phpDefines.js';
import { readShopConfig, whyNoConfig } from '../../../cli/shopConfig.js';

describe('a PHP file is read and never run', () => {
	test.each([
		['single quotes', `define('A', 'it\\'s \\\\ $x');`, `it's \\ $x`],
		['double quotes', `define("A", "tab\\there \\$5 \\"q\\"");`, 'tab\there $5 "q"'],
		['blanks and another case', `DEFINE ( 'A' ,\n'text' ) ;`, 'text'],
		['a number', `define('A', 3307);`, '3307'],
		['the first of two', `define('A', 'one'); define('A', 'two');`, 'one'],
		['a third argument', `define('A', 'text', true);`, 'text'],
		['signs of comments inside a text', `define('A', 'a#b//c/*d*/');`, 'a#b//c/*d*/'],
		[
			'a commented definition before',
			`// define('A', 'old');\n# define('A', 'old');\n/* define('A', 'old'); */ define('A', 'new');`,
			'new',
		],
		['a computed value', `define('A', getenv('A') ?: 'x');`, undefined],
		['a text with a variable', 'define("A", "{$secret}x");', undefined],
		['another text with a variable', 'define("A", "x$secret");', undefined],
		['no value', `define('A'`, undefined],
	])('%s', (_, source, value) => expect(phpSettings(`<?php\n${source}`).get('A')).toBe(value));

	test('a variable of WordPress', () => {
		expect(phpSettings(`<?php $table_prefix  = 'wp7_';`).get('$table_prefix')).toBe('wp7_');
	});

	test('a megabyte of quotes and backslashes takes no time to speak of', () => {
		for (const text of [`'`, `\\'`, `"\\`, '/*', `define('`])
			expect(phpSettings(text.repeat(100_000)).size).toBe(0);
	});
});

describe('the configuration of a shop', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'order-exchange-config-'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));
	const file = (name: string, text: string) => {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), `<?php\n${text}`);
	};

	test('of OpenCart is found in its folder', async () => {
		file(
			'config.php',
			`define('DB_HOSTNAME', 'db'); define('DB_USERNAME', 'u'); define('DB_PASSWORD', 'p'); define('DB_DATABASE', 'shop');
			define('DB_PORT', '3307'); define('DB_PREFIX', 'oc_');`,
		);
		expect(await readShopConfig(folder)).toEqual({
			...{ software: 'OpenCart', file: join(folder, 'config.php'), host: 'db', port: 3307 },
			...{ database: 'shop', user: 'u', password: 'p', prefix: 'oc_' },
		});
	});

	test('of an OpenCart whose tables have no prefix says so', async () => {
		file('config.php', "define('DB_DATABASE', 'shop'); define('DB_PREFIX', '');");
		expect(await readShopConfig(folder)).toMatchObject({ database: 'shop', prefix: '' });
	});

	test.each([
		['db.example:3310', { host: 'db.example', port: 3310 }],
		['localhost:/run/mysqld/mysqld.sock', { host: 'localhost', socket: '/run/mysqld/mysqld.sock' }],
		['localhost', { host: 'localhost' }],
		['[::1]:3307', { host: '::1', port: 3307 }],
		['::1', { host: '::1' }],
	])('of WordPress names its server as %s', async (host, place) => {
		file(
			'wp-config.php',
			`define( 'DB_NAME', 'wp' ); define( 'DB_USER', 'u' ); define( 'DB_PASSWORD', 'p' );
			define( 'DB_HOST', '${host}' ); $table_prefix = 'wp_';`,
		);
		expect(await readShopConfig(folder)).toMatchObject({
			software: 'WordPress',
			database: 'wp',
			prefix: 'wp_',
			...place,
		});
	});

	test('of modified counts in its local form first', async () => {
		const shop = (name: string) =>
			`define('DB_SERVER', 'p:localhost'); define('DB_SERVER_USERNAME', 'u'); define('DB_SERVER_PASSWORD', 'p'); define('DB_DATABASE', '${name}');`;
		file('includes/configure.php', shop('live'));
		file('includes/local/configure.php', shop('local'));
		expect(await readShopConfig(folder)).toMatchObject({ host: 'localhost', database: 'local' });
		expect(await readShopConfig(join(folder, 'includes/configure.php'))).toMatchObject({ database: 'live' });
	});

	const wordpress = "define('DB_NAME', 'blog'); define('DB_HOST', 'localhost');";

	test('of an OpenCart beside a blog is its own, not the blog’s in the folder above', async () => {
		file('wp-config.php', wordpress);
		file('shop/config.php', "define('DB_HOSTNAME', 'db'); define('DB_DATABASE', 'shop');");
		expect(await readShopConfig(join(folder, 'shop'))).toMatchObject({ database: 'shop' });
	});

	test('of WordPress may stand above its folder, unless another WordPress is there', async () => {
		file('wp-config.php', wordpress);
		file('shop/wp-settings.php', '');
		expect(await readShopConfig(join(folder, 'shop'))).toMatchObject({ database: 'blog' });
		file('wp-settings.php', '');
		expect(await readShopConfig(join(folder, 'shop'))).toBeUndefined();
	});

	test('is not made up where there is none', async () => {
		file('config.php', `$CONFIG = [];`);
		expect(await readShopConfig(folder)).toBeUndefined();
		expect(await readShopConfig(join(folder, 'nowhere'))).toBeUndefined();
	});

	test('that is not found, or not read, is told with its reason', async () => {
		expect(await whyNoConfig(join(folder, 'nowhere'))).toContain('nowhere is not there');
		expect(await whyNoConfig(folder)).toContain('(wp-config.php, config.php, upload/config.php, includes/');
		file('config.php', `$CONFIG = [];`);
		expect(await whyNoConfig(folder)).toContain('No shop’s configuration is in');
		expect(await whyNoConfig(join(folder, 'config.php'))).toContain('is no configuration of OpenCart');
		file('wp-config.php', "define('DB_NAME', getenv_docker('WORDPRESS_DB_NAME', 'wordpress'));");
		expect(await whyNoConfig(folder)).toMatch(/takes its values from elsewhere.* in place of “--config”/);
	});

	(process.getuid?.() === 0 ? test.skip : test)('that may not be read is told as that', async () => {
		file('wp-config.php', wordpress);
		chmodSync(join(folder, 'wp-config.php'), 0o200);
		expect(await whyNoConfig(folder)).toContain('run the command as a user who may');
	});
});
