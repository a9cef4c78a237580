import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod/v4';
import type { N8n } from '../scripts/system/n8n.js';
import { webhookKey } from './entrances.js';

/** What the webhook workflow answered the sender of an order. */
export interface WebhookAnswer {
	readonly status: 'accepted' | 'rejected';
	readonly problems: readonly { readonly code: string; readonly message: string; readonly remedy: string }[];
}

const answerSchema = z.object({
	status: z.enum(['accepted', 'rejected']),
	problems: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })).default([]),
});

const limitMs = 180_000;

/** Posts one order to a webhook workflow, as a shop or ERP would. */
export async function postOrder(n8n: N8n, order: unknown, path = 'orders'): Promise<WebhookAnswer> {
	const answer = await fetch(`${n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', [webhookKey.name]: webhookKey.value },
		body: JSON.stringify(order),
	});
	const text = await answer.text();
	if (answer.status !== 202 && answer.status !== 422)
		throw new Error(`The webhook answered with ${answer.status}: ${text.slice(0, 500)}`);
	return answerSchema.parse(JSON.parse(text));
}

const startedSchema = z.object({ executionId: z.string() });

/** Starts a workflow now, from the trigger of this name; gives the execution's id. */
export async function runNow(n8n: N8n, workflow: string, trigger: string): Promise<string> {
	const workflowData = await n8n.rest('GET', `workflows/${workflow}`);
	const triggerToStartFrom = { name: trigger };
	const started = await n8n.rest('POST', `workflows/${workflow}/run`, { workflowData, triggerToStartFrom });
	return startedSchema.parse(started).executionId;
}

/** Starts the evening workflow, as its clock would at 18:00. */
export const runEvening = (n8n: N8n): Promise<string> => runNow(n8n, 'every-evening', 'Every Evening');

/** One run of a workflow, as n8n lists it. */
export interface Execution {
	readonly id: string;
	readonly workflowName: string;
	readonly status: string;
}

const executionsSchema = z.object({
	results: z.array(z.object({ id: z.string(), workflowName: z.string(), status: z.string() })),
});

/** The latest hundred, the newest first. */
export const readExecutions = async (n8n: N8n): Promise<readonly Execution[]> =>
	executionsSchema.parse(await n8n.rest('GET', 'executions?limit=100')).results;

const endedAs = ['success', 'error', 'crashed', 'canceled'];

/**
 * Waits until this execution has ended, and gives how.
 * @throws when it takes too long
 */
export async function untilEnded(n8n: N8n, id: string): Promise<string> {
	const limit = Date.now() + limitMs;
	for (;;) {
		const status = (await readExecutions(n8n)).find((execution) => execution.id === id)?.status ?? '';
		if (endedAs.includes(status)) return status;
		if (Date.now() > limit) throw new Error(`Execution ${id} is still ${status} after three minutes`);
		await delay(300);
	}
}

/**
 * Waits until no execution is under way any more.
 * @throws when one of them did not end with success, or all takes too long.
 */
export async function untilDone(n8n: N8n): Promise<void> {
	const limit = Date.now() + limitMs;
	for (;;) {
		const executions = await readExecutions(n8n);
		const broken = executions.find(({ status }) => ['error', 'crashed', 'canceled'].includes(status));
		if (broken)
			throw new Error(`Execution ${broken.id} of “${broken.workflowName}” ended as ${broken.status}`);
		if (executions.every(({ status }) => status === 'success')) return;
		if (Date.now() > limit) throw new Error('The workflows did not end within three minutes');
		await delay(300);
	}
}
