import { readdirSync, readFileSync } from 'node:fs';

interface ExampleNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: { readonly authentication?: string };
	readonly credentials?: object;
}

const entrances = ['n8n-nodes-base.webhook', 'n8n-nodes-base.formTrigger'];

test('no example workflow lets in whoever knows its address: who gets in orders at the suppliers', () => {
	const found = readdirSync('workflows').flatMap((file) => {
		const { nodes } = JSON.parse(readFileSync(`workflows/${file}`, 'utf8')) as {
			nodes: readonly ExampleNode[];
		};
		return nodes.filter(({ type }) => entrances.includes(type)).map((node) => ({ file, ...node }));
	});
	expect(found).toHaveLength(3);
	const open = found.filter(
		({ parameters, credentials }) => (parameters.authentication ?? 'none') === 'none' || !credentials,
	);
	expect(open.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
