import type { Difference } from './compareOrder.js';
import type { CaseResult } from './runCase.js';

/** What machines read: `--json`. */
export const asJson = (results: readonly CaseResult[]): string =>
	JSON.stringify({
		platforms: results.map((result) => ({
			platform: result.platform,
			case: result.case,
			equal: result.equal,
			meant: result.meant.length,
			unexplained: result.unexplained.length,
		})),
	});

/** What people read: a table, then every unexplained difference; with `verbose` the meant ones with their reasons. */
export function asText(results: readonly CaseResult[], verbose: boolean): string {
	const lines = [row(['platform', 'case', 'equal', 'meant', 'unexplained'])];
	for (const result of results) {
		const counts = [result.equal, result.meant.length, result.unexplained.length].map(String);
		lines.push(row([result.platform, result.case, ...counts]));
	}
	for (const result of results) {
		const where = `${result.platform} ${result.case}`;
		if (result.notWritten) {
			lines.push('', `Not written: ${where}`, ...result.notWritten.map((reason) => `  ${reason}`));
			continue;
		}
		if (result.unexplained.length > 0) lines.push('', `Unexplained: ${where}`);
		lines.push(...result.unexplained.map(differenceLine));
		if (!verbose || result.meant.length === 0) continue;
		lines.push('', `Meant: ${where}`);
		lines.push(...result.meant.map((meant) => `${differenceLine(meant)}\n    because: ${meant.reason}`));
	}
	return lines.join('\n');
}

const widths = [22, 28, 7, 7, 12];

const row = (cells: readonly string[]): string =>
	cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('');

function differenceLine({ table, row: found, column, wanted, got }: Difference): string {
	const place = `  ${table}${column ? `.${column}` : ''}`;
	const which = column ? ` (${nameOf(found)})` : '';
	return `${place}${which}: wanted ${shown(wanted)}, got ${shown(got)}`;
}

/** The first columns of a row: its id, and what it belongs to. */
const nameOf = (found: Difference['row']): string =>
	Object.entries(found)
		.slice(0, 3)
		.map(([column, value]) => `${column}=${shown(value)}`)
		.join(' ');

const longest = 160;

const shown = (value: string | null): string => {
	if (value === null) return 'nothing';
	return value.length > longest ? `${value.slice(0, longest)}…` : JSON.stringify(value);
};
