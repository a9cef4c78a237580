import { inSupplierWords } from '../../../cli/supplierWords.js';
import { options } from '../../../cli/options.js';
import { catalogue, type ProblemCode } from '../../../nodes/OrderExchange/problems/catalogue.js';
import type { ProblemEntry } from '../../../nodes/OrderExchange/problems/entry.js';

/** What looking at a shop, making a user and trying it can come to. */
const met = (code: string): boolean =>
	/^(database|invitation)\./.test(code) ||
	[
		...[
			'shop.notRecognised',
			'shop.several',
			'shop.tableMissing',
			'shop.opencart.tooOld',
			'shop.store.unknown',
		],
		...['shop.woocommerce.legacyStorage', 'shop.woocommerce.subsite', 'exchange.noTransactions'],
		...['exchange.logWithoutTransactions', 'exchange.notSetUp', 'exchange.shopBusy', 'exchange.foreignBatch'],
		...['exchange.rightsMissing', 'exchange.cancelled'],
	].includes(code);

/** The command opens no SSH tunnel, and tells of a connection's other doubts in words of its own. */
const neverMet = [
	...['database.tunnel', 'database.tunnelNotChecked', 'database.clock', 'database.notEncrypted'],
	...['database.notVerified', 'database.certificateEnds'],
];

const cures = Object.entries<ProblemEntry>(catalogue)
	.filter(([code]) => met(code) && !neverMet.includes(code))
	.map(([code, { severity, happened, remedy }]): [string, string] => {
		const found = { code: code as ProblemCode, severity, message: happened, remedy };
		return [code, inSupplierWords(found).remedy];
	});

test.each(cures)('%s has a cure for whoever sits at the command line in the supplier’s house', (_, cure) => {
	expect(cure).not.toMatch(/credential|supplier’s admin|the supplier\b|Push node|Push’s|Retry Later/);
	expect(cure).not.toMatch(/Public Host|Allowed Address|Require TLS|CA Certificate/);
});

test.each(cures)('%s names options that there are', (_, cure) => {
	const named = [...cure.matchAll(/(?<![\w-]|mysqlcheck )--([a-z-]+)/g)].map(([, name = '']) => name);
	expect(named.filter((name) => !(name in options))).toEqual([]);
});

test('what a shop was found to have stays in the cure', () => {
	const found = { code: 'shop.store.unknown', severity: 'block', message: '' } as const;
	const remedy = catalogue['shop.store.unknown'].remedy.replace('{stores}', 'Main, Outlet');
	expect(inSupplierWords({ ...found, remedy }).remedy).toBe(
		'Choose one of these stores (“--store”), by its name or number: Main, Outlet.',
	);
});
