import type { AdminShop } from './adminShop.js';
import { problem } from '../problems/problem.js';
import { endInvitation } from './endInvitation.js';
import { invite, revokeSql, type InviteOptions, type Invited, type NotInvited } from './invite.js';
import type { InvitationPlan } from './plan.js';
import type { InvitationRecord } from './records.js';

/**
 * Makes a new user and code in place of an old one, which ends only when the new one was tried: a renewal that does not go
 * through leaves the distributor with the code that works. Should the old one not end then, a finding that blocks says so.
 */
export async function renewInvitation(
	shop: AdminShop,
	old: InvitationRecord,
	plan: InvitationPlan,
	passPhrase: string,
	options: InviteOptions,
	now: Date,
): Promise<Invited | NotInvited> {
	const invited = await invite(shop, plan, passPhrase, options);
	if (!invited.ok) return invited;
	const ended = await endInvitation(shop, old, 'renewed', now);
	const { user } = old.account;
	const stays = { user, sql: revokeSql(old.account).join(' ') };
	const findings = ended.ok ? ended.findings : [problem('invitation.oldStays', {}, stays), ...ended.problems];
	return { ...invited, findings: [...invited.findings, ...findings] };
}
