import { connect as connectSocket } from 'node:net';
import { resolve } from 'node:path';
import type { DatabaseSettings } from '../nodes/OrderExchange/database/settings.js';
import type { AdminShop } from '../nodes/OrderExchange/invitations/adminShop.js';
import { isLocalHost } from '../nodes/OrderExchange/invitations/serverProof.js';
import { askPassword, openWithPerson } from './administrator.js';
import { localSocket } from './localSocket.js';
import type { Run } from './commands/run.js';
import { filesOf, type Files } from './files.js';
import type { Given } from './options.js';
import { notDone, wrongUse, type Outcome } from './outcome.js';
import type { Person } from './person.js';
import { readShopConfig, whyNoConfig, type ShopConfig } from './shopConfig.js';

/** What a command works on. */
export interface OpenedShop {
	readonly shop: AdminShop;
	/** PEM, as `--ca` gives it. */
	readonly ca?: string;
	/** Of the shop’s web address, where the database is on this machine too. */
	readonly domain?: string;
}

export type Connected =
	({ readonly ok: true } & OpenedShop) | { readonly ok: false; readonly outcome: Outcome };

const failed = (outcome: Outcome): Connected => ({ ok: false, outcome });

/**
 * Opens the shop as its administrator: what the command line says goes before the shop's own configuration, and a person is asked
 * for what neither says. `mayChange`: the command makes or removes users, so an account that may not do so is asked for another one.
 */
export async function connectToShop(
	{ given, environment, person, signal }: Run,
	mayChange: boolean,
): Promise<Connected> {
	const path = resolve(given.config ?? '.');
	const config = await readShopConfig(path);
	const why = config ? '' : await whyNoConfig(path);
	if (given.config !== undefined && !config) return failed(wrongUse(`--config: ${why}`));
	person.say([config ? `Found the configuration of ${config.software}: ${config.file}` : why]);
	const files = await filesOf(given);
	if (typeof files === 'string') return failed(wrongUse(files));
	const settings = await settle(given, config, files, environment, person);
	if (typeof settings === 'string') return failed(wrongUse([why, settings].join(' ').trim()));
	const opened = await openWithPerson(settings, { environment, person, mayChange, signal });
	if (!opened.ok) return failed(notDone(opened.problems));
	return {
		...opened,
		...(files.ca && { ca: files.ca }),
		...(config?.domain && isHere(settings) && { domain: config.domain }),
	};
}

const tlsModes = ['verify', 'noVerify', 'off'] as const;

/** The settings, or what is missing. */
async function settle(
	given: Given,
	config: ShopConfig | undefined,
	files: Files,
	environment: NodeJS.ProcessEnv,
	person: Person,
): Promise<DatabaseSettings | string> {
	const socket =
		given.socket ??
		(given.host ? undefined : (config?.socket ?? (await socketFor(given, config, environment))));
	const host =
		given.host ??
		(socket ? 'localhost' : config?.host) ??
		(await person.text('Database server', 'localhost'));
	const database =
		given.database ?? config?.database ?? (await person.text('Name of the shop’s database', ''));
	const user =
		given.user ?? config?.user ?? (await person.text('Database account that may create users', 'root'));
	if (!database) return 'Say which database the shop has: --database, or run this in the shop’s folder.';
	const ownAccount = given.user === undefined || given.user === config?.user;
	const known =
		files.password ??
		environment['ORDER_EXCHANGE_DB_PASSWORD'] ??
		(ownAccount ? config?.password : undefined);
	const password = known ?? (await askPassword(user, person));
	const port = Number(given.port ?? (given.host ? undefined : config?.port) ?? 3306);
	const mode = tlsModes.find((one) => one === given.tls) ?? (socket || isLocalHost(host) ? 'off' : 'verify');
	if (given.tls !== undefined && given.tls !== mode) return '--tls is verify, noVerify or off.';
	if (!Number.isInteger(port) || port < 1 || port > 65_535) return '--port is a number from 1 to 65535.';
	const prefix = given.prefix ?? config?.prefix;
	return {
		host,
		port,
		database,
		user,
		password,
		tls: { mode, ...(files.ca && { ca: files.ca }) },
		...(prefix !== undefined && { tablePrefix: prefix }),
		...(socket && { openStream: async () => connectSocket(socket) }),
	};
}

/** PHP and the server’s own tools take `localhost` for the socket, whatever port is set, where accounts may log in that may not over the network. */
const socketFor = async (
	given: Given,
	config: ShopConfig | undefined,
	environment: NodeJS.ProcessEnv,
): Promise<string | undefined> =>
	config?.host === 'localhost' && !given.port ? await localSocket(environment) : undefined;

const isHere = ({ openStream, host }: DatabaseSettings): boolean =>
	openStream !== undefined || isLocalHost(host);
