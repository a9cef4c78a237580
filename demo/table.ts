/** Lines of a table with aligned columns, for a person at a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
	const widths = head.map((title, column) =>
		Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
	);
	const line = (cells: readonly string[]) =>
		`  ${cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ')}`;
	return [line(head), line(head.map((title) => '─'.repeat(title.length))), ...rows.map(line)];
}
