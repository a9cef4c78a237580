import { acceptedInWords, rightsInWords } from '../../../cli/planText.js';
import type { SchemaView } from '../../../nodes/OrderExchange/database/schemaView.js';
import { neededGrants } from '../../../nodes/OrderExchange/exchange/checks/rights.js';
import { powersOf } from '../../../nodes/OrderExchange/invitations/powers.js';
import { platforms } from '../../../nodes/OrderExchange/shops/registry.js';

const prefix = 'x_';

/** What the plan says of this platform's rights, with its tables in this engine. */
function said(id: string, engine: string) {
	const platform = platforms.find((one) => one.id === id);
	if (!platform) throw new Error(id);
	const schema: SchemaView = new Map(
		platform.tables.map(({ table }) => {
			const name = prefix + table;
			return [name, { name, engine, columns: new Map() }];
		}),
	);
	const found = { prefix, version: '1' };
	const grants = neededGrants(platform, found, schema);
	return { powers: powersOf({ found, platform }, grants).join(' '), rights: rightsInWords(grants) };
}

test('a WooCommerce shop is told that these rights are worth an administrator', () => {
	expect(said('woocommerce-11-hpos', 'InnoDB').powers).toContain('become an administrator of the shop');
});

test('a shop without transactions is told that whole rows can be changed', () => {
	expect(said('modified-3.3', 'MyISAM').powers).toContain('every row can be changed or removed');
});

test.each([
	['modified-3.3', 'x_configuration'],
	['opencart-4.1', 'x_setting'],
	['opencart-3.0', 'x_setting'],
	['woocommerce-11-hpos', 'x_options'],
])('%s is told that the passwords and keys among its settings can be read', (id, table) => {
	expect(said(id, 'InnoDB').powers).toContain(
		`all its settings in one table, ${table}, which an order needs`,
	);
});

test.each(['modified-3.3', 'opencart-4.1', 'opencart-3.0'])(
	'%s with transactions is told of nothing worse',
	(id) => {
		expect(said(id, 'InnoDB').powers).not.toMatch(/administrator|removed/);
	},
);

test('secrets are kept from reading; what is added holds them', () => {
	const { rights } = said('modified-3.3', 'InnoDB');
	expect(rights).toContainEqual(
		expect.stringMatching(/^read \(without secrets\), add to, change .*: x_customers$/),
	);
	expect(rights.join()).not.toContain('add to (without secrets)');
});

test('the plan says which orders are taken, so that a renewal shows the rules that stay', () => {
	expect(acceptedInWords({})).toBe('all that your shop takes');
	expect(
		acceptedInWords({
			countries: ['DE', 'AT'],
			currencies: ['EUR'],
			minimumOrder: { amount: '25', currency: 'EUR' },
			cutOff: { time: '14:30', zone: 'Europe/Berlin' },
		}),
	).toBe('to DE, AT, in EUR, with goods of 25 EUR or more, packed on the next day after 14:30 Europe/Berlin');
});
