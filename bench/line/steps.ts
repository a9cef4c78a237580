import { logTable } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';

/** The parts of a push as they show on the wire. */
export const steps = ['connect', 'recognise', 'reference', 'lookups', 'write', 'commit', 'readBack'] as const;
export type Step = (typeof steps)[number];

type Phase = 'before' | 'batch' | 'transaction' | 'committed';

const session = /^\s*(SET\b|USE\b|SELECT @@)/i;
const begin = /^\s*START TRANSACTION\b/i;
const end = /^\s*(COMMIT|ROLLBACK)\b/i;
/** The statement from which on a batch counts where tables know no transactions: its stock joins the log at once. */
const publishing = /^UPDATE \(SELECT [^)]*\) steps LEFT JOIN/;
/** Several INSERTs come as a block, within a transaction or not: `BEGIN NOT ATOMIC`. */
const writing = /^\s*(INSERT|UPDATE|DELETE|CREATE|REPLACE|BEGIN NOT ATOMIC)\b/i;

/**
 * Tells the step of each statement of one connection. A batch begins with a look into the exchange log; what is read
 * before the first one is reference data, what is read after a commit is read back.
 */
export function stepReader(): (sql: string) => Step {
	let phase: Phase = 'before';
	let knowsTransactions = false;
	return (sql) => {
		if (session.test(sql)) return 'connect';
		if (/information_schema/i.test(sql)) return 'recognise';
		if (begin.test(sql)) {
			knowsTransactions = true;
			phase = 'transaction';
			return 'write';
		}
		const [, ending] = end.exec(sql) ?? [];
		if (ending) {
			phase = ending.toUpperCase() === 'COMMIT' ? 'committed' : 'batch';
			return ending.toUpperCase() === 'COMMIT' ? 'commit' : 'write';
		}
		if (!knowsTransactions && publishing.test(sql)) {
			phase = 'committed';
			return 'commit';
		}
		// A commit may begin the next transaction as well.
		if (writing.test(sql)) phase = 'transaction';
		if (phase === 'transaction') return 'write';
		if (sql.includes(logTable)) phase = 'batch';
		return phase === 'before' ? 'reference' : phase === 'batch' ? 'lookups' : 'readBack';
	};
}
