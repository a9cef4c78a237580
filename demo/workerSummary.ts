import type { N8nWorker } from '../scripts/system/n8nWorker.js';
import type { Execution } from './sending.js';
import { table } from './table.js';

/** What one worker process of n8n ran. */
export interface WorkerResult {
	readonly worker: string;
	readonly executions: readonly { readonly id: string; readonly workflow: string }[];
}

export const workerResults = (
	workers: readonly N8nWorker[],
	executions: readonly Execution[],
): Promise<readonly WorkerResult[]> => {
	const workflowOf = new Map(executions.map(({ id, workflowName }) => [id, workflowName]));
	return Promise.all(
		workers.map(async (worker) => ({
			worker: worker.name,
			executions: [...new Set(await worker.executions())].map((id) => ({
				id,
				workflow: workflowOf.get(id) ?? '',
			})),
		})),
	);
};

/** One sentence per execution that no worker has run, where there are workers. */
export function notRunByWorkers(
	workers: readonly WorkerResult[],
	executions: readonly Execution[],
): readonly string[] {
	if (workers.length === 0) return [];
	const ran = new Set(workers.flatMap((worker) => worker.executions.map(({ id }) => id)));
	return executions
		.filter(({ id }) => !ran.has(id))
		.map(({ id, workflowName }) => `Execution ${id} of “${workflowName}” was run by no worker`);
}

/** One row per worker and workflow, with the ids of the executions. */
export const workerLines = (workers: readonly WorkerResult[]): readonly string[] => [
	'Ran in n8n’s queue mode',
	...table(
		['Worker', 'Workflow', 'Times', 'Executions'],
		workers.flatMap(({ worker, executions }) =>
			[...new Set(executions.map(({ workflow }) => workflow))].map((workflow) => {
				const ids = executions.filter((one) => one.workflow === workflow).map(({ id }) => id);
				return [worker, workflow, String(ids.length), ids.join(' ')];
			}),
		),
	),
];
