import { connect, type Database } from '../database/connect.js';
import { problemOf } from '../database/faults.js';
import { readSchema } from '../database/readSchema.js';
import type { SchemaView } from '../database/schemaView.js';
import type { DatabaseSettings } from '../database/settings.js';
import { holdsOnServer } from '../exchange/checks/rights.js';
import { recogniseShop } from '../exchange/shop/recogniseShop.js';
import { problem, type Problem } from '../problems/problem.js';
import { afterStop } from '../time/afterStop.js';
import type { FoundShop, ShopHome, ShopPlatform } from '../shops/platform.js';

/** What the server says about how it can be reached. */
export interface ServerFacts {
	/** As `@@version`, e.g. `10.11.14-MariaDB`. */
	readonly version: string;
	/** Of TCP connections; 0 where there are none. */
	readonly port: number;
	readonly networking: boolean;
	/** Looks up the name of whoever connects; else an account for a name lets nobody in. */
	readonly resolvesNames: boolean;
	/** Comma-separated; empty or `*` for everywhere. */
	readonly bindAddress: string;
	/** Empty where the server makes itself a certificate at each start. */
	readonly certificateFile: string;
}

/** A recognised shop seen by its administrator. */
export interface AdminShop {
	readonly settings: DatabaseSettings;
	readonly database: Database;
	readonly schema: SchemaView;
	readonly platform: ShopPlatform;
	readonly found: FoundShop;
	readonly home: ShopHome;
	/** As `CURRENT_USER()`. */
	readonly user: string;
	readonly server: ServerFacts;
	/** What the account may hardly do; only trying tells for certain. */
	readonly doubts: readonly Problem[];
	close(): Promise<void>;
}

export type OpenedAdminShop =
	| { readonly ok: true; readonly shop: AdminShop }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Connects and recognises the shop; writes nothing. A stop ends the looking, and not what is done with the opened shop later.
 * Never throws, and leaves no connection open when something is wrong.
 */
export async function openAsAdmin(
	settings: DatabaseSettings,
	signal?: AbortSignal,
): Promise<OpenedAdminShop> {
	const looking = new AbortController();
	const looked = afterStop(signal, 0, () => looking.abort());
	let database: Database | undefined;
	try {
		database = await connect(settings, looking.signal);
		const schema = await readSchema(database);
		const recognised = recogniseShop(schema, settings.tablePrefix);
		if (!recognised.ok) {
			await database.close();
			return recognised;
		}
		const { platform, found } = recognised;
		const reference = platform.readReference(await database.readAll(platform.referenceReads, found.prefix));
		const home = platform.sample.home(reference);
		const [who] = await database.read({ name: 'who', columns: [['user', 'CURRENT_USER()']], from: '' }, '');
		const opened = database;
		return {
			ok: true,
			shop: {
				settings,
				database: opened,
				schema,
				platform,
				found,
				home: { ...home, name: withoutEntities(home.name) },
				user: who?.user ?? '',
				server: await readServer(opened),
				doubts: await doubtsAbout(opened, who?.user ?? ''),
				close: () => opened.close(),
			},
		};
	} catch (error) {
		await database?.close();
		return { ok: false, problems: [signal?.aborted ? problem('exchange.cancelled') : problemOf(error)] };
	} finally {
		looked();
	}
}

/** A name as people write it: OpenCart and WordPress keep `Müller &amp; Söhne`. */
const withoutEntities = (name: string): string =>
	name.replace(/&(?:amp|lt|gt|quot|apos|#0?39);/g, (entity) => signs[entity.replace('#0', '#')] ?? entity);

const signs: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&apos;': "'",
	'&#39;': "'",
};

async function readServer(database: Database): Promise<ServerFacts> {
	const names = [
		'version',
		'port',
		'skip_networking',
		'skip_name_resolve',
		'bind_address',
		'ssl_cert',
	] as const;
	const [row] = await database.read(
		{ name: 'server', columns: names.map((name) => [name, `@@GLOBAL.${name}`] as const), from: '' },
		'',
	);
	const said = (name: (typeof names)[number]): string => row?.[name] ?? '';
	return {
		version: said('version'),
		port: Number(said('port')),
		networking: said('skip_networking') !== '1',
		resolvesNames: said('skip_name_resolve') !== '1',
		bindAddress: said('bind_address'),
		certificateFile: said('ssl_cert'),
	};
}

/** The right to create users shows in one place, except where it comes with a role of a role. */
async function doubtsAbout(database: Database, user: string): Promise<readonly Problem[]> {
	return (await holdsOnServer(database, 'CREATE USER'))
		? []
		: [{ ...problem('invitation.adminRights', {}, { user, what: 'create users' }), severity: 'warn' }];
}
