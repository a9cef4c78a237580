import type { DatabaseSettings } from '../database/settings.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';
import type { ProblemCode } from '../problems/catalogue.js';
import { problem, type Problem } from '../problems/problem.js';
import type { ShopSettings } from '../shops/platform.js';
import { cutOffNote, refusedBy } from './accepts.js';
import { entryOf, openEntry, type Directory } from './directory.js';
import type { Invitation } from './invitation.js';
import { asInvited, connectionOf } from './invitedShop.js';

/** How many suppliers are worked with at the same time. */
export const suppliersAtOnce = 10;

/** All that is needed to send to one supplier, whichever way it was made known. */
export interface SupplierShop {
	readonly connection: DatabaseSettings;
	/** The platform that the supplier invited to; left out, any. */
	readonly platform?: string;
	/** What the supplier settled; the node's own options go before. */
	readonly settings: Pick<ShopSettings, 'store' | 'language'>;
	readonly notify: { readonly emails: readonly string[]; readonly language?: string | undefined };
	/** Under which the supplier knows the distributor. */
	readonly customerNumber?: string;
	/** What stands against an order by the supplier's own rules. */
	readonly refusedBy: (order: SupplierCustomerOrder) => readonly Problem[];
	/** What the sender should know about orders that are written now. */
	readonly noteAt: (now: Date) => Problem | undefined;
	/** A finding in words that fit the way on which the shop was found. */
	readonly inItsWords: (found: Problem) => Problem;
}

export type FoundSupplier =
	{ readonly ok: true; readonly shop: SupplierShop } | { readonly ok: false; readonly problem: Problem };

/** Finds the shops of suppliers for one run of a node. */
export interface SupplierShops {
	/** Code of the only supplier that is served; empty: any. */
	readonly only: string;
	/** Suppliers with the same key have the same shop, and share its connection. */
	keyOf(supplierCode: string): string;
	/** Never throws; a code is opened when it is asked for. */
	find(supplierCode: string): Promise<FoundSupplier>;
}

/** One shop for every supplier order, or for those of one supplier only; an empty code asks for the shop itself. */
export const oneShop = (connection: DatabaseSettings, onlySupplier: string): SupplierShops => ({
	only: onlySupplier,
	keyOf: (code) => (onlySupplier === '' || code === onlySupplier ? '' : code),
	find: async (code) =>
		!['', code].includes(onlySupplier) && code !== ''
			? notFound(problem('exchange.otherSupplier', {}, { supplier: code, expected: onlySupplier }))
			: { ok: true, shop: plainShop(connection) },
});

/** A shop per supplier, from its activation code; with `onlySupplier` no other one's. */
export const invitedShops = (directory: Directory, onlySupplier: string, now: Date): SupplierShops => ({
	only: onlySupplier,
	keyOf: (code) => entryOf(directory, code)?.supplier.code ?? code,
	find: async (code) => {
		const entry = entryOf(directory, code);
		if (onlySupplier !== '' && entry !== entryOf(directory, onlySupplier))
			return notFound(problem('directory.otherSupplier', {}, { supplier: code, expected: onlySupplier }));
		if (!entry)
			return notFound(
				problem('directory.unknownSupplier', {}, { supplier: code, known: knownOf(directory) }),
			);
		const opened = await openEntry(entry, now);
		if (!opened.ok) return opened;
		const { customerNumber } = entry;
		const shop = invitedShop(opened.invitation);
		return { ok: true, shop: { ...shop, ...(customerNumber !== undefined && { customerNumber }) } };
	},
});

function invitedShop(invitation: Invitation): SupplierShop {
	const { shop, notify, supplier } = invitation;
	return {
		connection: connectionOf(invitation),
		platform: shop.platform,
		settings: {
			...(shop.store !== undefined && { store: shop.store }),
			...(shop.language !== undefined && { language: shop.language }),
		},
		notify,
		refusedBy: (order) => refusedBy(invitation, order),
		noteAt: (now) => cutOffNote(invitation, now),
		inItsWords: (found) => asInvited(found, supplier.name),
	};
}

const plainShop = (connection: DatabaseSettings): SupplierShop => ({
	connection,
	settings: {},
	notify: { emails: [] },
	refusedBy: () => [],
	noteAt: () => undefined,
	inItsWords: (found) => found,
});

/** Whatever comes later, nothing arrives there before a person has acted. */
const lasting: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
	'activation.revoked',
	'activation.otherShop',
]);
/** Whether waiting does not help. */
export const needsPerson = ({ code }: Problem): boolean => lasting.has(code);

const notFound = (found: Problem): FoundSupplier => ({ ok: false, problem: found });

const mostNamed = 10;

function knownOf({ entries, findings }: Directory): string {
	const codes = entries.map(({ supplier }) => supplier.code);
	const named = codes.slice(0, mostNamed).join(', ') + (codes.length > mostNamed ? ' …' : '');
	const unreadable = findings.filter(({ severity }) => severity === 'block').length;
	return [
		codes.length > 0 ? `It has codes of: ${named}.` : 'It holds no code that can be read.',
		...(unreadable > 0
			? [
					`Lines that cannot be read: ${unreadable}; save the credential again: n8n tests it then and names them.`,
				]
			: []),
	].join(' ');
}
