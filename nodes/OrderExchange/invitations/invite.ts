import { connect } from '../database/connect.js';
import type { DatabaseSettings } from '../database/settings.js';
import { grantSql } from '../exchange/checks/rights.js';
import { blocks, problem, type Problem } from '../problems/problem.js';
import { createActivationCode } from '../suppliers/activationCode.js';
import type { InvitationInput } from '../suppliers/invitation.js';
import { tlsOf } from '../suppliers/invitedShop.js';
import { accountSql, createUserSql, dropUserSql, newPassword, newUserName, type Account } from './account.js';
import type { AdminShop } from './adminShop.js';
import { carryOut, sqlText, takeBack } from './carryOut.js';
import type { InvitationPlan, Step } from './plan.js';
import type { InvitationRecord, Undo } from './records.js';
import { tryUser, type Trial } from './trial.js';

export interface Invited {
	readonly ok: true;
	/** The activation code: useless without the pass phrase, and still for the distributor only. */
	readonly code: string;
	readonly record: InvitationRecord;
	readonly trial: Trial;
	/** What is worth knowing, none of it in the way. */
	readonly findings: readonly Problem[];
}

export interface NotInvited {
	readonly ok: false;
	readonly problems: readonly Problem[];
	/** SQL that removes what could not be taken back; empty when nothing stayed. */
	readonly leftOver: readonly string[];
}

export interface InviteOptions {
	/** Whether to rehearse an order as the new user; its rights are checked in any case. */
	readonly rehearse: boolean;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the user, tries it, and gives the code. When anything stands in the way, all that was made is taken back, and what
 * could not be is named with its SQL. `passPhrase` has at least `shortestPassPhrase` characters. Never throws for what a
 * database can do.
 */
export async function invite(
	shop: AdminShop,
	plan: InvitationPlan,
	passPhrase: string,
	options: InviteOptions,
): Promise<Invited | NotInvited> {
	const hindering = plan.proof.findings.filter(blocks);
	if (hindering.length > 0) return { ok: false, problems: hindering, leftOver: [] };
	const undo: Undo[] = [];
	const give = async (problems: readonly Problem[]): Promise<NotInvited> => {
		const leftOver = await takeBack(shop.database, () => connect(shop.settings), undo);
		return { ok: false, problems: [...problems, ...leftOverProblem(leftOver)], leftOver };
	};

	const code = await createActivationCode(invitationOf(shop, plan), passPhrase);
	const refused = await carryOut(shop.database, plan.steps, undo, shop.user);
	if (refused) return await give([refused]);
	const trial = await tryInvited(shop, plan, undo, options);
	if (options.signal?.aborted) return await give([problem('exchange.cancelled')]);
	const hinders = trial.problems.filter(blocks);
	if (hinders.length > 0) return await give(hinders);
	const unfinished = await carryOut(shop.database, [plan.finish], undo, shop.user);
	if (unfinished) return await give([unfinished]);
	const record = { ...plan.record, state: 'active' as const };
	return { ok: true, code, record, trial, findings: [...plan.proof.findings, ...trial.problems] };
}

/** The code of an invitation that an administrator makes by running the plan's SQL. */
export const codeOf = (shop: AdminShop, plan: InvitationPlan, passPhrase: string): Promise<string> =>
	createActivationCode(invitationOf(shop, plan), passPhrase);

/** What the code carries: all that connects the distributor to this shop. */
function invitationOf(shop: AdminShop, { record, password, proof }: InvitationPlan): InvitationInput {
	const { terms, account } = record;
	return {
		id: record.codeId,
		issuedAt: record.issuedAt,
		...(record.expiresAt && { expiresAt: record.expiresAt }),
		supplier: terms.supplier,
		notify: terms.notify,
		connection: {
			...terms.reach,
			database: shop.settings.database,
			user: account.user,
			password,
			tls: proof.tls,
		},
		shop: {
			platform: shop.platform.id,
			prefix: shop.found.prefix,
			...(terms.store && { store: terms.store }),
			...(terms.language && { language: terms.language }),
		},
		accepts: terms.accepts,
	};
}

/**
 * Tries the new user itself where it may log in from anywhere; else a twin with the same rights that lives as long as the trial,
 * because the new user may log in from the distributor's address only.
 */
async function tryInvited(
	shop: AdminShop,
	plan: InvitationPlan,
	undo: Undo[],
	options: InviteOptions,
): Promise<Trial> {
	const { account, terms } = plan.record;
	if (account.host === '%')
		return await tryUser(settingsFor(shop, plan, account, plan.password), terms, options);
	const twin = { user: newUserName('trial'), host: '%' };
	const password = newPassword();
	const made: Undo[] = [];
	const refused = await carryOut(shop.database, twinSteps(shop, plan, twin, password), made, shop.user);
	const trial = refused
		? { problems: [refused] }
		: await tryUser(settingsFor(shop, plan, twin, password), terms, options);
	const left = await takeBack(shop.database, () => connect(shop.settings), made);
	if (left.length > 0) undo.push(...made);
	return left.length > 0 ? { problems: leftOverProblem(left) } : trial;
}

function twinSteps(shop: AdminShop, plan: InvitationPlan, twin: Account, password: string): readonly Step[] {
	const sql = accountSql(twin);
	return [
		{
			what: 'Create a user for the trial',
			sql: createUserSql(twin, password, plan.limits),
			values: [],
			undo: { sql: dropUserSql(twin), values: [] },
		},
		...grantSql(plan.grants, shop.settings.database, sql).map((grant) => ({
			what: 'Grant the rights for the trial',
			sql: grant,
			values: [],
		})),
	];
}

/** As the distributor connects; over the administrator's own way where the public address does not answer from here. */
function settingsFor(
	shop: AdminShop,
	{ proof, record }: InvitationPlan,
	{ user }: Account,
	password: string,
): DatabaseSettings {
	const login = { user, password, database: shop.settings.database, tablePrefix: shop.found.prefix };
	if (!proof.reached)
		return { ...shop.settings, ...login, tls: { mode: proof.tls.mode === 'off' ? 'off' : 'noVerify' } };
	return { ...record.terms.reach, ...login, tls: tlsOf(proof.tls) };
}

const leftOverProblem = (sql: readonly string[]): readonly Problem[] =>
	sql.length > 0 ? [problem('invitation.leftOver', {}, { sql: sql.join(' ') })] : [];

/** What ends an invitation by hand, whoever runs it. */
export const revokeSql = (account: Account): readonly string[] => [
	sqlText({ sql: dropUserSql(account), values: [] }),
];
