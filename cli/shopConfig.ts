import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { phpSettings, type PhpSettings } from './phpDefines.js';

/** The database connection as the shop itself has it. */
export interface ShopConfig {
	/** For people: which shop software keeps its connection in such a file. */
	readonly software: string;
	readonly file: string;
	readonly host?: string;
	readonly port?: number;
	readonly socket?: string;
	readonly database?: string;
	readonly user?: string;
	readonly password?: string;
	/** May be empty: then the shop's tables have none. */
	readonly prefix?: string;
	/** Of the shop’s web address. */
	readonly domain?: string;
}

interface Dialect {
	readonly software: string;
	/** Where the file stands in the shop's folder, the one that counts first. */
	readonly files: readonly string[];
	readonly host: string;
	readonly port?: string;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	readonly prefix?: string;
	/** Where the web address of the shop stands, the one that counts first. */
	readonly addresses: readonly string[];
}

const dialects: readonly Dialect[] = [
	{
		software: 'WordPress',
		files: ['wp-config.php'],
		host: 'DB_HOST',
		database: 'DB_NAME',
		user: 'DB_USER',
		password: 'DB_PASSWORD',
		prefix: '$table_prefix',
		addresses: ['WP_HOME', 'WP_SITEURL'],
	},
	{
		software: 'OpenCart',
		files: ['config.php', 'upload/config.php'],
		host: 'DB_HOSTNAME',
		port: 'DB_PORT',
		database: 'DB_DATABASE',
		user: 'DB_USERNAME',
		password: 'DB_PASSWORD',
		prefix: 'DB_PREFIX',
		addresses: ['HTTPS_SERVER', 'HTTP_SERVER'],
	},
	{
		software: 'modified eCommerce',
		files: ['includes/local/configure.php', 'includes/configure.php'],
		host: 'DB_SERVER',
		database: 'DB_DATABASE',
		user: 'DB_SERVER_USERNAME',
		password: 'DB_SERVER_PASSWORD',
		addresses: ['HTTPS_SERVER', 'HTTP_SERVER'],
	},
];

const largestFile = 1_000_000;

/**
 * The configuration of the shop in this folder, or in this file; undefined where there is none that names a database. WordPress
 * takes one in the folder above as well, unless another WordPress is there.
 */
export async function readShopConfig(path: string): Promise<ShopConfig | undefined> {
	const info = await stat(path).catch(() => undefined);
	if (!info) return undefined;
	if (info.isFile()) return await fromFile(path, dialects);
	for (const dialect of dialects)
		for (const file of dialect.files) {
			const found = await fromFile(join(path, file), [dialect]);
			if (found) return found;
		}
	const above = join(path, '..');
	return (await isFile(join(above, 'wp-settings.php')))
		? undefined
		: await fromFile(join(above, 'wp-config.php'), dialects);
}

/** Why there is no configuration in this folder or file, for people. */
export async function whyNoConfig(path: string): Promise<string> {
	const info = await stat(path).catch(() => undefined);
	if (!info) return `${path} is not there, or you may not look into its folder.`;
	const files = info.isFile()
		? [path]
		: dialects.flatMap((dialect) => dialect.files.map((file) => join(path, file)));
	for (const file of files) {
		if (!(await isFile(file))) continue;
		const source = await readFile(file, 'utf8').catch(() => undefined);
		if (source === undefined)
			return `${file} is there, and you may not read it: run the command as a user who may.`;
		if (dialects.some(({ host, database }) => source.includes(host) || source.includes(database)))
			return `${file} takes its values from elsewhere, such as the environment: say them in place of “--config”, with “--host”, “--database”, “--user” and “--prefix”.`;
	}
	return info.isFile()
		? `${path} is no configuration of OpenCart, WordPress or modified eCommerce.`
		: `No shop’s configuration is in ${path} (${dialects.flatMap((dialect) => dialect.files).join(', ')}).`;
}

const isFile = async (file: string): Promise<boolean> =>
	(await stat(file).catch(() => undefined))?.isFile() === true;

async function fromFile(file: string, candidates: readonly Dialect[]): Promise<ShopConfig | undefined> {
	const info = await stat(file).catch(() => undefined);
	if (!info?.isFile() || info.size > largestFile) return undefined;
	const settings = phpSettings(await readFile(file, 'utf8').catch(() => ''));
	const dialect = candidates.find(({ host, database }) => settings.has(host) || settings.has(database));
	return dialect && configOf(file, settings, dialect);
}

function configOf(file: string, settings: PhpSettings, dialect: Dialect): ShopConfig {
	const set = <Key extends string>(key: Key, value: string | undefined) =>
		(value === undefined || value === '' ? {} : { [key]: value }) as { readonly [K in Key]?: string };
	const port = dialect.port === undefined ? undefined : settings.get(dialect.port);
	const prefix = dialect.prefix === undefined ? undefined : settings.get(dialect.prefix);
	return {
		software: dialect.software,
		file,
		...(Number(port) > 0 && { port: Number(port) }),
		...placeOf(settings.get(dialect.host)),
		...set('database', settings.get(dialect.database)),
		...set('user', settings.get(dialect.user)),
		...set('password', settings.get(dialect.password)),
		...(prefix !== undefined && { prefix }),
		...set('domain', dialect.addresses.map((name) => domainOf(settings.get(name))).find(Boolean)),
	};
}

/** Of `https://shop.example/`; nothing for a shop that only its own machine can see. */
function domainOf(address: string | undefined): string | undefined {
	const host = URL.canParse(address ?? '') ? new URL(address ?? '').hostname : '';
	return host.includes('.') && !host.startsWith('127.') ? host : undefined;
}

/** `host`, `host:3307`, `[::1]:3307`, `:/run/mysqld/mysqld.sock` or `localhost:/run/mysqld/mysqld.sock`, `p:` before it for a kept connection. */
function placeOf(text: string | undefined): Pick<ShopConfig, 'host' | 'port' | 'socket'> {
	const plain = text?.replace(/^p:/, '') ?? '';
	const socket = /^[^:]*:(\/.+)$/.exec(plain)?.[1];
	if (socket) return { host: 'localhost', socket };
	const [, inBrackets, named, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(plain) ?? [];
	const host = inBrackets ?? named ?? plain;
	return { ...(host && { host }), ...(port && { port: Number(port) }) };
}
