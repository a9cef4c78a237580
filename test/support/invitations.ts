import { openAsAdmin, type AdminShop } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { planInvitation, type InvitationPlan } from '../../nodes/OrderExchange/invitations/plan.js';
import { proveServer } from '../../nodes/OrderExchange/invitations/serverProof.js';
import { readTerms, type InvitationTerms } from '../../nodes/OrderExchange/invitations/terms.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import {
	openActivationCode,
	readActivationCode,
} from '../../nodes/OrderExchange/suppliers/activationCode.js';
import type { Invitation } from '../../nodes/OrderExchange/suppliers/invitation.js';

export const passPhrase = 'planted-pass-phrase-7Q2M';

/** The terms of an invitation for Northwind, with what the test wants different. */
export function terms(address: { host: string; port: number }, changes: object = {}): InvitationTerms {
	const read = readTerms({
		distributor: 'Northwind Traders',
		supplier: { code: 'acme', name: 'Acme Supplies' },
		notify: { emails: ['orders@acme.example'] },
		reach: { host: address.host, port: address.port },
		...changes,
	});
	if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join(' '));
	return read.terms;
}

export async function adminShop(settings: DatabaseSettings): Promise<AdminShop> {
	const opened = await openAsAdmin(settings);
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join(' '));
	return opened.shop;
}

export async function planFor(
	shop: AdminShop,
	changes: object = {},
	ca?: string,
	now = new Date(),
): Promise<InvitationPlan> {
	const agreed = terms(shop.settings, changes);
	return planInvitation(shop, agreed, await proveServer(shop, agreed, ca, now), now);
}

/** What the distributor finds in the code. */
export async function openedCode(code: string, phrase = passPhrase): Promise<Invitation> {
	const read = readActivationCode(code);
	if (!read.ok) throw new Error(read.problem.message);
	const opened = await openActivationCode(read.code, phrase, new Date());
	if (!opened.ok) throw new Error(opened.problem.message);
	return opened.invitation;
}
