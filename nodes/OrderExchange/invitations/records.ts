import { z } from 'zod/v4';
import type { Database } from '../database/connect.js';
import type { BoundValue, Row } from '../database/read.js';
import { insertStatement, quoted } from '../database/statement.js';
import { utcText } from '../exchange/log/exchangeLog.js';
import type { Account } from './account.js';
import { termsSchema, type InvitationTerms } from './terms.js';

/**
 * Where the supplier's administrator finds every invitation again, without the shop's prefix. The user of an invitation has
 * no right on it, and it holds neither password nor code nor pass phrase.
 */
export const invitationTable = 'order_exchange_invitation';

/** `unfinished` stays when making it broke off: `revoke` removes what is there. */
export type RecordedState = 'unfinished' | 'active' | 'revoked' | 'renewed';

export interface InvitationRecord {
	readonly codeId: string;
	readonly account: Account;
	readonly state: RecordedState;
	/** ISO 8601, UTC. */
	readonly issuedAt: string;
	readonly expiresAt?: string;
	readonly endedAt?: string;
	/** SHA-256 of the certificate by which the distributor knows the server; empty without TLS. */
	readonly fingerprint: string;
	readonly terms: InvitationTerms;
}

/** As much of a record as ending its invitation takes. */
export type EndableInvitation = Pick<InvitationRecord, 'codeId' | 'account'>;

export const createInvitationTableSql = (prefix: string): string =>
	`CREATE TABLE IF NOT EXISTS ${quoted(prefix + invitationTable)} (
	code_id VARCHAR(20) CHARACTER SET ascii NOT NULL PRIMARY KEY,
	account_user VARCHAR(32) CHARACTER SET ascii NOT NULL,
	account_host VARCHAR(60) CHARACTER SET ascii NOT NULL,
	state VARCHAR(16) CHARACTER SET ascii NOT NULL,
	issued_at DATETIME(3) NOT NULL,
	expires_at DATETIME(3) NULL,
	ended_at DATETIME(3) NULL,
	fingerprint VARCHAR(100) CHARACTER SET ascii NOT NULL DEFAULT '',
	terms MEDIUMTEXT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`;

/** A statement with the values to bind. */
export interface Statement {
	readonly sql: string;
	readonly values: readonly BoundValue[];
}

/** How something is taken back. */
export interface Undo extends Statement {
	/** A table to drop, unless there is a row in it or in one of the others: then somebody uses it meanwhile, and it stays. */
	readonly unused?: readonly [table: string, ...others: string[]];
}

export function insertRecord(prefix: string, record: InvitationRecord): Statement {
	return insertStatement(
		prefix + invitationTable,
		[
			...['code_id', 'account_user', 'account_host', 'state'],
			...['issued_at', 'expires_at', 'fingerprint', 'terms'],
		],
		[
			[
				...[record.codeId, record.account.user, record.account.host, record.state],
				...[utcOf(record.issuedAt), record.expiresAt ? utcOf(record.expiresAt) : null],
				...[record.fingerprint, JSON.stringify(record.terms)],
			],
		],
	);
}

export const deleteRecord = (prefix: string, codeId: string): Statement => ({
	sql: `DELETE FROM ${quoted(prefix + invitationTable)} WHERE code_id = ?`,
	values: [codeId],
});

export const finishRecord = (prefix: string, codeId: string): Statement => ({
	sql: `UPDATE ${quoted(prefix + invitationTable)} SET state = 'active' WHERE code_id = ?`,
	values: [codeId],
});

export const endRecord = (
	prefix: string,
	codeId: string,
	state: 'revoked' | 'renewed',
	now: Date,
): Statement => ({
	sql: `UPDATE ${quoted(prefix + invitationTable)} SET state = ?, ended_at = ? WHERE code_id = ?`,
	values: [state, utcText(now), codeId],
});

/** Every recorded invitation, newest first, and rows, not ended yet, that another version wrote in a way unknown here. */
export async function readRecords(
	database: Database,
	prefix: string,
): Promise<{
	readonly records: readonly InvitationRecord[];
	readonly unreadable: readonly EndableInvitation[];
}> {
	const rows = await database.read(
		{
			name: 'invitations',
			columns: [
				'code_id',
				'account_user',
				'account_host',
				'state',
				'issued_at',
				'expires_at',
				'ended_at',
				'fingerprint',
				'terms',
			],
			from: `FROM {${invitationTable}}`,
			orderBy: 'issued_at DESC, code_id',
		},
		prefix,
	);
	const read = rows.map((row) => ({ row, record: recordOf(row) }));
	return {
		records: read.flatMap(({ record }) => record ?? []),
		unreadable: read.flatMap(({ row, record }) => (record || hasEnded(row) ? [] : endableOf(row))),
	};
}

const stateSchema = z.enum(['unfinished', 'active', 'revoked', 'renewed']);

const hasEnded = ({ state }: Row): boolean => state === 'revoked' || state === 'renewed';

const endableOf = (row: Row): EndableInvitation => ({
	codeId: row.code_id ?? '',
	account: { user: row.account_user ?? '', host: row.account_host ?? '' },
});

function recordOf(row: Row): InvitationRecord | undefined {
	const state = stateSchema.safeParse(row.state);
	const terms = termsSchema.safeParse(parsedJson(row.terms ?? ''));
	if (!state.success || !terms.success) return undefined;
	return {
		...endableOf(row),
		state: state.data,
		issuedAt: isoOf(row.issued_at ?? ''),
		...(row.expires_at && { expiresAt: isoOf(row.expires_at) }),
		...(row.ended_at && { endedAt: isoOf(row.ended_at) }),
		fingerprint: row.fingerprint ?? '',
		terms: terms.data,
	};
}

const utcOf = (iso: string): string => utcText(new Date(iso));
const isoOf = (utc: string): string => `${utc.replace(' ', 'T')}Z`;

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
