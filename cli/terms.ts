import type { AdminShop } from '../nodes/OrderExchange/invitations/adminShop.js';
import { isLocalHost } from '../nodes/OrderExchange/invitations/serverProof.js';
import {
	readTerms,
	supplierCodeOf,
	type InvitationTerms,
	type ReadTerms,
	type TermNames,
} from '../nodes/OrderExchange/invitations/terms.js';
import { readRecipients } from '../nodes/OrderExchange/mail/recipients.js';
import type { OpenedShop } from './connection.js';
import { noTerm, type Given } from './options.js';
import type { Person } from './person.js';

/** What the supplier decides: from the command line, the shop, and the person. Undefined: nobody says who is invited. */
export async function askTerms(
	given: Given,
	{ shop, domain }: Pick<OpenedShop, 'shop' | 'domain'>,
	person: Person,
): Promise<ReadTerms | undefined> {
	const distributor =
		given.distributor ?? (await person.text('Whom do you invite (name of the distributor)?', '', needed));
	if (!distributor) return undefined;
	const name =
		given.name ?? (await person.text('Name of your shop, as the distributor sees it', shop.home.name));
	const code =
		given.code ??
		(await person.text(
			'Your short name in the distributor’s catalogue (supplier code)',
			supplierCodeOf(name || shop.platform.title),
		));
	const emails =
		emailsOf(given) ??
		list(await person.text('E-mail addresses that are told of new orders (commas between)', '', addresses));
	const terms = {
		distributor,
		supplier: { code, name: name || shop.platform.title },
		notify: { emails, ...languageOfMails(given) },
		reach: await askReach(given, shop, domain, person),
		...plainTermsOf(given),
		accepts: acceptsOf(given),
	};
	return readTerms(terms, optionOf);
}

/** The old terms with what the command line says otherwise. */
export function changedTerms(old: InvitationTerms, given: Given): ReadTerms {
	const reach = {
		host: given['public-host'] ?? old.reach.host,
		port: given['public-port'] ? Number(given['public-port']) : old.reach.port,
	};
	const emails = emailsOf(given) ?? old.notify.emails;
	const notify = { ...old.notify, ...languageOfMails(given), emails };
	const accepts = { ...old.accepts, ...acceptsOf(given) };
	return readTerms({ ...old, reach, notify, accepts, ...plainTermsOf(given) }, optionOf);
}

const emailsOf = ({ email }: Given) => email?.flatMap((text) => text.split(/[,;\s]+/));

const languageOfMails = (given: Given) => given['email-language'] && { language: given['email-language'] };

const acceptsOf = (given: Given) => ({
	...termOf('countries', given.countries, list),
	...termOf('currencies', given.currencies, list),
	...termOf('minimumOrder', given['minimum-order'], (text) => pair(text, 'amount', 'currency')),
	...termOf('cutOff', given['cut-off'], (text) => pair(text, 'time', 'zone')),
});

/** A term that the command line gives, or takes away. */
const termOf = (name: string, text: string | undefined, read: (text: string) => unknown) =>
	text && { [name]: text.trim().toLowerCase() === noTerm ? undefined : read(text) };

/** The option that gives a term, also where a person was asked for it. */
const optionOf: TermNames = {
	distributor: '--distributor',
	'supplier.code': '--code',
	'supplier.name': '--name',
	'notify.emails': '--email',
	'notify.language': '--email-language',
	'accepts.countries': '--countries',
	'accepts.currencies': '--currencies',
	'accepts.minimumOrder.amount': '--minimum-order',
	'accepts.minimumOrder.currency': '--minimum-order',
	'accepts.cutOff.time': '--cut-off',
	'accepts.cutOff.zone': '--cut-off',
	store: '--store',
	language: '--language',
	'reach.host': '--public-host',
	'reach.port': '--public-port',
	from: '--from',
	connections: '--connections',
	validDays: '--valid-days',
};

const plainTermsOf = (given: Given) => ({
	...(given.store && { store: given.store }),
	...(given.language && { language: given.language }),
	...(given.from && { from: given.from }),
	...(given.connections && { connections: Number(given.connections) }),
	...termOf('validDays', given['valid-days'], Number),
	...(given['without-tls'] && { requireTls: false }),
	...(given['with-tls'] && { requireTls: true }),
});

async function askReach(
	given: Given,
	{ settings, server }: AdminShop,
	domain: string | undefined,
	person: Person,
) {
	const local = settings.openStream !== undefined || isLocalHost(settings.host);
	const question = 'Address of this database server from outside, as the distributor’s n8n reaches it';
	const host =
		given['public-host'] ?? (local ? await person.text(question, domain ?? settings.host) : settings.host);
	const own = settings.openStream ? server.port || settings.port : settings.port;
	// a tunnel or a container: nobody here knows which of the two is open outside
	const isLed = local && server.port > 0 && server.port !== own;
	const asked = isLed ? await askPort(given, server.port, person) : undefined;
	return { host, port: Number(given['public-port'] ?? asked ?? own) };
}

const askPort = async (given: Given, port: number, person: Person): Promise<string | undefined> =>
	person.present && given['public-port'] === undefined
		? await person.text('Its port from outside', String(port))
		: undefined;

const needed = (answer: string): string | undefined => (answer ? undefined : 'A name is needed.');

const addresses = (answer: string): string | undefined =>
	readRecipients(answer, 'emails').problems[0]?.message;

const list = (text: string): readonly string[] =>
	text
		.split(/[,;\s]+/)
		.map((part) => part.trim())
		.filter(Boolean);

const pair = (text: string, first: string, second: string): Readonly<Record<string, string>> => {
	const [one = '', two = ''] = text.trim().split(/\s+/);
	return { [first]: one, [second]: two };
};
