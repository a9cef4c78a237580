import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder that does not outlive this process. */
export interface KeptFolder {
	readonly path: string;
	/** Removes the folder now, and ends the servers whose `*.pid` files are still in it. */
	remove(): Promise<void>;
}

// Waits for the end of its input, which comes when the parent is gone, killed with -9 included.
const guard = `
cat >/dev/null
for file in "$1"/*.pid; do
	[ -f "$file" ] || continue
	pid="$(cat "$file")"
	kill -9 "-$pid" 2>/dev/null || kill -9 "$pid" 2>/dev/null
done
rm -rf "$1"
`;

// A Unix socket's path holds 107 bytes; some systems have temporary folders with very long names.
const longestTemporaryFolder = 60;

/**
 * Makes a temporary folder. However this process ends, a guard process then ends the servers that left a
 * `*.pid` file in the folder, and removes it.
 */
export async function keptFolder(name: string): Promise<KeptFolder> {
	const parent = tmpdir().length > longestTemporaryFolder ? '/tmp' : tmpdir();
	const path = await mkdtemp(join(parent, `${name}-`));
	// Its own process group: Ctrl-C in a terminal goes to us, and must not end the guard first.
	const child = spawn('/bin/sh', ['-c', guard, 'guard', path], {
		detached: true,
		stdio: ['pipe', 'ignore', 'ignore'],
	});
	const ended = new Promise<void>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', () => resolve());
	});
	child.unref();
	const pipe = child.stdin as typeof child.stdin & { unref?: () => void };
	pipe.unref?.();
	return {
		path,
		async remove() {
			child.ref();
			child.stdin.end();
			await ended;
			await rm(path, { recursive: true, force: true });
		},
	};
}
