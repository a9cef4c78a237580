import { connect as connectSocket } from 'node:net';
import type { DatabaseSettings } from '../nodes/OrderExchange/database/settings.js';
import { openAsAdmin, type OpenedAdminShop } from '../nodes/OrderExchange/invitations/adminShop.js';
import { isLocalHost } from '../nodes/OrderExchange/invitations/serverProof.js';
import { localSocket } from './localSocket.js';
import { problemLines } from './outcome.js';
import type { Person } from './person.js';

export interface Asking {
	readonly environment: NodeJS.ProcessEnv;
	readonly person: Person;
	/** The command makes or removes users. */
	readonly mayChange: boolean;
	readonly signal: AbortSignal;
}

const mostTries = 3;

/** Opens the shop, and asks again for an account where that is what stands in the way and a person is there. */
export async function openWithPerson(
	settings: DatabaseSettings,
	asking: Asking,
	tries = 1,
): Promise<OpenedAdminShop> {
	const { person, mayChange } = asking;
	person.busy('Looking at the shop');
	const opened = await openAsAdmin(settings, asking.signal);
	const askAgain = person.present && tries < mostTries;
	if (!opened.ok) {
		if (!askAgain || !opened.problems.every(({ code }) => code === 'database.login')) return opened;
		person.say(opened.problems.flatMap(problemLines));
		return openWithPerson(await otherAccount(settings, asking), asking, tries + 1);
	}
	const { shop } = opened;
	if (!askAgain || !mayChange || shop.doubts.length === 0) {
		person.say([found(shop.platform.title, shop.home.name)]);
		return opened;
	}
	await shop.close();
	person.say([
		`The account ${settings.user} may not create database users, so an administrator’s is needed.`,
	]);
	return openWithPerson(await otherAccount(settings, asking), asking, tries);
}

const found = (title: string, name: string): string => `Found ${title}${name ? `: ${name}` : ''}`;

/** An administrator without a password logs in as the user of this machine, which only the socket can tell. */
async function otherAccount(
	settings: DatabaseSettings,
	{ environment, person }: Asking,
): Promise<DatabaseSettings> {
	const user = await person.text('Database account that may create users', 'root');
	const password = await askPassword(user, person);
	const isHere = !settings.openStream && isLocalHost(settings.host);
	const socket = password === '' && isHere ? await localSocket(environment) : undefined;
	return {
		...settings,
		user,
		password,
		...(socket && { tls: { mode: 'off' as const }, openStream: async () => connectSocket(socket) }),
	};
}

/** Asks for the password of a database account; '' where the person gives none. */
export const askPassword = (user: string, person: Person): Promise<string> =>
	person.secret(`Password of ${user} (Return for none)`);
