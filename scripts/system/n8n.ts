import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hash } from 'bcryptjs';
import { keptFolder } from './keeper.js';
import { ensureN8n, type N8nPrograms } from './n8nPrograms.js';
import { packPackage } from './packedPackage.js';
import { freePort } from './ports.js';
import type { Say } from './programs.js';
import { run } from './run.js';

/** A credential as n8n's import command reads it: `id` is free to choose, `data` plain. */
export interface N8nCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly data: Readonly<Record<string, unknown>>;
}

/** A workflow file's content with an id; `active` ones listen from the start. */
export interface N8nWorkflow {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
	readonly nodes: readonly {
		readonly type: string;
		readonly parameters: Readonly<Record<string, unknown>>;
	}[];
	readonly [part: string]: unknown;
}

export interface N8nOptions {
	readonly credentials: readonly N8nCredential[];
	readonly workflows: readonly N8nWorkflow[];
	readonly say?: Say;
}

/** A running n8n of this process alone, with this package installed from its packed tarball. */
export interface N8n {
	/** Of the editor and the webhooks, without a slash at the end. */
	readonly url: string;
	readonly owner: { readonly email: string; readonly password: string };
	/** Calls n8n's own REST interface as the owner; gives `data` of the answer. */
	rest(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
	/** What n8n printed so far. */
	log(): Promise<string>;
	stop(): Promise<void>;
}

const startLimitMs = 120_000;
const stopLimitMs = 15_000;

/** Installs n8n where it is missing, gives it package, credentials and workflows, and waits until it is ready. */
export async function startN8n({ credentials, workflows, say = () => undefined }: N8nOptions): Promise<N8n> {
	const programs = await ensureN8n(say);
	const folder = await keptFolder('order-exchange-n8n');
	let server: ChildProcess | undefined;
	try {
		await installPackage(folder.path, programs, say);
		const owner = {
			email: 'owner@distributor.example',
			password: `Demo-${randomBytes(6).toString('hex')}-1`,
		};
		const port = await freePort();
		const environment = await settings(programs, folder.path, port, owner);
		await importAll(programs, environment, folder.path, credentials, workflows, say);

		say('Starting n8n …');
		const logFile = join(folder.path, 'n8n.log');
		server = spawn(programs.node, [programs.cli, 'start'], {
			env: environment,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const log = createWriteStream(logFile, { flags: 'a' });
		server.stdout?.pipe(log);
		server.stderr?.pipe(log);
		await writeFile(join(folder.path, 'n8n.pid'), String(server.pid));
		const url = `http://127.0.0.1:${port}`;
		await untilReady(url, server, logFile);
		const headers = await login(url, owner);
		for (const { id, active } of workflows) if (active) await publish(url, headers, id);
		await untilListening(url, workflows);
		const running = server;
		return {
			url,
			owner,
			rest: (method, path, body) => callRest(url, headers, method, path, body),
			log: () => readFile(logFile, 'utf8'),
			async stop() {
				await end(running);
				await rm(join(folder.path, 'n8n.pid'), { force: true });
				await folder.remove();
			},
		};
	} catch (cause) {
		if (server) await end(server);
		await folder.remove();
		throw cause;
	}
}

/** As a user gets it: from the tarball, under `.n8n/nodes`. */
async function installPackage(home: string, programs: N8nPrograms, say: Say): Promise<void> {
	const nodes = join(home, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	const tarball = await packPackage(home, say);
	say('Installing the packed package into n8n …');
	await writeFile(join(nodes, 'package.json'), JSON.stringify({ name: 'installed-nodes', private: true }));
	const args = [
		'install',
		'--legacy-peer-deps',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--prefer-offline',
	];
	await run('npm', [...args, tarball], { cwd: nodes, env: programs.environment });
}

async function settings(
	{ environment }: N8nPrograms,
	home: string,
	port: number,
	owner: N8n['owner'],
): Promise<NodeJS.ProcessEnv> {
	// Neither n8n settings of the person's own shell nor a test runner's mode may reach this one.
	const own = Object.entries(environment).filter(
		([name]) => !/^(N8N|DB|EXECUTIONS|QUEUE|JEST)_|^NODE_(ENV|OPTIONS)$/.test(name),
	);
	return {
		...Object.fromEntries(own),
		N8N_USER_FOLDER: home,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Olivia',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: await hash(owner.password, 10),
		GENERIC_TIMEZONE: 'Etc/UTC',
	};
}

async function importAll(
	programs: N8nPrograms,
	environment: NodeJS.ProcessEnv,
	home: string,
	credentials: readonly N8nCredential[],
	workflows: readonly N8nWorkflow[],
	say: Say,
): Promise<void> {
	const n8n = (...args: string[]) => run(programs.node, [programs.cli, ...args], { env: environment });
	const credentialFile = join(home, 'credentials.json');
	const workflowFolder = join(home, 'workflows');
	await mkdir(workflowFolder);
	for (const workflow of workflows)
		await writeFile(
			join(workflowFolder, `${workflow.id}.json`),
			JSON.stringify({ ...workflow, active: false }),
		);
	say('Importing credentials and workflows into n8n …');
	await writeFile(credentialFile, JSON.stringify(credentials), { mode: 0o600 });
	await n8n('import:credentials', `--input=${credentialFile}`);
	await rm(credentialFile);
	if (workflows.length > 0) await n8n('import:workflow', '--separate', `--input=${workflowFolder}`);
}

async function untilReady(url: string, server: ChildProcess, logFile: string): Promise<void> {
	const limit = Date.now() + startLimitMs;
	for (;;) {
		if (hasEnded(server) || Date.now() > limit) {
			const log = await readFile(logFile, 'utf8').catch(() => '');
			throw new Error(`n8n did not start. Its last lines were:\n${log.slice(-2000)}`);
		}
		const ready = await fetch(`${url}/healthz/readiness`).then(
			(answer) => answer.ok,
			() => false,
		);
		if (ready) return;
		await delay(200);
	}
}

type Headers = Readonly<Record<string, string>>;

async function login(url: string, { email, password }: N8n['owner']): Promise<Headers> {
	const headers = { 'content-type': 'application/json', 'browser-id': randomUUID() };
	const limit = Date.now() + startLimitMs;
	for (;;) {
		const answer = await fetch(`${url}/rest/login`, {
			method: 'POST',
			headers,
			body: JSON.stringify({ emailOrLdapLoginId: email, password }),
		});
		const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
		if (answer.ok && cookie.length > 0) return { ...headers, cookie: cookie.join('; ') };
		if (Date.now() > limit) throw new Error(`n8n did not let its owner in: ${answer.status}`);
		await delay(500);
	}
}

async function callRest(
	url: string,
	headers: Headers,
	method: string,
	path: string,
	body?: unknown,
): Promise<unknown> {
	const answer = await fetch(`${url}/rest/${path}`, {
		method,
		headers,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	if (!answer.ok)
		throw new Error(`n8n answered ${method} ${path} with ${answer.status}: ${await answer.text()}`);
	return ((await answer.json()) as { data: unknown }).data;
}

/** Much faster than n8n's publish command. */
async function publish(url: string, headers: Headers, id: string): Promise<void> {
	const { versionId } = (await callRest(url, headers, 'GET', `workflows/${id}`)) as { versionId: string };
	await callRest(url, headers, 'POST', `workflows/${id}/activate`, { versionId });
}

/** n8n registers webhooks some time after their workflow was published. */
async function untilListening(url: string, workflows: readonly N8nWorkflow[]): Promise<void> {
	const paths = workflows
		.filter(({ active }) => active)
		.flatMap(({ nodes }) => nodes)
		.flatMap(({ type, parameters: { path } }) =>
			type === 'n8n-nodes-base.webhook' && typeof path === 'string' ? [path] : [],
		);
	const limit = Date.now() + startLimitMs;
	for (const path of paths) {
		// A GET is never what such a webhook waits for; n8n's answer tells whether it knows the path at all.
		while ((await (await fetch(`${url}/webhook/${path}`)).text()).includes('The requested webhook')) {
			if (Date.now() > limit) throw new Error(`n8n does not listen at the webhook ${path}`);
			await delay(200);
		}
	}
}

async function end(server: ChildProcess): Promise<void> {
	if (hasEnded(server)) return;
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	server.kill('SIGTERM');
	const impatient = setTimeout(() => server.kill('SIGKILL'), stopLimitMs);
	await ended;
	clearTimeout(impatient);
}

const hasEnded = (server: ChildProcess): boolean => server.exitCode !== null || server.signalCode !== null;
