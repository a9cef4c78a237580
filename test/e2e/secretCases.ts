import type { N8nCredential, N8nWorkflow } from '../../scripts/system/n8n.js';

export const modes = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
export type Mode = (typeof modes)[number];

/** One node of a workflow, what it must say, and whether it ends a workflow that stops for it. */
interface Case {
	readonly name: string;
	readonly operation: string;
	readonly parameters?: object;
	readonly credentials: readonly string[];
	/** A code, or words, that n8n's execution data must show: else the case did not happen. */
	readonly says: string;
	readonly throws?: true;
	readonly after?: string;
}

const failing = "={{ $('No Such Node').first().json.size }}";

const push = (name: string, credential: string, says: string): Case => ({
	...{ name: `Push: ${name}`, operation: 'push', credentials: [credential], says },
	...(credential.startsWith('directory') && { parameters: { connectThrough: 'supplierDirectory' } }),
});
const testMail = (name: string, credential: string, says: string): Case => ({
	...{ name: `Mail: ${name}`, operation: 'sendTestEmail', credentials: [credential], says },
	parameters: { testRecipients: 'orders@acme.example' },
});

/** A success and each kind of failure, by shop database, supplier directory and mail server. */
export const cases: readonly Case[] = [
	push('arrives', 'shop-right', '"written"'),
	push('wrong password', 'shop-password', 'database.login'),
	push('unknown host', 'shop-host', 'database.hostUnknown'),
	push('refused TLS', 'shop-tls', 'database.tls'),
	push('no shop', 'shop-none', 'shop.notRecognised'),
	push('directory', 'directory-right', '"alreadyWritten"'),
	push('directory, wrong pass phrase', 'directory-phrase', 'activation.passPhrase'),
	push('directory, wrong password', 'directory-password', 'activation.revoked'),
	{
		...{ name: 'Notify', operation: 'notify', credentials: ['mail-right', 'shop-right'] },
		...{ says: '"accepted"', after: 'Push: arrives' },
		parameters: { recipients: 'orders@acme.example' },
	},
	{
		...push('setting that cannot be used', 'shop-right', 'cannot work with its settings'),
		parameters: { options: { batchSize: failing } },
		throws: true,
	},
	testMail('wrong password', 'mail-password', 'mail.login.refused'),
	testMail('unknown host', 'mail-host', 'mail.hostUnknown'),
	testMail('refused TLS', 'mail-tls', 'mail.tls.certificate'),
];

/** All cases in one workflow for each way to go on; those that stop a workflow get one each where it stops for them. */
export function secretWorkflows(
	credentials: readonly N8nCredential[],
	item: (workflow: string) => object,
): readonly (N8nWorkflow & { readonly cases: readonly Case[] })[] {
	const plain = cases.filter(({ throws }) => !throws);
	return [
		workflow('stop', 'stopWorkflow', plain),
		...cases
			.filter(({ throws }) => throws)
			.map((one, index) => workflow(`stop-${index}`, 'stopWorkflow', [one])),
		workflow('continue', 'continueRegularOutput', cases),
		workflow('error-output', 'continueErrorOutput', cases),
	];

	function workflow(id: string, onError: Mode, chosen: readonly Case[]) {
		const base = (name: string, type: string, typeVersion: number, parameters: object, row: number) => ({
			...{ id: `${id}-${name}`, name, type, typeVersion, parameters: { ...parameters } },
			position: [400, row * 200],
		});
		const rule = { interval: [{ field: 'cronExpression', expression: '0 3 1 1 *' }] };
		const to = (names: readonly string[]) => ({
			main: [names.map((node) => ({ node, type: 'main', index: 0 }))],
		});
		const following = (name: string) => chosen.filter(({ after }) => after === name).map((one) => one.name);
		return {
			...{ id, name: id, active: false, settings: { executionOrder: 'v1' }, cases: chosen },
			nodes: [
				base('Start', 'n8n-nodes-base.scheduleTrigger', 1.2, { rule }, 0),
				base(
					'Orders',
					'n8n-nodes-base.set',
					3.4,
					{ mode: 'raw', jsonOutput: JSON.stringify(item(id)), options: {} },
					0,
				),
				...chosen.map(({ name, operation, parameters, credentials: used }, row) => ({
					...base(
						name,
						`n8n-nodes-order-exchange.${operation === 'push' ? 'pushToShopDb' : 'notifySupplier'}`,
						1,
						{ operation, options: {}, ...parameters },
						row,
					),
					onError,
					credentials: Object.fromEntries(
						credentials
							.filter((one) => used.includes(one.id))
							.map((one) => [one.type, { id: one.id, name: one.name }]),
					),
				})),
			],
			connections: {
				Start: to(['Orders']),
				Orders: to(chosen.filter(({ after }) => after === undefined).map(({ name }) => name)),
				...Object.fromEntries(chosen.map(({ name }) => [name, to(following(name))])),
			},
		};
	}
}
