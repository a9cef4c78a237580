import { isIP } from 'node:net';
import type { TlsSettings } from '../database/settings.js';
import { problem, type Problem } from '../problems/problem.js';
import type { Invitation } from '../suppliers/invitation.js';
import { isHostName } from './account.js';
import type { AdminShop } from './adminShop.js';
import { readServerCertificate, type ServerCertificate } from './serverCertificate.js';
import type { InvitationTerms } from './terms.js';

/** How the distributor will know the server, and what was found on the way. */
export interface ServerProof {
	readonly tls: Invitation['connection']['tls'];
	/** SHA-256 of the server's certificate, `AB:CD:…`. */
	readonly fingerprint?: string;
	/** Whether the address of the invitation answers from here. */
	readonly reached: boolean;
	readonly findings: readonly Problem[];
}

const outsideLimitMs = 5_000;
const shortestCertificateDays = 30;

/**
 * Reads the server's certificate over the admin's own way, which nobody else is on, and compares it with what answers at
 * the address of the invitation. A public authority or the given `ca` that fits the host name makes it `verify`; everything else is
 * pinned: the authority that the server made for itself, or, where
 * the authority is not the server's alone, the one certificate. Throws nothing; what stands in the way is among the findings.
 */
export async function proveServer(
	shop: AdminShop,
	{ reach, requireTls, from }: InvitationTerms,
	ca: string | undefined,
	now: Date,
	signal?: AbortSignal,
): Promise<ServerProof> {
	const address = `${reach.host}:${reach.port}`;
	const places = [...placeFindings(shop, reach.host, address), ...fromFindings(shop, from)];
	const here = await readServerCertificate(shop.settings, ca, signal).catch(() => undefined);
	const outside = isSamePlace(shop, reach)
		? here && { certificate: here }
		: await readServerCertificate({ ...reach, connectTimeoutMs: outsideLimitMs }, ca, signal).then(
				(certificate) => ({ certificate }),
				() => undefined,
			);
	const reached = isSamePlace(shop, reach) || outside !== undefined;
	const findings = [...places, ...(reached ? [] : [problem('invitation.notReached', {}, { address })])];
	if (!requireTls) return { tls: { mode: 'off' }, reached, findings };

	const seen = outside ? outside.certificate : here;
	const refused = (found: Problem): ServerProof => ({
		tls: { mode: 'off' },
		reached,
		findings: [found, ...findings],
	});
	if (!seen) return refused(problem('invitation.noTls'));
	const { fingerprint } = seen;
	if (seen.vouchedFor && seen.names(reach.host))
		return { tls: { mode: 'verify', ...(ca && { ca }) }, fingerprint, reached, findings };
	if (!here) return refused(problem('invitation.nothingToCompare', {}, { address, fingerprint }));
	if (here.fingerprint !== fingerprint)
		return refused(
			problem('invitation.otherServer', {}, { address, here: here.fingerprint, there: fingerprint }),
		);
	const given = (tls: ServerProof['tls'], ...more: readonly Problem[]): ServerProof => ({
		tls,
		fingerprint,
		reached,
		findings: [...findings, ...more, ...certificateFindings(shop, seen, now)],
	});
	const byItself = () =>
		given(
			{ mode: 'pinned', certificate: seen.certificate },
			problem('invitation.otherName', {}, { names: seen.hosts, host: reach.host }),
		);
	if (seen.vouchedFor) return byItself();
	if (ca || !seen.authority) return refused(problem('invitation.unknownAuthority'));
	if (seen.names(reach.host)) return given({ mode: 'verify', ca: seen.authority });
	return seen.authorityIsShared ? byItself() : given({ mode: 'pinned', certificate: seen.authority });
}

/** Hosts that mean the machine itself. */
export const isLocalHost = (host: string): boolean =>
	['localhost', '::1'].includes(host.toLowerCase()) || (isIP(host) === 4 && host.startsWith('127.'));

const isSamePlace = ({ settings }: AdminShop, reach: InvitationTerms['reach']): boolean =>
	!settings.openStream && settings.host === reach.host && settings.port === reach.port;

function placeFindings({ server }: AdminShop, host: string, address: string): readonly Problem[] {
	const listensOn = server.bindAddress;
	const localOnly = !server.networking || (listensOn !== '' && listensOn.split(',').every(isLocalHost));
	return [
		...(isLocalHost(host) ? [problem('invitation.localAddress', {}, { address })] : []),
		...(localOnly && !isLocalHost(host)
			? [problem('invitation.localOnly', {}, { address: listensOn || 'its own machine' })]
			: []),
	];
}

function fromFindings({ server }: AdminShop, from: string): readonly Problem[] {
	if (!isHostName(from)) return [];
	const code = server.resolvesNames ? 'invitation.fromName' : 'invitation.namesNotLookedUp';
	return [problem(code, {}, { from })];
}

function certificateFindings(
	{ server, settings }: AdminShop,
	{ validUntil, fingerprint }: ServerCertificate,
	now: Date,
): readonly Problem[] {
	const days = (Date.parse(validUntil) - now.getTime()) / 86_400_000;
	const overNetwork = !settings.openStream && !isLocalHost(settings.host);
	const taken: readonly TlsSettings['mode'][] = ['noVerify', 'off'];
	return [
		...(server.certificateFile === '' ? [problem('invitation.passingCertificate')] : []),
		...(days < shortestCertificateDays
			? [problem('invitation.certificateEnds', {}, { day: validUntil.slice(0, 10) })]
			: []),
		...(overNetwork && taken.includes(settings.tls.mode)
			? [problem('invitation.unverified', {}, { fingerprint })]
			: []),
	];
}
