import { problem, blocks, type Problem } from '../../problems/problem.js';
import { atLine, openEntry, type Directory, type DirectoryEntry } from '../../suppliers/directory.js';
import { asInvited, connectionOf } from '../../suppliers/invitedShop.js';
import type { Invitation } from '../../suppliers/invitation.js';
import { suppliersAtOnce } from '../../suppliers/supplierShop.js';
import { inParallel } from '../../time/inParallel.js';
import { checkShop } from './checkShop.js';

/** How one supplier of the directory stands. */
export interface SupplierStanding {
	readonly entry: DirectoryEntry;
	/** The first thing that stands in the way of sending; undefined: nothing does. */
	readonly obstacle: Problem | undefined;
	readonly warnings: readonly Problem[];
}

export interface DirectoryLimits {
	/** Milliseconds for all suppliers together, and until one of them counts as not reachable. */
	readonly totalMs: number;
	readonly connectMs: number;
}

const codesAtOnce = 4;
const soonMs = 30 * 24 * 3_600_000;

/**
 * Opens every code of the directory, then connects to each supplier, several at once. Each fails alone; for whoever has
 * not answered in time, that is the obstacle. Reads only; never throws.
 */
export async function checkDirectory(
	directory: Directory,
	{ totalMs, connectMs }: DirectoryLimits,
	now: Date,
): Promise<readonly SupplierStanding[]> {
	const over = AbortSignal.timeout(totalMs);
	const opened = await inParallel(directory.entries, codesAtOnce, async (entry) => ({
		entry,
		code: over.aborted ? notInTime(entry) : await openEntry(entry, now),
	}));
	return await inParallel(opened, suppliersAtOnce, async ({ entry, code }) => {
		const { name } = entry.supplier;
		const warnings = expiryWarnings(entry, now);
		if (!code.ok) return { entry, obstacle: atLine(code.problem, entry.line, name), warnings };
		if (over.aborted) return { entry, obstacle: notInTime(entry).problem, warnings };
		const obstacle = await obstacleOf(code.invitation, connectMs, over);
		return { entry, obstacle: obstacle && asInvited(obstacle, name), warnings };
	});
}

const notInTime = ({ supplier }: DirectoryEntry) => ({
	ok: false as const,
	problem: problem('activation.notInTime', {}, { supplier: supplier.name }),
});

/** That the code ends within a month. */
export function expiryWarnings({ code: { face } }: DirectoryEntry, now: Date): readonly Problem[] {
	const { expiresAt, supplier } = face;
	const left = expiresAt === undefined ? Infinity : Date.parse(expiresAt) - now.getTime();
	return left > 0 && left < soonMs
		? [
				problem(
					'activation.expiresSoon',
					{},
					{ supplier: supplier.name, day: (expiresAt ?? '').slice(0, 10) },
				),
			]
		: [];
}

async function obstacleOf(
	invitation: Invitation,
	connectTimeoutMs: number,
	signal: AbortSignal,
): Promise<Problem | undefined> {
	const settings = { ...connectionOf(invitation), connectTimeoutMs };
	const { platform } = invitation.shop;
	const { problems } = await checkShop(settings, { createLog: false, signal, platform });
	return signal.aborted
		? problem('activation.notInTime', {}, { supplier: invitation.supplier.name })
		: problems.find(blocks);
}
