import { setTimeout as delay } from 'node:timers/promises';
import { runEvening, untilEnded } from '../../demo/sending.js';
import type { Stage } from '../../demo/stage.js';
import type { BreakpointProxy } from '../support/breakpointProxy.js';

const patienceMs = 60_000;

/** What is left of an evening run that a person stopped while the first shop was slow to answer. */
export interface Stopped {
	/** As n8n lists the execution. */
	readonly status: string;
	/** Database connections of the node that the server still has. */
	readonly connections: readonly string[];
	/** Rows of that shop's tables, before the run and after the stop. */
	readonly rows: { readonly before: unknown; readonly after: unknown };
}

/** Starts the evening run, waits until the first shop's line stands still there (see `breakAt`), and presses Stop. */
export async function stopInTheMiddle(
	stage: Stage,
	line: BreakpointProxy,
	where: (sent: string) => boolean,
	when: 'before' | 'after' = 'before',
): Promise<Stopped> {
	const counts = () => stage.shops[0]?.counts();
	const before = await counts();
	const breakpoint = line.breakAt(where, when);
	const execution = await runEvening(stage.n8n);
	await breakpoint.reached;
	await stage.n8n.rest('POST', `executions/${execution}/stop`, {});
	const status = await untilEnded(stage.n8n, execution);
	const connections = await connectionsLeft(stage);
	breakpoint.release();
	return { status, connections, rows: { before, after: await counts() } };
}

/** What the server's process list still shows of the suppliers' logins once there was time to say goodbye. */
async function connectionsLeft({ mariaDb }: Stage): Promise<readonly string[]> {
	const limit = Date.now() + patienceMs;
	for (;;) {
		const list = await mariaDb.query('SHOW FULL PROCESSLIST');
		const left = list.filter((row) => row['User']?.startsWith('ox_')).map((row) => JSON.stringify(row));
		if (left.length === 0 || Date.now() > limit) return left;
		await delay(200);
	}
}
