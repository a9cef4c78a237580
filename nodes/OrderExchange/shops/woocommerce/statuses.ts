import { problem, type Problem } from '../../problems/problem.js';
import type { ShopSettings } from '../platform.js';
import type { WooReference } from './reference.js';

/** WooCommerce's own statuses with what its notes call them. */
const statusNames: Readonly<Record<string, string>> = {
	'wc-pending': 'Pending payment',
	'wc-processing': 'Processing',
	'wc-on-hold': 'On hold',
	'wc-completed': 'Completed',
	'wc-cancelled': 'Cancelled',
	'wc-refunded': 'Refunded',
	'wc-failed': 'Failed',
};

/** What people call a status. */
export const statusName = (status: string): string => statusNames[status] ?? status.replace(/^wc-/, '');

/** The status that the settings want, with `wc-`; they may name it with or without, or by its English name. */
export function orderStatusOf({ orderStatus }: ShopSettings, reference: WooReference): string | undefined {
	const wanted = orderStatus?.trim().toLowerCase();
	return wanted === undefined
		? undefined
		: statusesOf(reference).find((status) =>
				[status, status.slice(3), statusName(status).toLowerCase()].includes(wanted),
			);
}

/** An order in a status that nobody registered is in none of the shop's lists. */
export const statusProblems = (settings: ShopSettings, reference: WooReference): readonly Problem[] =>
	settings.orderStatus === undefined || orderStatusOf(settings, reference) !== undefined
		? []
		: [
				problem(
					'shop.orderStatus.unknown',
					{ value: settings.orderStatus },
					{ status: settings.orderStatus, statuses: statusesOf(reference).join(', ') },
				),
			];

/** WooCommerce's own, and those of plugins as far as an order of the shop has them. */
export const statusesOf = (reference: WooReference): readonly string[] => [
	...Object.keys(statusNames),
	...reference.statuses.filter(
		(status) => status.startsWith('wc-') && status !== 'wc-checkout-draft' && !(status in statusNames),
	),
];
