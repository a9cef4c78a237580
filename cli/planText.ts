import { quotedForeign } from '../nodes/OrderExchange/database/statement.js';
import type { AdminShop } from '../nodes/OrderExchange/invitations/adminShop.js';
import { sqlText } from '../nodes/OrderExchange/invitations/carryOut.js';
import type { InvitationPlan } from '../nodes/OrderExchange/invitations/plan.js';
import type { Statement } from '../nodes/OrderExchange/invitations/records.js';
import type { InvitationTerms } from '../nodes/OrderExchange/invitations/terms.js';
import type { Grant } from '../nodes/OrderExchange/exchange/checks/rights.js';
import { powersOf } from '../nodes/OrderExchange/invitations/powers.js';
import { byKey, grouped } from '../nodes/OrderExchange/orders/grouped.js';
import { problemLines } from './outcome.js';

/** What making the invitation will do, for a person who decides about it. */
export function planLines(
	shop: AdminShop,
	{ record, grants, proof, steps }: InvitationPlan,
	rehearses: boolean,
): readonly string[] {
	const { terms, account } = record;
	return [
		'',
		`${shop.platform.title} in the database ${shop.settings.database}${shop.found.prefix ? `, tables ${shop.found.prefix}…` : ''}`,
		'',
		'This will be done:',
		...steps.filter(({ what }) => !what.startsWith('Grant ')).map(({ what }) => `  - ${what}`),
		'  - Let that user do what an order needs, and nothing else:',
		...rightsInWords(grants).flatMap(wrapped),
		...powersOf(shop, grants).map((power) => `    ! ${power}`),
		`  - Try the new user: its rights${rehearses ? ', and an order of which nothing stays' : ''}`,
		'',
		`Invited:        ${terms.distributor}`,
		`Your name:      ${terms.supplier.name} (code ${terms.supplier.code})`,
		`Told by e-mail: ${toldInWords(terms.notify)}`,
		`Orders taken:   ${acceptedInWords(terms.accepts)}`,
		`Database:       ${terms.reach.host}:${terms.reach.port}, from ${account.host === '%' ? 'anywhere' : account.host}, at most ${terms.connections} connections`,
		`Encryption:     ${encryption(proof)}`,
		`Holds:          ${record.expiresAt ? `until ${record.expiresAt.slice(0, 10)}` : 'until you revoke it'}`,
		...(proof.findings.length > 0 ? ['', ...proof.findings.flatMap(problemLines)] : []),
		'',
	];
}

const toldInWords = ({ emails, language }: InvitationTerms['notify']): string =>
	emails.length > 0 ? `${emails.join(', ')}${language ? `, in ${language}` : ''}` : 'nobody';

/** What the supplier's rules for orders come to. */
export function acceptedInWords({
	countries,
	currencies,
	minimumOrder,
	cutOff,
}: InvitationTerms['accepts']): string {
	const rules = [
		...(countries ? [`to ${countries.join(', ')}`] : []),
		...(currencies ? [`in ${currencies.join(', ')}`] : []),
		...(minimumOrder ? [`with goods of ${minimumOrder.amount} ${minimumOrder.currency} or more`] : []),
		...(cutOff ? [`packed on the next day after ${cutOff.time} ${cutOff.zone}`] : []),
	];
	return rules.join(', ') || 'all that your shop takes';
}

const widest = 92;

/** Tables in lines that a terminal of the usual width shows whole. */
function wrapped(text: string): readonly string[] {
	const lines: string[] = [];
	for (const word of text.split(/(?<=, )(?=\S+$|\S+, )/)) {
		const last = lines.at(-1) ?? '';
		if (lines.length > 0 && (last + word).trimEnd().length <= widest) lines[lines.length - 1] = last + word;
		else lines.push(`${lines.length === 0 ? '      ' : '        '}${word}`);
	}
	return lines.map((line) => line.trimEnd());
}

function encryption({ tls, fingerprint }: InvitationPlan['proof']): string {
	if (tls.mode === 'off') return 'none';
	const how =
		tls.mode === 'pinned' ? 'the server’s own certificate' : 'certificate checked with the host name';
	return `required, ${how}\n                SHA-256 ${fingerprint}`;
}

const words: Readonly<Record<Grant['right'], string>> = {
	SELECT: 'read',
	INSERT: 'add to',
	UPDATE: 'change',
	DELETE: 'remove from',
};

/** Tables with the same rights in one line each: `read: oc_setting, oc_store`, `read, change quantity: oc_product`. */
export function rightsInWords(grants: readonly Grant[]): readonly string[] {
	const rightsOn = (ofTable: readonly Grant[]): string =>
		ofTable
			.map(({ right, columns }) => {
				if (columns && right === 'UPDATE') return `change ${columns.join(' and ')} of`;
				return columns && right === 'SELECT' ? 'read (without secrets)' : words[right];
			})
			.join(', ');
	const byRights = byKey(
		grouped(grants, ({ table }) => table),
		rightsOn,
	);
	return [...byRights].map(
		([rights, tables]) => `${rights}: ${tables.map(([grant]) => grant?.table).join(', ')}`,
	);
}

/** For an administrator to run in a session of whatever kind: the quotation marks want the mode, the tables their database. */
export const sqlIn = ({ settings }: AdminShop, statements: readonly Statement[]): readonly string[] => [
	`USE ${quotedForeign(settings.database)};`,
	'SET NAMES utf8mb4;',
	"SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';",
	...statements.map(sqlText),
];

/** All that making the invitation takes, in the order of running. */
export const sqlOf = (
	shop: AdminShop,
	plan: InvitationPlan,
	ending: readonly Statement[] = [],
): readonly string[] => sqlIn(shop, [...plan.steps, plan.finish, ...ending]);

/** The same without the password: for showing. */
export const sqlShown = (
	shop: AdminShop,
	plan: InvitationPlan,
	ending?: readonly Statement[],
): readonly string[] => sqlOf(shop, plan, ending).map((sql) => sql.replaceAll(plan.password, '…'));
