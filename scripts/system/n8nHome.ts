import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nCredential, N8nWorkflow } from './n8n.js';
import type { N8nPrograms } from './n8nPrograms.js';
import { packPackage } from './packedPackage.js';
import type { Say } from './programs.js';
import { run } from './run.js';

/** Where n8n looks for community nodes. */
export const nodesFolder = (home: string): string => join(home, '.n8n', 'nodes');

/** Puts this package into an n8n's home as a user gets it: from the tarball, under `.n8n/nodes`. */
export async function installPackage(home: string, programs: N8nPrograms, say: Say): Promise<void> {
	const nodes = nodesFolder(home);
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

/** Brings credentials and workflows into n8n's database by its own import commands. */
export async function importAll(
	programs: N8nPrograms,
	environment: NodeJS.ProcessEnv,
	home: string,
	credentials: readonly N8nCredential[],
	workflows: readonly N8nWorkflow[],
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
	await writeFile(credentialFile, JSON.stringify(credentials), { mode: 0o600 });
	await n8n('import:credentials', `--input=${credentialFile}`);
	await rm(credentialFile);
	if (workflows.length > 0) await n8n('import:workflow', '--separate', `--input=${workflowFolder}`);
}
