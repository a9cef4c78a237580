import type { DatabaseSettings, TlsSettings } from '../database/settings.js';
import { problem, type CodeFilledBy, type Problem } from '../problems/problem.js';
import type { ProblemCode } from '../problems/catalogue.js';
import type { Invitation } from './invitation.js';

/** How to connect as the user of an invitation. */
export function connectionOf({ connection, shop }: Invitation): DatabaseSettings {
	const { host, port, database, user, password, tls } = connection;
	return { host, port, database, user, password, tls: tlsOf(tls), tablePrefix: shop.prefix };
}

/** How the connection is checked, as the invitation says. */
export function tlsOf(tls: Invitation['connection']['tls']): TlsSettings {
	switch (tls.mode) {
		case 'pinned':
			return { mode: 'pinned', ca: tls.certificate };
		case 'verify':
			return { mode: 'verify', ...(tls.ca !== undefined && { ca: tls.ca }) };
		case 'off':
			return { mode: 'off' };
	}
}

/** What a fault of the connection means to somebody who holds a code and no credential. */
const meanings: ReadonlyMap<ProblemCode, CodeFilledBy<'supplier'>> = new Map<
	ProblemCode,
	CodeFilledBy<'supplier'>
>([
	['database.login', 'activation.revoked'],
	['database.accountClosed', 'activation.revoked'],
	['database.unknownDatabase', 'activation.revoked'],
	['database.tls', 'activation.tls'],
	['database.hostUnknown', 'activation.unreachable'],
	['database.unreachable', 'activation.unreachable'],
]);

/** The same finding in the words of the directory, where those of the Shop Database credential do not fit. */
export const asInvited = (found: Problem, supplier: string): Problem => {
	const meaning = meanings.get(found.code);
	return meaning ? problem(meaning, {}, { supplier }) : found;
};
