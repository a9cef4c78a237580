import type { NotifyFigure } from '../measure/notify.js';
import type { PrepareFigures } from '../measure/prepare.js';
import { table, waitColumn, waitText } from './pushTable.js';

const whole = (value: number): string => Math.round(value).toLocaleString('en');
const megabytes = (bytes: number): string => whole(bytes / 1e6);

/** Prepare by number of orders; the memory stands beside the most of them. */
export const prepareTable = (figures: PrepareFigures | undefined): string =>
	table(
		['orders', 'orders/s', 'orders/s on one core', 'zod alone, orders/s', waitColumn, 'MB above n8n'],
		(figures?.speeds ?? []).map(({ orders, node, nodeOnOneCore, zod, longestBlock }) => {
			const memory = figures?.memory.orders === orders ? figures.memory : undefined;
			return [
				whole(orders),
				whole(node),
				whole(nodeOnOneCore),
				whole(zod),
				waitText(longestBlock),
				memory ? megabytes(memory.peakBytes - memory.peakBytesOfN8n) : '',
			];
		}),
	);

/** Notify by distance and number of mails, beside nodemailer. */
export const notifyTable = (figures: readonly NotifyFigure[]): string =>
	table(
		[
			'round trip',
			'mails',
			'Notify, mails/s',
			'nodemailer, mails/s',
			'of nodemailer',
			'mails/s of processor time',
			'round trips to the shop',
			waitColumn,
			'MB above n8n',
		],
		figures.map((one) => [
			`${one.roundTripMs} ms`,
			whole(one.mails),
			one.node.toFixed(1),
			one.nodemailer.toFixed(1),
			(one.node / one.nodemailer).toFixed(2),
			whole(one.nodePerCore),
			`${one.roundTrips}`,
			waitText(one.longestBlock),
			megabytes(one.peakBytes - one.peakBytesOfN8n),
		]),
	);
