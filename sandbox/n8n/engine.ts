import 'reflect-metadata';
import { ExecutionLifecycleHooks, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

export interface EngineRun {
	/** The node under test: class, parameters, error handling, retry. */
	readonly node: INodeType;
	readonly parameters?: IDataObject;
	/** Input items per input; the first input comes first. */
	readonly inputs: readonly (readonly IDataObject[])[];
	/** Decrypted, by credential type; a function where expressions in it give each item its own. */
	readonly credentials?: Credentials;
	readonly onError?: INode['onError'];
	readonly retryOnFail?: boolean;
	/** Presses n8n's stop button. */
	readonly signal?: AbortSignal;
}

type Credentials = Readonly<
	Record<string, ICredentialDataDecryptedObject | ((item: number) => ICredentialDataDecryptedObject)>
>;

export interface EngineResult {
	/** Items per output of the node, as its last run left them. */
	readonly outputs: readonly (readonly INodeExecutionData[])[];
	readonly task: ITaskData;
	readonly run: IRun;
}

const nodeName = 'Under Test';
const sourceName = (input: number) => `Source ${input}`;

/** Runs one node inside n8n's own execution engine, fed by one source per input. */
export async function runInEngine(test: EngineRun): Promise<EngineResult> {
	const type = test.node.description.name;
	const nodes: INode[] = [
		...test.inputs.map((_, input) => node(sourceName(input), 'source')),
		{
			...configured(type, test),
			...(test.onError && { onError: test.onError }),
			...(test.retryOnFail && { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }),
		},
	];
	const connections: IConnections = {
		...Object.fromEntries(
			test.inputs.map((_, input) => [
				sourceName(input),
				{ main: [[{ node: nodeName, type: 'main' as const, index: input }]] },
			]),
		),
		Start: {
			main: [test.inputs.map((_, input) => ({ node: sourceName(input), type: 'main' as const, index: 0 }))],
		},
	};
	const workflow = new Workflow({
		id: '1',
		name: 'Engine test',
		nodes: [node('Start', 'source'), ...nodes],
		connections,
		active: false,
		nodeTypes: nodeTypes(test.node),
		settings: { executionOrder: 'v1' },
	});
	const pinData = Object.fromEntries([
		['Start', [{ json: {} }]],
		...test.inputs.map((items, input) => [sourceName(input), items.map((json) => ({ json }))] as const),
	]);
	const running = new WorkflowExecute(additionalData(test.credentials ?? {}), 'manual').run({
		workflow,
		pinData,
		...(workflow.getNode('Start') && { startNode: workflow.getNode('Start') as INode }),
	});
	const stop = () => running.cancel();
	test.signal?.addEventListener('abort', stop, { once: true });
	const run = await running.finally(() => test.signal?.removeEventListener('abort', stop));
	const task = run.data.resultData.runData[nodeName]?.at(-1);
	if (!task) throw new Error('The node under test did not run');
	return { outputs: (task.data?.['main'] ?? []).map((items) => items ?? []), task, run };
}

/** What a drop-down of the node's form shows: the list that n8n asks the node for, in n8n's own context. */
export async function searchInForm(
	test: Pick<EngineRun, 'node' | 'parameters' | 'credentials'>,
	method: string,
	filter?: string,
): Promise<INodeListSearchResult['results']> {
	const search = test.node.methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list ${method}`);
	const underTest = configured(test.node.description.name, test);
	const workflow = new Workflow({
		id: '1',
		nodes: [underTest],
		connections: {},
		active: false,
		nodeTypes: nodeTypes(test.node),
	});
	const form = new LoadOptionsContext(
		workflow,
		underTest,
		{ ...additionalData(test.credentials ?? {}), currentNodeParameters: underTest.parameters },
		'',
	);
	return (await search.call(form, filter)).results;
}

const configured = (type: string, { parameters, credentials }: Partial<EngineRun>): INode => ({
	...node(nodeName, type),
	parameters: (parameters ?? {}) as INode['parameters'],
	credentials: Object.fromEntries(Object.keys(credentials ?? {}).map((name) => [name, { id: name, name }])),
});

const node = (name: string, type: string): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const source = {
	description: {
		displayName: 'Source',
		name: 'source',
		group: ['trigger'],
		version: 1,
		description: 'Gives the pinned items',
		defaults: { name: 'Source' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	execute: async () => [[]],
} as unknown as INodeType;

const nodeTypes = (underTest: INodeType): INodeTypes => {
	const byName = (type: string) => (type === underTest.description.name ? underTest : source);
	return {
		getByName: byName,
		getByNameAndVersion: byName,
		getKnownTypes: () => ({}),
	} as INodeTypes;
};

/** What the engine asks its surroundings for; credentials come decrypted. */
export const additionalData = (credentials: Credentials): IWorkflowExecuteAdditionalData =>
	({
		executionId: '1',
		hooks: new ExecutionLifecycleHooks('manual', '1', {} as never),
		credentialsHelper: {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getDecrypted: async (...[, , type, , , , values]: Parameters<ICredentialsHelper['getDecrypted']>) => {
				const given = credentials[type] ?? {};
				return typeof given === 'function' ? given(values?.itemIndex ?? 0) : given;
			},
			getCredentialsProperties: () => [],
		},
		currentNodeParameters: undefined,
		restApiUrl: 'http://localhost/',
		instanceBaseUrl: 'http://localhost/',
		formWaitingBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/',
		webhookWaitingBaseUrl: 'http://localhost/',
		webhookTestBaseUrl: 'http://localhost/',
		variables: {},
		setExecutionStatus: () => undefined,
		logAiEvent: () => undefined,
		getRunnerStatus: () => ({ available: true }),
	}) as unknown as IWorkflowExecuteAdditionalData;
