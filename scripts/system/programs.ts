import { access, constants, rm, writeFile } from 'node:fs/promises';
import { execFile, spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** Tells the person at the terminal what a long step is doing. */
export type Say = (line: string) => void;

const commonFolders = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin'];

/** Full path of the first of these programs on the PATH or in a common folder; undefined when none is there. */
export async function findProgram(...names: readonly string[]): Promise<string | undefined> {
	const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...commonFolders];
	for (const name of names) {
		for (const folder of folders) {
			const path = join(folder, name);
			if (await isExecutable(path)) return path;
		}
	}
	return undefined;
}

/** Output of a program that is expected to end with success. */
export async function outputOf(program: string, args: readonly string[]): Promise<string> {
	return (await promisify(execFile)(program, [...args])).stdout;
}

/**
 * Installs Debian packages, which only root on Debian and Ubuntu can do.
 * @throws with the sentence `otherwise` where that is impossible.
 */
export async function installDebianPackages(
	packages: readonly string[],
	otherwise: string,
	say: Say,
): Promise<void> {
	const apt = await findProgram('apt-get');
	if (!apt || process.getuid?.() !== 0) throw new Error(otherwise);
	say(`Installing ${packages.join(', ')} with apt-get; this takes a minute or two …`);
	await runApt(apt, ['update']);
	await withoutStartingServices(() =>
		runApt(apt, ['install', '--yes', '--no-install-recommends', ...packages]),
	);
}

/** Debian's own way to install a server that is not to run as a service of the machine. */
async function withoutStartingServices(install: () => Promise<void>): Promise<void> {
	const policy = '/usr/sbin/policy-rc.d';
	const isOurs = await writeFile(policy, '#!/bin/sh\nexit 101\n', { flag: 'wx', mode: 0o755 }).then(
		() => true,
		() => false,
	);
	try {
		await install();
	} finally {
		if (isOurs) await rm(policy, { force: true });
	}
}

async function runApt(apt: string, args: readonly string[]): Promise<void> {
	const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const child = spawn(apt, ['-qq', ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	const keep = (chunk: Buffer) => {
		output = (output + chunk.toString()).slice(-2000);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	if (code !== 0) throw new Error(`apt-get ${args.join(' ')} ended with code ${code}:\n${output}`);
}

async function isExecutable(path: string): Promise<boolean> {
	return access(path, constants.X_OK).then(
		() => true,
		() => false,
	);
}
