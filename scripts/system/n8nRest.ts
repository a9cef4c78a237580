import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { N8nWorkflow } from './n8n.js';
import type { N8nOwner } from './n8nSettings.js';

/** n8n's own REST interface, as the owner calls it; gives `data` of the answer. */
export type N8nRest = (
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
	path: string,
	body?: unknown,
) => Promise<unknown>;

const limitMs = 120_000;

type Headers = Readonly<Record<string, string>>;

/** Logs the owner in, as soon as n8n knows them. */
export async function logIn(url: string, owner: N8nOwner): Promise<N8nRest> {
	const headers = { 'content-type': 'application/json', 'browser-id': randomUUID() };
	const body = JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password });
	const limit = Date.now() + limitMs;
	for (;;) {
		const answer = await fetch(`${url}/rest/login`, { method: 'POST', headers, body });
		const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
		if (answer.ok && cookie.length > 0) return callsWith(url, { ...headers, cookie: cookie.join('; ') });
		if (Date.now() > limit) throw new Error(`n8n did not let its owner in: ${answer.status}`);
		await delay(500);
	}
}

const callsWith =
	(url: string, headers: Headers): N8nRest =>
	async (method, path, body) => {
		const answer = await fetch(`${url}/rest/${path}`, {
			method,
			headers,
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!answer.ok)
			throw new Error(`n8n answered ${method} ${path} with ${answer.status}: ${await answer.text()}`);
		return ((await answer.json()) as { data: unknown }).data;
	};

/** Switches a workflow on; much faster than n8n's publish command. */
export async function publish(rest: N8nRest, id: string): Promise<void> {
	const { versionId } = (await rest('GET', `workflows/${id}`)) as { versionId: string };
	await rest('POST', `workflows/${id}/activate`, { versionId });
}

/** n8n registers webhooks some time after their workflow was published. */
export async function untilListening(url: string, workflows: readonly N8nWorkflow[]): Promise<void> {
	const paths = workflows
		.filter(({ active }) => active)
		.flatMap(({ nodes }) => nodes)
		.flatMap(({ type, parameters: { path } }) =>
			type === 'n8n-nodes-base.webhook' && typeof path === 'string' ? [path] : [],
		);
	const limit = Date.now() + limitMs;
	for (const path of paths) {
		// A GET is never what such a webhook waits for; n8n's answer tells whether it knows the path at all.
		while ((await (await fetch(`${url}/webhook/${path}`)).text()).includes('The requested webhook')) {
			if (Date.now() > limit) throw new Error(`n8n does not listen at the webhook ${path}`);
			await delay(200);
		}
	}
}
