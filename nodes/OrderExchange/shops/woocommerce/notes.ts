import type { InsertRow } from '../rowPlan.js';
import { option, type WooReference } from './reference.js';
import { statusName } from './statuses.js';
import { gmt } from './times.js';

export interface Note {
	readonly text: string;
	/** How the shop files it. */
	readonly group: 'product_stock' | 'order_update';
}

/** The note about the status a new order gets, with what the gateway says about it. */
export const statusNote = (status: string, remark: string): readonly Note[] =>
	status === 'wc-pending'
		? []
		: [
				{
					text: `${remark}Order status changed from Pending payment to ${statusName(status)}.`,
					group: 'order_update',
				},
			];

/** Order notes as the shop's own system writes them. */
export function noteRows(notes: readonly Note[], reference: WooReference, now: Date): readonly InsertRow[] {
	return notes.flatMap(({ text, group }, index): readonly InsertRow[] => [
		{
			table: 'comments',
			handle: `note:${index}`,
			values: {
				comment_post_ID: { idOf: 'order' },
				comment_author: 'WooCommerce',
				comment_author_email: systemEmail(reference),
				comment_author_url: '',
				comment_author_IP: '',
				comment_date: reference.clock(now),
				comment_date_gmt: gmt(now),
				comment_content: text,
				comment_karma: '0',
				comment_approved: '1',
				comment_agent: 'WooCommerce',
				comment_type: 'order_note',
				comment_parent: '0',
				user_id: '0',
			},
		},
		{
			table: 'commentmeta',
			values: { comment_id: { idOf: `note:${index}` }, meta_key: 'note_group', meta_value: group },
		},
	]);
}

/** `woocommerce@` and the shop's host, without what an e-mail cannot hold (a port's colon). */
const systemEmail = (reference: WooReference): string => {
	const host = /^[a-z]+:\/\/([^/]+)/i.exec(option(reference, 'home'))?.[1] ?? 'noreply.com';
	return `woocommerce@${host.replace(/^www\./, '').replace(/[^a-z0-9.-]/gi, '')}`;
};
