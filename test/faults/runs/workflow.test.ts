import type { PushResult } from '../workers/jobs.js';
import { pushUntilEnd, type Runner } from './workflow.js';
import { ordersToPush } from '../shop/orders.js';

const supplierOrder = ordersToPush('opencart-4.1', 'W', [{ number: 'W-1', customer: 'W-1' }]);
const connection = { host: '', port: 0, database: '', user: '', password: '', tls: { mode: 'off' } } as const;
const nothing: PushResult = { receipts: [], whole: [], refused: [], retryLater: [] };

/** A place in n8n whose every run comes to this. */
const coming = (to: () => PushResult): Runner => ({
	kill: async () => undefined,
	stop: () => undefined,
	do: async () => ({ result: to() as never }),
	release: () => undefined,
});

const run = (at: Runner, serverUp: () => Promise<void>) =>
	pushUntilEnd(at, {
		...{ writer: 'exchange', connection, supplierOrder, batchSize: 1, serverUp },
		check: async () => [],
	});
const unreachable = { ...nothing, retryLater: [{ order: 'W-1', codes: ['database.unreachable'] }] };

test('a workflow is not given up while its database is away', async () => {
	let isUp = false;
	const { findings } = await run(
		coming(() => (isUp ? nothing : unreachable)),
		async () => void (isUp = true),
	);
	expect(findings).toEqual([]);
});

test('a workflow that does not end is a finding that says what its last run said', async () => {
	const { findings } = await run(
		coming(() => unreachable),
		async () => undefined,
	);
	expect(findings).toEqual([
		{ count: 'lost', what: 'after 15 runs the workflow had not ended: database.unreachable' },
	]);
});
