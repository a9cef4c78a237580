import type { AdminShop } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { codeOf, revokeSql, type Invited } from '../../nodes/OrderExchange/invitations/invite.js';
import type { InvitationPlan } from '../../nodes/OrderExchange/invitations/plan.js';
import { powersOf } from '../../nodes/OrderExchange/invitations/powers.js';
import type { Statement } from '../../nodes/OrderExchange/invitations/records.js';
import { blocks } from '../../nodes/OrderExchange/problems/problem.js';
import { notDone, problemLines, type Outcome } from '../outcome.js';
import type { PassPhrase } from '../passPhrase.js';
import { sqlOf, sqlShown } from '../planText.js';

/** What is known of an invitation besides its secrets. */
const facts = (shop: AdminShop, { record, grants, proof }: InvitationPlan) => ({
	id: record.codeId,
	distributor: record.terms.distributor,
	supplier: record.terms.supplier,
	user: record.account.user,
	from: record.account.host,
	issuedAt: record.issuedAt,
	...(record.expiresAt && { expiresAt: record.expiresAt }),
	reach: record.terms.reach,
	tls: proof.tls.mode,
	...(proof.fingerprint && { fingerprint: proof.fingerprint }),
	shop: {
		platform: shop.platform.id,
		title: shop.platform.title,
		version: shop.found.version,
		database: shop.settings.database,
		prefix: shop.found.prefix,
	},
	grants,
	powers: powersOf(shop, grants),
	revokeSql: revokeSql(record.account),
});

/**
 * The code, and where it goes. The pass phrase is shown only when it was made here: the person knows any other. `planSeen`: the
 * person has read the plan with its findings.
 */
export function madeOutcome(
	shop: AdminShop,
	plan: InvitationPlan,
	invited: Invited,
	passPhrase: PassPhrase,
	planSeen: boolean,
): Outcome {
	const { rehearsedSku } = invited.trial;
	const seen = planSeen ? plan.proof.findings : [];
	const unseen = invited.findings.filter((found) => !seen.includes(found));
	const oldStays = invited.findings.some(blocks);
	return {
		exit: oldStays ? 3 : 0,
		json: {
			ok: !oldStays,
			code: invited.code,
			...(passPhrase.made && { passPhrase: passPhrase.text }),
			...facts(shop, plan),
			...(rehearsedSku && { rehearsedSku }),
			findings: invited.findings,
		},
		text: [
			...(rehearsedSku
				? [`✓ The new user was tried: an order for ${rehearsedSku} was written and taken back.`]
				: ['✓ The new user was tried: it has all rights it needs.']),
			...unseen.flatMap(problemLines),
			'',
			...handOut(invited.code, passPhrase),
			'',
			`To end the invitation: npx n8n-nodes-order-exchange revoke ${plan.record.codeId}`,
			`or in the database:    ${revokeSql(plan.record.account).join(' ')}`,
		],
	};
}

const handOut = (code: string, passPhrase: PassPhrase): readonly string[] => [
	'Activation code, one line, to send to the distributor:',
	'',
	code,
	'',
	...(passPhrase.made
		? [
				'Pass phrase, to be told another way than the code (by phone, for example). It is shown only now:',
				'',
				passPhrase.text,
			]
		: ['Tell the distributor your pass phrase another way than the code, by phone for example.']),
];

/** Nothing is done: what would be, as a person is shown it, with its SQL. `ending` is what ends the invitation before. */
export const dryOutcome = (
	shop: AdminShop,
	plan: InvitationPlan,
	shown: readonly string[],
	ending?: readonly Statement[],
): Outcome => {
	const hindering = plan.proof.findings.filter(blocks);
	return {
		exit: hindering.length > 0 ? 1 : 0,
		json: {
			ok: hindering.length === 0,
			dryRun: true,
			...facts(shop, plan),
			findings: [...plan.proof.findings, ...shop.doubts],
			steps: plan.steps.map(({ what }) => what),
			sql: sqlShown(shop, plan, ending),
		},
		text: [...shown, 'Nothing was changed.'],
	};
};

/** Nothing is done: the SQL does it when an administrator runs it, who is to have nothing but the SQL. `ending` is what ends the invitation before. */
export async function sqlOutcome(
	shop: AdminShop,
	plan: InvitationPlan,
	passPhrase: PassPhrase,
	ending: readonly Statement[] = [],
): Promise<Outcome> {
	const hindering = plan.proof.findings.filter(blocks);
	if (hindering.length > 0) return notDone(plan.proof.findings);
	const code = await codeOf(shop, plan, passPhrase.text);
	const sql = sqlOf(shop, plan, ending);
	return {
		exit: 0,
		json: {
			ok: true,
			code,
			...(passPhrase.made && { passPhrase: passPhrase.text }),
			...facts(shop, plan),
			findings: plan.proof.findings,
			sql,
		},
		aside: [
			...plan.proof.findings.flatMap(problemLines),
			...powersOf(shop, plan.grants).map((power) => `! ${power}`),
			...handOut(code, passPhrase),
			'',
			`To end the invitation later: ${revokeSql(plan.record.account).join(' ')}`,
			'',
			'SECRET: the SQL below holds the new user’s password. Give it to the administrator only, and do not keep it.',
			'The code holds the same password, closed with the pass phrase: it works as soon as the SQL was run.',
			'',
		],
		text: sql,
	};
}
