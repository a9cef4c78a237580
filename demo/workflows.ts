import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nCredential, N8nWorkflow } from '../scripts/system/n8n.js';
import type { DemoShop } from './shops/demoShops.js';
import { distributor } from './suppliers.js';

const folder = join(__dirname, '../workflows');

interface WorkflowFile {
	readonly name: string;
	readonly nodes: readonly {
		readonly name: string;
		readonly type: string;
		readonly parameters: Readonly<Record<string, unknown>>;
		readonly credentials?: Readonly<Record<string, { readonly id: string | null; readonly name: string }>>;
	}[];
	readonly [part: string]: unknown;
}

/** Changes the parameters of one node, by its name; gives them back as they were otherwise. */
export type Patch = (
	node: string,
	parameters: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;

/**
 * The example workflows as they lie in `workflows/`, switched on; only the ids of credentials and the address of the
 * data source are filled in.
 */
export function readWorkflows(
	credentials: readonly N8nCredential[],
	sourceUrl: string,
	patch: Patch = (_node, parameters) => parameters,
): readonly N8nWorkflow[] {
	const idOf = new Map(credentials.map(({ name, id }) => [name, id]));
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((file) => {
			const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile;
			const nodes = workflow.nodes.map((node) => ({
				...node,
				parameters: patch(node.name, fromSource(node.parameters, sourceUrl)),
				...(node.credentials && { credentials: withIds(node.credentials, idOf) }),
			}));
			return { ...workflow, id: file.replace(/\.json$/, ''), active: true, nodes };
		});
}

const exampleSource = 'https://distributor.example';

const fromSource = (parameters: Readonly<Record<string, unknown>>, sourceUrl: string) =>
	typeof parameters['url'] === 'string'
		? { ...parameters, url: parameters['url'].replace(exampleSource, sourceUrl) }
		: parameters;

const withIds = (
	credentials: NonNullable<WorkflowFile['nodes'][number]['credentials']>,
	idOf: ReadonlyMap<string, string>,
) =>
	Object.fromEntries(
		Object.entries(credentials).map(([type, { name }]) => {
			const id = idOf.get(name);
			if (!id) throw new Error(`The workflow wants a credential “${name}” that the demo does not make`);
			return [type, { id, name }];
		}),
	);

const credentialNames: Readonly<Record<string, string>> = {
	harbour: 'Shop Database – Harbour Street',
	nordkueste: 'Shop Database – Nordküste',
	marche: 'Shop Database – Marché du Sud',
};

/** One Shop Database credential per supplier, and the two for mail. */
export function credentialsFor(
	shops: readonly DemoShop[],
	database: { readonly host: string; readonly port: number },
	smtpPort: number,
): readonly N8nCredential[] {
	return [
		...shops.map(({ supplier, database: name, user, password }) => ({
			id: `shop-${supplier.code}`,
			name: credentialNames[supplier.code] ?? supplier.name,
			type: 'orderExchangeShopDatabase',
			data: {
				supplierCode: supplier.code,
				host: database.host,
				port: database.port,
				database: name,
				user,
				password,
				tlsMode: 'off',
			},
		})),
		{
			id: 'order-exchange-smtp',
			name: 'Order Exchange SMTP',
			type: 'orderExchangeSmtp',
			data: {
				host: '127.0.0.1',
				port: smtpPort,
				tlsMode: 'none',
				senderName: distributor.name,
				senderAddress: 'orders@northwind.example',
				replyTo: distributor.email,
			},
		},
		{
			id: 'purchasing-mail',
			name: 'Purchasing Mail',
			type: 'smtp',
			data: {
				host: '127.0.0.1',
				port: smtpPort,
				secure: false,
				disableStartTls: true,
				user: '',
				password: '',
			},
		},
	];
}
