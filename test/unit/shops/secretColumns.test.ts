import { platforms } from '../../../nodes/OrderExchange/shops/registry.js';
import { shopSchema } from '../../../sandbox/shops/shopData.js';

const looksSecret = /pass|salt|token|secret|activation|request_key/;
const moments = /_time$/;

/** Columns of the platform's tables in its test data, as `table.column`. */
function columnsOf(platform: (typeof platforms)[number]): readonly string[] {
	const schema = shopSchema(platform.id);
	const prefixes = Object.keys(schema)
		.filter((name) => name.endsWith(platform.tables[0]?.table ?? ''))
		.map((name) => name.slice(0, -(platform.tables[0]?.table.length ?? 0)));
	const prefix = prefixes.sort((a, b) => a.length - b.length)[0] ?? '';
	return platform.tables.flatMap(({ table }) =>
		(schema[prefix + table]?.columns ?? []).map(({ name }) => `${table}.${name}`),
	);
}

describe.each(platforms.map((platform) => [platform.id, platform] as const))('%s', (_, platform) => {
	const secret = platform.tables.flatMap(({ table, secret: columns = [] }) =>
		columns.map((column) => `${table}.${column}`),
	);

	/** Of such a table an invited user gets no right on any other column. */
	const used = new Map(platform.tables.map(({ table, columns }) => [table, columns]));
	const isOutOfReach = (name: string) => {
		const [table = '', column = ''] = name.split('.');
		return used.get(table)?.includes(column) === false;
	};

	it('names every password, salt and token of its tables as a column that is never read, or does not use it', () => {
		const found = columnsOf(platform)
			.filter((name) => looksSecret.test(name) && !moments.test(name))
			.filter((name) => !isOutOfReach(name));
		expect(found).not.toEqual([]);
		expect(secret).toEqual(expect.arrayContaining(found));
	});

	it('names only columns that the shop has, and with secret ones all that it uses', () => {
		const named = platform.tables.flatMap(({ table, columns = [], changed = [] }) =>
			[...columns, ...changed].map((column) => `${table}.${column}`),
		);
		expect(columnsOf(platform)).toEqual(expect.arrayContaining([...secret, ...named]));
		expect(named).toEqual(expect.arrayContaining(secret));
	});
});
