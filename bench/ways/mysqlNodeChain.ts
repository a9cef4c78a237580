import 'reflect-metadata';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { format } from 'mysql2';
import { WorkflowExecute } from 'n8n-core';
import { Workflow, type IDataObject, type INode, type INodeType, type INodeTypes } from 'n8n-workflow';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { additionalData } from '../../sandbox/n8n/engine.js';
import { updateOf, type OrderWork } from './orderWork.js';

export interface ChainJob {
	readonly settings: DatabaseSettings;
	readonly work: readonly OrderWork[];
	/** Folder of n8n's own nodes. */
	readonly nodesBase: string;
}

/** One pair of nodes: what feeds the MySQL node, and how that one is set. */
interface Link {
	readonly name: string;
	readonly items: (work: OrderWork) => readonly IDataObject[];
	readonly parameters: INode['parameters'];
}

/**
 * The same rows written as a workflow of today would: one execution per order, n8n's own MySQL node once for the
 * questions, once per table and once for the stock. The rows come ready made, so that nothing but the MySQL nodes counts.
 * Milliseconds.
 */
export async function mysqlNodeChain({ settings, work, nodesBase }: ChainJob): Promise<number> {
	const { MySql } = (await import(join(nodesBase, 'dist/nodes/MySql/MySql.node.js'))) as {
		MySql: new () => { getNodeType(): INodeType };
	};
	const mysql = new MySql().getNodeType();
	const { host, port, user, password, database } = settings;
	const login = {
		host,
		port,
		user,
		password,
		database,
		connectTimeout: 10_000,
		ssl: false,
		sshTunnel: false,
	};
	const links = linksOf(work);
	const started = performance.now();
	for (const order of work) {
		const workflow = chain(links, order, mysql);
		const start = workflow.getNode('Start') as INode;
		const run = await new WorkflowExecute(additionalData({ mySql: login }), 'manual').run({
			workflow,
			startNode: start,
			pinData: { Start: [{ json: {} }] },
		});
		const { error, lastNodeExecuted } = run.data.resultData;
		if (error) throw new Error(`${lastNodeExecuted}: ${error.message}`);
		if (lastNodeExecuted !== `MySQL ${links.at(-1)?.name}`) throw new Error(`Ended at ${lastNodeExecuted}`);
	}
	return performance.now() - started;
}

function linksOf(work: readonly OrderWork[]): readonly Link[] {
	const query = { operation: 'executeQuery', query: '={{ $json.sql }}', options: {} };
	const tables = [...new Set(work.flatMap(({ inserts }) => inserts.map(({ table }) => table)))];
	return [
		{
			name: 'customer and articles',
			items: ({ questions }) => questions.map(({ sql, value }) => ({ sql: format(sql, [value]) })),
			parameters: query,
		},
		...tables.map((table): Link => ({
			name: table,
			items: ({ inserts }) => inserts.filter((one) => one.table === table).map(({ row }) => ({ ...row })),
			parameters: {
				operation: 'insert',
				table: { __rl: true, mode: 'name', value: table },
				dataMode: 'autoMapInputData',
				options: {},
			},
		})),
		{
			name: 'stock',
			items: ({ updates }) => updates.map(updateOf).map(({ sql, values }) => ({ sql: format(sql, values) })),
			parameters: query,
		},
	];
}

function chain(links: readonly Link[], order: OrderWork, mysql: INodeType): Workflow {
	const filled = links
		.map((link) => ({ ...link, rows: link.items(order) }))
		.filter(({ rows }) => rows.length > 0);
	const names = ['Start', ...filled.flatMap(({ name }) => [`Rows ${name}`, `MySQL ${name}`])];
	const node = (name: string, type: string, parameters: INode['parameters'] = {}): INode => ({
		id: name,
		name,
		type,
		typeVersion: type === 'mySql' ? 2.5 : 1,
		position: [0, 0],
		parameters,
		...(type === 'mySql' && { credentials: { mySql: { id: '1', name: 'mySql' } } }),
	});
	return new Workflow({
		id: '1',
		nodes: [
			node('Start', 'rows'),
			...filled.flatMap(({ name, parameters }) => [
				node(`Rows ${name}`, `rows ${name}`),
				node(`MySQL ${name}`, 'mySql', { resource: 'database', ...parameters }),
			]),
		],
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1] ?? '', type: 'main' as const, index: 0 }]] },
				]),
		),
		active: false,
		nodeTypes: nodeTypes(mysql, new Map(filled.map(({ name, rows }) => [`rows ${name}`, rows]))),
		settings: { executionOrder: 'v1' },
	});
}

function nodeTypes(mysql: INodeType, rows: ReadonlyMap<string, readonly IDataObject[]>): INodeTypes {
	const byName = (type: string): INodeType => (type === 'mySql' ? mysql : source(rows.get(type) ?? []));
	return { getByName: byName, getByNameAndVersion: byName, getKnownTypes: () => ({}) } as INodeTypes;
}

const source = (rows: readonly IDataObject[]): INodeType => ({
	description: {
		displayName: 'Rows',
		name: 'rows',
		group: ['transform'],
		version: 1,
		description: 'Gives ready rows',
		defaults: { name: 'Rows' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	execute: async () => [rows.map((json) => ({ json }))],
});
