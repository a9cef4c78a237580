import type { PushFigure, Way } from '../measure/push.js';
import type { Block } from '../ways/watched.js';

const titles: Readonly<Record<Way, string>> = {
	push: 'Push To Shop DB',
	readyFile: 'limit: ready SQL file',
	oneByOne: 'mysql2, one by one',
	mysqlNode: 'n8n’s MySQL node, a chain per order',
};

/** The figures of Push as a Markdown table, one row per cell and way. */
export function pushTable(figures: readonly PushFigure[]): string {
	const head = [
		'shop',
		'round trip',
		'orders',
		'way',
		'repetitions',
		'orders/s',
		'of the limit',
		'round trips',
		'kB/order',
		'commits',
	];
	return table(
		head,
		figures.map((figure) => {
			const limit = figures.find(
				({ way, platform, roundTripMs, orders }) =>
					way === 'readyFile' &&
					platform === figure.platform &&
					roundTripMs === figure.roundTripMs &&
					orders === figure.orders,
			);
			const { wire, measuredOrders } = figure;
			return [
				figure.platform,
				`${figure.roundTripMs} ms`,
				figure.measuredOrders === figure.orders
					? `${figure.orders}`
					: `${figure.orders} (n = ${figure.measuredOrders})`,
				titles[figure.way],
				`${figure.milliseconds.length}`,
				rounded(figure.ordersPerSecond),
				limit ? (figure.ordersPerSecond / limit.ordersPerSecond).toFixed(3) : '',
				`${wire.roundTrips}`,
				((wire.bytesToServer + wire.bytesToClient) / measuredOrders / 1000).toFixed(1),
				`${wire.commits}`,
			];
		}),
	);
}

/** Where the time of a push goes, as the wire shows it. */
export function stepTable(figures: readonly PushFigure[]): string {
	const steps = [
		'connect',
		'recognise',
		'reference',
		'lookups',
		'write',
		'commit',
		'readBack',
		'own',
	] as const;
	return table(
		['shop', 'round trip', 'orders', ...steps, waitColumn],
		figures
			.filter(({ way }) => way === 'push')
			.map(({ platform, roundTripMs, orders, wire, longestBlock }) => [
				platform,
				`${roundTripMs} ms`,
				`${orders}`,
				...steps.map((step) => {
					const { milliseconds = 0, statements = 0 } = wire.steps[step] ?? {};
					return statements > 0 ? `${milliseconds.toFixed(0)} (${statements})` : milliseconds.toFixed(0);
				}),
				longestBlock ? waitText(longestBlock) : '',
			]),
	);
}

/** The head of a column of `waitText`. */
export const waitColumn = 'longest wait (own), ms';
/** By the clock, and in brackets how long the process had a core in it. */
export const waitText = ({ milliseconds, processorMs }: Block): string =>
	`${Math.round(milliseconds)} (${Math.round(processorMs)})`;

const rounded = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));

/** A Markdown table whose columns stand below each other. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const all = [head, ...rows];
	const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
