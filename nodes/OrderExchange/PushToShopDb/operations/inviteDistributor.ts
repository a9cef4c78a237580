import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { DatabaseSettings } from '../../database/settings.js';
import { openAsAdmin, type AdminShop } from '../../invitations/adminShop.js';
import { invite, revokeSql } from '../../invitations/invite.js';
import { planInvitation } from '../../invitations/plan.js';
import { powersOf } from '../../invitations/powers.js';
import { proveServer } from '../../invitations/serverProof.js';
import { readTerms, supplierCodeOf, type ReadTerms, type TermNames } from '../../invitations/terms.js';
import {
	choice,
	collection,
	exactText,
	flag,
	number,
	readParameters,
	text,
	titleOf,
} from '../../n8n/parameters.js';
import { differingValues } from '../../n8n/perItem.js';
import { problem, type Problem } from '../../problems/problem.js';
import { passPhraseFits, shortestPassPhrase } from '../../suppliers/activationCode.js';
import { inSlices } from '../../time/inSlices.js';
import { invitationParameters } from '../parameters/invitation.js';

/** What comes out of Set Up Shop for an invitation: the code, or what stands in the way. */
export type InvitationOutput =
	| { readonly ready: true; readonly activationCode: string; readonly [key: string]: unknown }
	| { readonly ready: false; readonly problems: readonly Problem[]; readonly leftOver?: readonly string[] };

/** Invites a distributor as the command `invite` does, with the node's fields; the pass phrase is not in the output. */
export async function inviteDistributor(
	node: IExecuteFunctions,
	settings: DatabaseSettings,
): Promise<InvitationOutput> {
	const read = readParameters(node, 0, schema, invitationParameters);
	if (!read.ok) return { ready: false, problems: read.problems };
	const fields = Object.keys(schema.shape);
	const differing = await inSlices(differingValues(node, fields, invitationParameters, oneAtATime));
	if (differing.length > 0) return { ready: false, problems: differing };
	const { passPhrase } = read.values;
	if (!passPhraseFits(passPhrase)) {
		const what = `${names['passPhrase']} has fewer than ${shortestPassPhrase} characters`;
		const details = { what, how: 'Choose a longer one, for example four words.' };
		return { ready: false, problems: [problem('invitation.terms', { field: 'passPhrase' }, details)] };
	}
	const signal = node.getExecutionCancelSignal();
	const opened = await openAsAdmin(settings, signal);
	if (!opened.ok) return { ready: false, problems: opened.problems };
	const { shop } = opened;
	try {
		const agreed = termsOf(read.values, shop);
		if (!agreed.ok) return { ready: false, problems: agreed.problems };
		const { terms } = agreed;
		const now = new Date();
		const proof = await proveServer(shop, terms, settings.tls.ca, now, signal);
		if (signal?.aborted) return { ready: false, problems: [problem('exchange.cancelled')] };
		const plan = planInvitation(shop, terms, proof, now);
		const invited = await invite(shop, plan, passPhrase, { rehearse: true, signal });
		if (!invited.ok) return { ready: false, problems: invited.problems, leftOver: invited.leftOver };
		const { record, trial, findings, code } = invited;
		return {
			ready: true,
			activationCode: code,
			id: record.codeId,
			user: record.account.user,
			distributor: terms.distributor,
			supplier: terms.supplier,
			...(record.expiresAt && { expiresAt: record.expiresAt }),
			...(proof.fingerprint && { fingerprint: proof.fingerprint }),
			...(trial.rehearsedSku && { rehearsedSku: trial.rehearsedSku }),
			findings,
			powers: powersOf(shop, plan.grants),
			revokeSql: revokeSql(record.account),
		};
	} finally {
		await shop.close();
	}
}

const oneAtATime =
	'A run invites one distributor, whatever number of items comes in: put Loop Over Items in front of this node, one item at a time.';

const list = text.transform((given) => given.split(/[,;\s]+/).filter(Boolean));

const schema = z.object({
	distributor: text,
	passPhrase: exactText,
	publicHost: text,
	invitation: collection({
		from: text,
		connections: number(20),
		countries: list,
		currencies: list,
		emailLanguage: choice(['en', 'de'], 'en'),
		emails: list,
		publicPort: number(0),
		requireTls: flag(true),
		supplierCode: text,
		supplierName: text,
		validDays: number(0),
	}),
});

function termsOf(
	{ distributor, publicHost, invitation: options }: z.output<typeof schema>,
	{ settings, home, platform }: AdminShop,
): ReadTerms {
	const name = options.supplierName || home.name || platform.title;
	return readTerms(
		{
			distributor,
			supplier: { code: options.supplierCode || supplierCodeOf(name), name },
			notify: { emails: options.emails, language: options.emailLanguage },
			accepts: {
				...(options.countries.length > 0 && { countries: options.countries }),
				...(options.currencies.length > 0 && { currencies: options.currencies }),
			},
			reach: { host: publicHost || settings.host, port: options.publicPort || settings.port },
			from: options.from || '%',
			requireTls: options.requireTls,
			connections: options.connections,
			...(options.validDays > 0 && { validDays: options.validDays }),
		},
		names,
	);
}

const optionNamed = (name: string) => titleOf(invitationParameters, 'invitation', name);

/** What the form calls the terms. */
const names: TermNames = {
	distributor: titleOf(invitationParameters, 'distributor'),
	passPhrase: titleOf(invitationParameters, 'passPhrase'),
	'supplier.code': optionNamed('supplierCode'),
	'supplier.name': optionNamed('supplierName'),
	'notify.emails': optionNamed('emails'),
	'notify.language': optionNamed('emailLanguage'),
	'accepts.countries': optionNamed('countries'),
	'accepts.currencies': optionNamed('currencies'),
	'reach.host': titleOf(invitationParameters, 'publicHost'),
	'reach.port': optionNamed('publicPort'),
	from: optionNamed('from'),
	connections: optionNamed('connections'),
	validDays: optionNamed('validDays'),
};
