import { getActiveResourcesInfo, stderr } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

/** Sockets, servers and timers that keep a process alive, by kind, as Node counts them. */
export const activeResources = (): Readonly<Record<string, number>> => {
	// Node opens this when the first socket of a process ends, and a pipe there would look like something left behind.
	void stderr;
	const counts: Record<string, number> = {};
	for (const kind of getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
	return counts;
};

/**
 * What is there now and was not before, once sockets have had a moment to say goodbye: `{}` when nothing was left
 * behind.
 */
export async function leftSince(
	before: Readonly<Record<string, number>>,
	patienceMs = 1_500,
): Promise<Readonly<Record<string, number>>> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const more = Object.entries(activeResources())
			.map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
			.filter(([, count]) => count > 0);
		if (more.length === 0 || Date.now() > deadline) return Object.fromEntries(more);
		await pause(20);
	}
}
