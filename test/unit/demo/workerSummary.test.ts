import { notRunByWorkers, workerLines } from '../../../demo/workerSummary.js';

const execution = (id: string, workflowName = 'Every Evening') => ({ id, workflowName, status: 'success' });
const ran = (worker: string, ...ids: readonly string[]) => ({
	worker,
	executions: ids.map((id) => ({ id, workflow: 'Every Evening' })),
});

test('an execution that no worker has run is told of', () => {
	const workers = [ran('worker 1', '1'), ran('worker 2', '3')];
	expect(notRunByWorkers(workers, [execution('1'), execution('2'), execution('3')])).toEqual([
		'Execution 2 of “Every Evening” was run by no worker',
	]);
});

test('without workers nothing is asked of them', () => {
	expect(notRunByWorkers([], [execution('1')])).toEqual([]);
});

test('each worker is shown with the executions that it ran', () => {
	const shown = workerLines([ran('worker 1', '1', '3'), ran('worker 2', '2')]).join('\n');
	expect(shown).toMatch(/worker 1 +Every Evening +2 +1 3\n/);
	expect(shown).toMatch(/worker 2 +Every Evening +1 +2$/);
});
