import { cpus, totalmem } from 'node:os';
import type { Figures } from './goals.js';
import { goalsOf } from './goals.js';
import type { LongFigure } from '../measure/special.js';
import { notifyTable, prepareTable } from './otherTables.js';
import { pushTable, stepTable, table } from './pushTable.js';

export interface Setting {
	/** UTC date. */
	readonly date: string;
	/** Version of the Node that runs what is measured: n8n's own. */
	readonly node: string;
	readonly mariaDb: string;
	/** Median of `SELECT 1` per line, in milliseconds. */
	readonly selectOneMs: Readonly<Record<string, number>>;
	/** Others at work on the machine: the average number of waiting processes of the last five minutes. */
	readonly load: number;
}

/** All figures as one Markdown page. */
export function page(figures: Figures, setting: Setting): string {
	const fixed = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2));
	const lines = Object.entries(setting.selectOneMs).map(([ms, took]) => `${took.toFixed(1)} ms for ${ms} ms`);
	return `# How fast it is

Written by \`npm run bench -- --write\`; do not edit. ${setting.date}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'},
${Math.round(totalmem() / 2 ** 30)} GB, Node ${setting.node}, MariaDB ${setting.mariaDb}, load ${setting.load.toFixed(1)} on the way.

Orders have three lines, each of a customer who is new to the shop. *Push To Shop DB* is the real node in n8n's engine at its
defaults: connecting, recognising the shop, exchange log and read-back included. *Limit* is the mariadb client fed a file of the very
rows that the push wrote, in as many transactions. *n8n's MySQL node* writes the same rows, one execution per order, one node per
table; *mysql2* does so with one query after the other. Speeds are medians of as many repetitions as the table says. Where n is given, the
slow way was measured on so few orders and its speed taken from them. The line delays and has no other limit; \`SELECT 1\` took ${lines.join(', ')}. A load above 1 makes all figures smaller and
less sure; ratios of one row suffer less.

## Goals

*Limit* is what the ready SQL file reaches in the same comparison, or the statements that it takes; of the file, what a push over one
connection would reach if no work of ours came between its statements; of a wait, how long
the process itself had a core in it, which server, line and mail server want as well; of the memory, what a run takes whose heap is kept small.

${table(
	['goal', 'target', 'value', 'limit', 'met'],
	goalsOf(figures).map(({ name, target, value, limit, met }) => [
		name,
		target,
		value === undefined ? 'not measured' : fixed(value),
		limit === undefined ? '' : fixed(limit),
		value === undefined ? '' : met ? 'yes' : 'no',
	]),
)}

## Push

${pushTable(figures.push)}

Milliseconds and (statements) of the last repetition per step, seen on the wire and summed over the connections; *own* is our work
between statements, the longest wait is what other work of the process saw in any repetition, and (own) how long the process had a core in it:

${stepTable(figures.push)}
${memoryOf(figures.long)}
## Prepare

Orders in their source's shape with a catalogue of a thousand articles, each order an item. *zod alone* parses the same orders and does
nothing else. On one core, the process shares it with its collector and compiler threads. The longest wait is what other work of the process saw, and (own) how long the process had a core in it.

${prepareTable(figures.prepare)}

## Notify

Ten orders in each mail, with a table attached, over five connections to a mail server that takes everything. *nodemailer* is its own pool with
the same mails made beforehand: no log, no claims, nothing noted. The round trip is that to the shop's database and that to the mail
server. The items are read from a file; what that left to the collector is collected before.

${notifyTable(figures.notify)}
`;
}

/** How much of the memory is V8's choice and how much is needed. */
function memoryOf(long: LongFigure | undefined): string {
	if (!long) return '';
	const { limited, peakBytes, peakBytesOfN8n, hundredThousandMs } = long;
	const [free, bound] = [peakBytes, limited.peakBytes].map((bytes) =>
		Math.round((bytes - peakBytesOfN8n) / 1e6),
	);
	const times = (limited.milliseconds / hundredThousandMs).toFixed(2);
	return `
A hundred thousand orders: V8 lets what is done with lie in its heap while there is room, ${free} MB above n8n's own. With
\`--max-old-space-size=${limited.heapMb}\` it was ${bound} MB, and the run took ${times} times as long.
`;
}
