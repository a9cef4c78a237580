import type { AdminShop } from '../../nodes/OrderExchange/invitations/adminShop.js';
import {
	findInvitation,
	listInvitations,
	type ListedInvitation,
} from '../../nodes/OrderExchange/invitations/listInvitations.js';
import type { EndableInvitation } from '../../nodes/OrderExchange/invitations/records.js';
import { problem } from '../../nodes/OrderExchange/problems/problem.js';
import { connectToShop, type OpenedShop } from '../connection.js';
import type { Given } from '../options.js';
import { cancelled, notDone, wrongUse, type Outcome } from '../outcome.js';
import type { Person } from '../person.js';

/** What a command works with. */
export interface Run {
	readonly given: Given;
	/** The invitation that is meant, by its code's id or its user. */
	readonly target?: string;
	readonly environment: NodeJS.ProcessEnv;
	readonly person: Person;
	readonly signal: AbortSignal;
}

/** Whether the command is to change anything, so that it needs an account that may make and remove users. */
export const mayChange = ({ given }: Run): boolean => given.sql !== true && given['dry-run'] !== true;

/** Opens the shop for one command and closes it again; `changes` as `mayChange` says. */
export async function withShop(
	run: Run,
	changes: boolean,
	command: (opened: OpenedShop) => Promise<Outcome>,
): Promise<Outcome> {
	const connected = await connectToShop(run, changes);
	if (!connected.ok) return connected.outcome;
	try {
		return run.signal.aborted ? cancelled : await command(connected);
	} finally {
		await connected.shop.close();
	}
}

export type Chosen =
	| { readonly ok: true; readonly invitation: ListedInvitation }
	| { readonly ok: false; readonly outcome: Outcome };

/** The invitation that the command line names, or that the person chooses; one that has ended cannot be meant. */
export async function chosenInvitation(
	shop: AdminShop,
	{ target, person }: Run,
	verb: string,
): Promise<Chosen> {
	const no = (outcome: Outcome): Chosen => ({ ok: false, outcome });
	const listed = await listInvitations(shop, new Date());
	if (!listed.ok) return no(notDone(listed.problems));
	const living = listed.invitations.filter(({ now }) => now !== 'revoked' && now !== 'renewed');
	if (target === undefined && !person.present)
		return no(wrongUse(`Say which invitation: ${verb} CODE-ID. See the command list.`));
	if (target === undefined && living.length === 0)
		return no(notDone([problem('invitation.unknown', {}, { wanted: `to ${verb}`, known: 'there is none' })]));
	const wanted =
		target ?? (await person.choose(`Which invitation do you want to ${verb}?`, living.map(choiceOf)));
	const found = findInvitation(listed.invitations, wanted);
	if (!found.ok) return no(notDone([found.problem]));
	return living.includes(found.invitation)
		? found
		: no(notDone([problem('invitation.ended', {}, { wanted, state: found.invitation.now })]));
}

export type ChosenToEnd =
	| {
			readonly ok: true;
			readonly invitation: EndableInvitation;
			/** Where the record can be read. */
			readonly distributor?: string;
	  }
	| { readonly ok: false; readonly outcome: Outcome };

/** The same for ending it, which takes no more than its user: one whose record cannot be read here is meant by its code or user. */
export async function chosenToEnd(shop: AdminShop, run: Run): Promise<ChosenToEnd> {
	const listed = run.target === undefined ? undefined : await listInvitations(shop, new Date());
	const unread = listed?.ok ? findInvitation(listed.unreadable, run.target ?? '') : undefined;
	if (unread?.ok) return unread;
	const chosen = await chosenInvitation(shop, run, 'revoke');
	return chosen.ok ? { ...chosen, distributor: chosen.invitation.terms.distributor } : chosen;
}

const choiceOf = ({ codeId, terms, issuedAt, now }: ListedInvitation) => ({
	value: codeId,
	label: `${terms.distributor}, ${codeId}, of ${issuedAt.slice(0, 10)}, ${now}`,
});
