import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { DatabaseSettings } from '../../database/settings.js';
import { openAsAdmin, type AdminShop } from '../../invitations/adminShop.js';
import { invite, revokeSql } from '../../invitations/invite.js';
import { planInvitation } from '../../invitations/plan.js';
import { proveServer } from '../../invitations/serverProof.js';
import { readTerms, supplierCodeOf, type ReadTerms } from '../../invitations/terms.js';
import { problem, type Problem } from '../../problems/problem.js';
import { passPhraseFits, shortestPassPhrase } from '../../suppliers/activationCode.js';

/** What comes out of Set Up Shop for an invitation: the code, or what stands in the way. */
export type InvitationOutput =
	| { readonly ready: true; readonly activationCode: string; readonly [key: string]: unknown }
	| { readonly ready: false; readonly problems: readonly Problem[]; readonly leftOver?: readonly string[] };

/** Invites a distributor as the command `invite` does, with the node's fields; the pass phrase is not in the output. */
export async function inviteDistributor(
	node: IExecuteFunctions,
	settings: DatabaseSettings,
): Promise<InvitationOutput> {
	const passPhrase = String(node.getNodeParameter('passPhrase', 0, ''));
	if (!passPhraseFits(passPhrase)) {
		const what = `the pass phrase has fewer than ${shortestPassPhrase} characters`;
		const details = { what, how: 'Choose a longer one, for example four words.' };
		return { ready: false, problems: [problem('invitation.terms', { field: 'passPhrase' }, details)] };
	}
	const opened = await openAsAdmin(settings);
	if (!opened.ok) return { ready: false, problems: opened.problems };
	const { shop } = opened;
	try {
		const read = termsOf(node, shop);
		if (!read.ok) return { ready: false, problems: read.problems };
		const signal = node.getExecutionCancelSignal();
		const now = new Date();
		const proof = await proveServer(shop, read.terms, settings.tls.ca, now, signal);
		const plan = planInvitation(shop, read.terms, proof, now);
		const invited = await invite(shop, plan, passPhrase, { rehearse: true, signal });
		if (!invited.ok) return { ready: false, problems: invited.problems, leftOver: invited.leftOver };
		const { record, trial, findings, code } = invited;
		return {
			...{ ready: true, activationCode: code, id: record.codeId, user: record.account.user },
			...{ distributor: read.terms.distributor, supplier: read.terms.supplier },
			...(record.expiresAt && { expiresAt: record.expiresAt }),
			...(proof.fingerprint && { fingerprint: proof.fingerprint }),
			...(trial.rehearsedSku && { rehearsedSku: trial.rehearsedSku }),
			...{ findings, revokeSql: revokeSql(record.account) },
		};
	} finally {
		await shop.close();
	}
}

const listSchema = z
	.string()
	.default('')
	.transform((text) => text.split(/[,;\s]+/).filter(Boolean));

const optionsSchema = z.object({
	from: z.string().trim().default('%'),
	connections: z.number().default(20),
	countries: listSchema,
	currencies: listSchema,
	emails: listSchema,
	publicPort: z.number().optional(),
	requireTls: z.boolean().default(true),
	supplierCode: z.string().trim().default(''),
	supplierName: z.string().trim().default(''),
	validDays: z.number().default(0),
});

function termsOf(node: IExecuteFunctions, { settings, home, platform }: AdminShop): ReadTerms {
	const options = optionsSchema.parse(node.getNodeParameter('invitation', 0, {}));
	const name = options.supplierName || home.name || platform.title;
	const publicHost = String(node.getNodeParameter('publicHost', 0, '')).trim();
	return readTerms({
		distributor: String(node.getNodeParameter('distributor', 0, '')),
		supplier: { code: options.supplierCode || supplierCodeOf(name), name },
		notify: { emails: options.emails },
		accepts: {
			...(options.countries.length > 0 && { countries: options.countries }),
			...(options.currencies.length > 0 && { currencies: options.currencies }),
		},
		reach: { host: publicHost || settings.host, port: options.publicPort ?? settings.port },
		...{ from: options.from || '%', requireTls: options.requireTls, connections: options.connections },
		...(options.validDays > 0 && { validDays: options.validDays }),
	});
}
