import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder } from './cacheFolder.js';
import { withLock } from './lock.js';
import type { Say } from './programs.js';
import { run } from './run.js';

/** 2.41.3 and later miss exact-pinned dependencies in the npm registry. */
const n8nVersion = '2.41.1';
/** n8n needs Node 24, which comes from npm itself, so that the machine's own Node stays what it is. */
const nodeVersion = '24.21.0';

export interface N8nPrograms {
	/** The Node that runs n8n. */
	readonly node: string;
	/** n8n's command line, a JavaScript file for that Node. */
	readonly cli: string;
	/** Environment with that Node first on the PATH. */
	readonly environment: NodeJS.ProcessEnv;
}

/**
 * A real n8n of the pinned version, installed into the cache folder on first use: about four minutes and
 * 3 GB. Processes that come at the same time wait for the first.
 */
export async function ensureN8n(say: Say): Promise<N8nPrograms> {
	const cache = await cacheFolder();
	const folder = join(cache, `n8n-${n8nVersion}-node-${nodeVersion}`);
	if (!existsSync(folder)) {
		await withLock(
			`${folder}.lock`,
			() => say('Another process is installing n8n; waiting for it …'),
			async () => {
				if (!existsSync(folder)) await install(folder, say);
			},
		);
	}
	return programsIn(folder);
}

async function install(folder: string, say: Say): Promise<void> {
	say(`Installing n8n ${n8nVersion} into ${folder}: once, about four minutes and 3 GB …`);
	const unfinished = `${folder}.installing`;
	await rm(unfinished, { recursive: true, force: true });
	const nodeFolder = join(unfinished, 'node24');
	await mkdir(nodeFolder, { recursive: true });
	await writeJson(join(nodeFolder, 'package.json'), { private: true });
	const npmInstall = ['install', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts=false'];
	const tick = (seconds: number) => say(`  still installing n8n, ${seconds} s …`);
	await run('npm', [...npmInstall, '--save-exact', `node@${nodeVersion}`], { cwd: nodeFolder, tick });

	// n8n's Kafka client builds itself from downloads; nobody here needs it, so an empty module stands in.
	await mkdir(join(unfinished, 'stub'));
	await writeJson(join(unfinished, 'stub', 'package.json'), {
		name: '@confluentinc/kafka-javascript',
		version: '1.6.0',
		main: 'index.js',
	});
	await writeFile(join(unfinished, 'stub', 'index.js'), 'module.exports = {};\n');
	await writeJson(join(unfinished, 'package.json'), {
		private: true,
		dependencies: { n8n: n8nVersion },
		overrides: { '@confluentinc/kafka-javascript': 'file:./stub' },
	});
	const { environment } = programsIn(unfinished);
	await run('npm', npmInstall, { cwd: unfinished, env: { ...environment, ...nativeHeaders() }, tick });
	await rename(unfinished, folder);
}

function programsIn(folder: string): N8nPrograms {
	const node = join(folder, 'node24', 'node_modules', 'node', 'bin', 'node');
	return {
		node,
		cli: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		environment: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
	};
}

/** SQLite is built from source where no ready binary can be had: Node's headers beside Node spare a download. */
function nativeHeaders(): NodeJS.ProcessEnv {
	const prefix = dirname(dirname(process.execPath));
	const known = process.env.npm_config_nodedir;
	return known || !existsSync(join(prefix, 'include', 'node', 'node.h'))
		? {}
		: { npm_config_nodedir: prefix };
}

const writeJson = (file: string, content: unknown): Promise<void> =>
	writeFile(file, JSON.stringify(content, null, '\t'));
