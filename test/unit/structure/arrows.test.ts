import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const nodes = join(__dirname, '../../../nodes/OrderExchange');

/** From the bottom up: each knows only those before it. The nodes themselves stand above all. */
const rooms = [
	...['time', 'problems', 'orders', 'database', 'shops', 'suppliers', 'mail', 'exchange', 'invitations'],
	'n8n',
];
const aboveAll = ['PrepareSupplierOrder', 'PushToShopDb', 'NotifySupplier'];
const foldersOfExchange = [
	...['log', 'shop', 'receipts', 'rows', 'planning', 'attempt', 'withoutTransactions', 'batch', 'push'],
	...['notifications', 'checks'],
];

interface Import {
	/** File and what it imports, e.g. `n8n/items.ts: n8n-workflow`. */
	readonly text: string;
	readonly from: string;
	/** A folder beside the own one, or a package. */
	readonly to: string;
}

/** Imports of the files in one of these folders from another one, or from a package. */
function importsBetween(root: string, folders: readonly string[]): readonly Import[] {
	return folders.flatMap((from) =>
		readdirSync(join(root, from), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.flatMap((name) => {
				const file = join(root, from, name);
				const imports = readFileSync(file, 'utf8').matchAll(/ from '([^']+)'/g);
				return [...imports].flatMap(([, what = '']) => {
					const to = what.startsWith('.') ? folderOf(root, resolve(dirname(file), what)) : what;
					return to === from ? [] : [{ text: `${join(from, name)}: ${what}`, from, to }];
				});
			}),
	);
}

const folderOf = (root: string, file: string): string => relative(root, file).split(sep)[0] ?? '';

/** Imports of what stands later in the list. */
const upwards = (root: string, folders: readonly string[]): readonly string[] =>
	importsBetween(root, folders)
		.filter(({ from, to }) => folders.includes(to) && folders.indexOf(to) > folders.indexOf(from))
		.map(({ text }) => text);

const foldersIn = (root: string): readonly string[] =>
	readdirSync(root, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);

test('arrows between the rooms go one way', () => {
	expect([...foldersIn(nodes)].sort()).toEqual([...rooms, ...aboveAll, 'icons'].sort());
	expect(upwards(nodes, rooms)).toEqual([]);
});

test('arrows between the folders of exchange go one way', () => {
	const exchange = join(nodes, 'exchange');
	expect([...readdirSync(exchange)].sort()).toEqual([...foldersOfExchange].sort());
	expect(upwards(exchange, foldersOfExchange)).toEqual([]);
});

test('only the nodes and the room n8n know n8n', () => {
	const core = rooms.filter((room) => room !== 'n8n');
	const known = importsBetween(nodes, core).filter(({ to }) => /^n8n/.test(to) || aboveAll.includes(to));
	expect(known.map(({ text }) => text)).toEqual([]);
});
