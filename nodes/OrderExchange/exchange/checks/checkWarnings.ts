import type { Database } from '../../database/connect.js';
import type { DatabaseSettings } from '../../database/settings.js';
import { problem, type Problem } from '../../problems/problem.js';

const tolerableMs = 60_000;
const mostNamed = 10;

/** By how much the database's clock is ahead of ours, in milliseconds, as seen from the middle of the round trip. */
export async function clockAhead(database: Database): Promise<number> {
	const before = Date.now();
	const [row] = await database.read({ name: 'clock', columns: [['now', 'UTC_TIMESTAMP(3)']], from: '' }, '');
	const here = (before + Date.now()) / 2;
	return Math.round(Date.parse(`${(row?.now ?? '').replace(' ', 'T')}Z`) - here);
}

/** That the clock is more than a minute off: times of orders and of claims come from both sides. */
export const wrongClock = (aheadMs: number): readonly Problem[] =>
	Math.abs(aheadMs) > tolerableMs
		? [
				problem(
					'database.clock',
					{},
					{ seconds: Math.round(Math.abs(aheadMs) / 1000), way: aheadMs > 0 ? 'ahead' : 'behind' },
				),
			]
		: [];

/** That somebody on the way could read along, or pretend to be the server. */
export function unsafeWay({ tls, host, openStream, tunnelHost }: DatabaseSettings): readonly Problem[] {
	if (tunnelHost !== undefined && tls.mode !== 'verify' && !isNear(tunnelHost))
		return [problem('database.tunnelNotChecked', {}, { host: tunnelHost })];
	if (openStream || isNear(host)) return [];
	if (tls.mode === 'off') return [problem('database.notEncrypted')];
	return tls.mode === 'noVerify' ? [problem('database.notVerified')] : [];
}

/** Servers that renew by themselves do so thirty days before the end. */
const soonMs = 14 * 24 * 3_600_000;

/** That the certificate by which the server is known ends soon. */
export const endingCertificate = (
	{ certificateEnds }: Database,
	{ tls }: DatabaseSettings,
	now: Date,
): readonly Problem[] =>
	tls.mode !== 'noVerify' && certificateEnds && certificateEnds.getTime() - now.getTime() < soonMs
		? [problem('database.certificateEnds', {}, { day: certificateEnds.toISOString().slice(0, 10) })]
		: [];

/** This machine, its own networks (RFC 1918, RFC 4193), or a name without a domain, as containers have. */
const isNear = (host: string): boolean =>
	/^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:)/i.test(host) ||
	!/[.:]/.test(host);

/** How many of the asked articles the shop lacks, the first of them by their numbers. */
export const articlesMissing = (missing: readonly string[], asked: readonly string[]): readonly Problem[] =>
	missing.length === 0
		? []
		: [
				problem(
					'shop.articlesMissing',
					{},
					{
						count: missing.length,
						all: new Set(asked).size,
						skus: missing.slice(0, mostNamed).join(', ') + (missing.length > mostNamed ? ' …' : ''),
					},
				),
			];
