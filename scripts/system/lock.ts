import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const waitMs = 500;

/**
 * Runs `work` while no other process does so under the same lock file. A lock whose process is gone is
 * taken over; `whenWaiting` is called once if somebody else is at it.
 */
export async function withLock<Result>(
	file: string,
	whenWaiting: () => void,
	work: () => Promise<Result>,
): Promise<Result> {
	let told = false;
	while (!(await taken(file))) {
		if (!(await isHeld(file))) {
			await rm(file, { force: true });
			continue;
		}
		if (!told) whenWaiting();
		told = true;
		await delay(waitMs);
	}
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}

async function taken(file: string): Promise<boolean> {
	try {
		await writeFile(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw cause;
	}
}

/** A lock file that is still empty is just being written. */
async function isHeld(file: string): Promise<boolean> {
	const holder = Number(await readFile(file, 'utf8').catch(() => ''));
	if (holder === 0) {
		await delay(waitMs);
		const second = Number(await readFile(file, 'utf8').catch(() => '-1'));
		return second > 0 && isAlive(second);
	}
	return isAlive(holder);
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (cause) {
		return (cause as NodeJS.ErrnoException).code === 'EPERM';
	}
}
