import { shopDataFolder } from '../../sandbox/shops/shopData.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { quoted } from '../../sandbox/shops/shopTables.js';
import { goldenPlatforms } from '../fidelity/platforms.js';
import { runCase, type CaseResult, type Tamper } from '../fidelity/runCase.js';

const goldens = goldenPlatforms(shopDataFolder).flatMap((platform) =>
	platform.goldens.map((golden) => [platform.id, golden.case, platform, golden] as const),
);

const readable = ({ unexplained, notWritten }: CaseResult) => ({
	notWritten,
	unexplained: unexplained.map(({ table, column, wanted, got }) => ({ table, column, wanted, got })),
});
const asTheCheckout = { notWritten: undefined, unexplained: [] };

describe('A pushed order is the order of the shop’s own checkout', () => {
	it.each(goldens)('%s: %s', async (_id, _case, platform, golden) => {
		const result = await runCase(sharedMariaDb(), platform, golden);
		expect(readable(result)).toEqual(asTheCheckout);
		expect(result.equal).toBeGreaterThan(50);
	});
});

describe('The comparison with the checkout notices', () => {
	const [first] = goldens;
	if (!first) throw new Error('There is no golden order to tamper with');
	const [, , platform, golden] = first;
	const tables = golden.tables;
	const table = Object.keys(tables).find((name) => (tables[name]?.inserted?.length ?? 0) > 1) ?? '';
	const untouched = Object.keys(platform.reference).find((name) => !(name in tables)) ?? '';
	const [textColumn = ''] =
		platform.schema[table]?.columns.filter(({ type }) => /char|text/.test(type)).map(({ name }) => name) ??
		[];
	const [anyColumn = ''] =
		platform.schema[untouched]?.columns.filter(({ type }) => /char/.test(type)).map(({ name }) => name) ?? [];

	const unexplained = async (tamper: Tamper) =>
		(await runCase(sharedMariaDb(), platform, golden, tamper)).unexplained;

	it('another text in a written row', async () => {
		const found = await unexplained(async (shop) => {
			await shop.query(`UPDATE ${quoted(table)} SET ${quoted(textColumn)} = 'tampered'`);
		});
		expect(found).toContainEqual(expect.objectContaining({ table, column: textColumn, got: 'tampered' }));
	});

	it('a row that is missing', async () => {
		const found = await unexplained(async (shop) => {
			await shop.query(`DELETE FROM ${quoted(table)}`);
		});
		expect(found).toContainEqual(expect.objectContaining({ table, got: null }));
	});

	it('a change in a table that the checkout leaves alone', async () => {
		const found = await unexplained(async (shop) => {
			await shop.query(`UPDATE ${quoted(untouched)} SET ${quoted(anyColumn)} = 'x' LIMIT 1`);
		});
		expect(found).toContainEqual(expect.objectContaining({ table: untouched, column: anyColumn, got: 'x' }));
	});
});
