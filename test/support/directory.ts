import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { createActivationCode } from '../../nodes/OrderExchange/suppliers/activationCode.js';
import type { InvitationInput } from '../../nodes/OrderExchange/suppliers/invitation.js';

export const passPhrase = 'seven boxes of honey';

/** What a supplier with that shop gives to the distributor. */
export const invitationTo = (
	code: string,
	platform: string,
	settings: DatabaseSettings,
	changes: Partial<InvitationInput> = {},
): InvitationInput => {
	const { host, port, database, user, password } = settings;
	return {
		id: 'K7Q2M4X9AB',
		issuedAt: '2026-11-01T08:00:00Z',
		supplier: { code, name: `Supplier ${code}` },
		notify: { emails: [`orders@${code}.example`] },
		connection: { host, port, database, user, password, tls: { mode: 'off' } },
		shop: { platform, prefix: prefixes[platform] ?? '' },
		...changes,
	};
};

const prefixes: Readonly<Record<string, string>> = {
	'opencart-4.1': 'oc_',
	'opencart-3.0': 'oc_',
	'woocommerce-11-hpos': 'wp_',
};

export const codeTo = (...invitation: Parameters<typeof invitationTo>): Promise<string> =>
	createActivationCode(invitationTo(...invitation), passPhrase);

/** The Supplier Directory credential of a distributor who holds these codes. */
export const directoryCredential = (codes: readonly string[], changes: object = {}) => ({
	orderExchangeSupplierDirectory: {
		distributorCode: 'northwind',
		distributorName: 'Northwind Traders',
		activationCodes: codes.join('\n'),
		passPhrases: passPhrase,
		...changes,
	} as never,
});
