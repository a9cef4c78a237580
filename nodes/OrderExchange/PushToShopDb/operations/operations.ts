import type { IExecuteFunctions } from 'n8n-workflow';
import { theShop } from '../../n8n/credentials.js';
import { supplierShops } from '../../n8n/supplierShops.js';
import { checkSuppliers } from './checkSuppliers.js';
import { lookUp } from './lookUp.js';
import type { PushOutputs } from './outputs.js';
import { push } from './push.js';
import { setUpShop } from './setUpShop.js';

/** What the node can do, and all that depends on it but the fields of its form. */
export interface Operation {
	readonly title: string;
	/** The names of those outputs that it has. */
	readonly outputs: Partial<Readonly<Record<keyof PushOutputs, string>>>;
	/** Said above what keeps items from its first output. */
	readonly hindered: string;
	/** Said above what is to be known about items in its first output. */
	readonly remarked: string;
	readonly input: 'supplierOrders' | 'catalogue' | 'none';
	run(node: IExecuteFunctions): Promise<PushOutputs>;
}

const operations = {
	push: {
		title: 'Push',
		outputs: { pushed: 'Pushed', refused: 'Refused', retryLater: 'Retry Later' },
		hindered: 'Some orders were not pushed.',
		remarked: 'Some orders were taken with a remark.',
		input: 'supplierOrders',
		run: async (node) => push(node, await supplierShops(node), { keep: true }),
	},
	rehearse: {
		title: 'Rehearse',
		outputs: { pushed: 'Rehearsed', refused: 'Refused', retryLater: 'Retry Later' },
		hindered: 'Some orders did not go through the rehearsal.',
		remarked: 'Some orders would be taken with a remark.',
		input: 'supplierOrders',
		run: async (node) => push(node, await supplierShops(node), { keep: false }),
	},
	lookUp: {
		title: 'Look Up',
		outputs: { pushed: 'Looked Up', refused: 'Refused', retryLater: 'Retry Later' },
		hindered: 'Some orders could not be looked up.',
		remarked: 'Some orders stand in the shop with a remark.',
		input: 'supplierOrders',
		run: async (node) => lookUp(node, await supplierShops(node)),
	},
	checkSuppliers: {
		title: 'Check Suppliers',
		outputs: { pushed: 'Healthy', refused: 'Warnings', retryLater: 'Not Ready' },
		hindered: 'Some suppliers need a look.',
		remarked: 'Some suppliers are healthy with a remark.',
		input: 'catalogue',
		run: checkSuppliers,
	},
	setUpShop: {
		title: 'Set Up Shop',
		outputs: { pushed: 'Ready', retryLater: 'Not Ready' },
		hindered: 'The shop is not ready.',
		remarked: 'The shop is ready, with remarks.',
		input: 'none',
		// Setting up is the supplier's side: it needs an account that an activation code never holds.
		run: async (node) => setUpShop(node, await theShop(node)),
	},
} satisfies Readonly<Record<string, Operation>>;

const all: Readonly<Record<string, Operation>> = operations;

/** The one that is chosen in the node. */
export const operationOf = (node: IExecuteFunctions): Operation =>
	all[String(node.getNodeParameter('operation', 0))] ?? operations.push;

/** Those that take one of these as their input, for `displayOptions`. */
export const operationsOn = (...inputs: readonly Operation['input'][]): string[] =>
	Object.keys(all).filter((name) => inputs.some((input) => input === all[name]?.input));

const chosen = (of: (one: Operation) => unknown): string =>
	`${JSON.stringify(Object.fromEntries(Object.entries(all).map(([name, one]) => [name, of(one)])))}[$parameter["operation"]]`;

/** An expression of n8n: the title of the operation that is chosen. */
export const titleExpression = `={{ ${chosen(({ title }) => title)} }}`;

/** Likewise, its outputs. */
export const outputsExpression =
	`={{ (${chosen(({ outputs }) => Object.values(outputs))} ?? ${JSON.stringify(Object.values(operations.push.outputs))}).map((displayName) => ({ type: "main", displayName })) }}` as const;

/** The items of the outputs that the operation has, as n8n takes them. */
export const itemsOf = ({ outputs }: Operation, made: PushOutputs) =>
	(Object.keys(outputs) as (keyof PushOutputs)[]).map((output) => made[output]);
