import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nCredential, N8nWorkflow } from '../scripts/system/n8n.js';
import { formLogin, webhookKey } from './entrances.js';
import type { DemoInvitation, Reach } from './shops/invitation.js';
import { distributor, type DemoSupplier } from './suppliers.js';

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

/**
 * The Supplier Directory with every supplier's code, the first supplier's database as one enters it by hand, the two
 * credentials for mail, and those by which orders come in.
 */
export function credentialsFor(
	invited: readonly (DemoInvitation & { readonly supplier: DemoSupplier })[],
	reach: Reach,
	ca: string | undefined,
	smtpPort: number,
): readonly N8nCredential[] {
	const [first] = invited;
	return [
		{ id: 'order-webhook', name: 'Order Webhook', type: 'httpHeaderAuth', data: { ...webhookKey } },
		{ id: 'order-form', name: 'Order Form', type: 'httpBasicAuth', data: { ...formLogin } },
		{
			id: 'shop-database',
			name: 'Shop Database',
			type: 'orderExchangeShopDatabase',
			data: {
				...{ supplierCode: first?.supplier.code, host: reach.host, port: reach.port, ...first?.login },
				...(reach.tls ? { tlsMode: 'verify', ca } : { tlsMode: 'off' }),
			},
		},
		{
			id: 'supplier-directory',
			name: 'Supplier Directory',
			type: 'orderExchangeSupplierDirectory',
			data: {
				activationCodes: invited
					.map(({ supplier, activationCode }) => `${activationCode}  # ${supplier.platformTitle}`)
					.join('\n'),
				passPhrases: invited.map(({ supplier, passPhrase }) => `${supplier.code} = ${passPhrase}`).join('\n'),
				distributorCode: distributor.code,
				distributorName: distributor.name,
				email: distributor.email,
			},
		},
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
