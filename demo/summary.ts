import { Decimal } from 'decimal.js';
import { differences } from './comparison.js';
import { readExecutions, type WebhookAnswer } from './sending.js';
import type { Stage } from './stage.js';
import { distributor } from './suppliers.js';
import { notRunByWorkers, workerLines, workerResults, type WorkerResult } from './workerSummary.js';
import { table } from './table.js';
import type { WrongOrder } from './wrongOrders.js';

/** A wrong order and what became of it. */
export interface WrongOrderResult {
	readonly order: string;
	readonly what: string;
	readonly by: WrongOrder['by'];
	readonly expected: string;
	readonly codes: readonly string[];
	readonly remedy: string;
	readonly ok: boolean;
}

/** What `npm run demo` found after all was sent; `ok` only if every order is where it belongs. */
export interface Summary {
	readonly ok: boolean;
	readonly sent: { readonly orders: number; readonly wrongOrders: number };
	readonly shops: readonly {
		readonly supplier: string;
		readonly platform: string;
		readonly orders: number;
		readonly lines: number;
		readonly quantity: number;
		readonly sum: string;
		readonly currency: 'EUR';
	}[];
	readonly wrong: readonly WrongOrderResult[];
	readonly mails: readonly { readonly to: string; readonly subject: string }[];
	/** Which worker process ran what; empty unless n8n is in queue mode. */
	readonly workers: readonly WorkerResult[];
	/** One sentence per thing that is not as it should be. */
	readonly differences: readonly string[];
}

/** Reads shops and mailbox back and compares them with what was sent. */
export async function summarise(
	{ orders, products, shops, mailbox, n8n }: Stage,
	wrong: readonly { readonly wrong: WrongOrder; readonly answer: WebhookAnswer }[],
): Promise<Summary> {
	const held = await Promise.all(
		shops.map(async (shop) => ({ supplier: shop.supplier, orders: await shop.readOrders() })),
	);
	const found = [
		...differences(
			orders,
			products,
			held.map(({ supplier, orders: own }) => ({ supplierCode: supplier.code, orders: own })),
		),
	];
	const results = wrong.map(({ wrong: one, answer }) =>
		resultOf(
			one,
			answer,
			mailbox.mails.filter(({ to }) => to.includes(distributor.email)).map(({ text }) => text),
		),
	);
	for (const { order, what, expected, ok } of results)
		if (!ok) found.push(`${order} (${what}) did not come out of its branch with ${expected}`);
	for (const { supplier } of held)
		if (!mailbox.mails.some(({ to }) => to.includes(supplier.email)))
			found.push(`${supplier.name} got no mail`);
	const executions = await readExecutions(n8n);
	const workers = await workerResults(n8n.workers, executions);
	found.push(...notRunByWorkers(workers, executions));
	return {
		ok: found.length === 0,
		sent: { orders: orders.length, wrongOrders: wrong.length },
		shops: held.map(({ supplier, orders: own }) => ({
			supplier: supplier.name,
			platform: supplier.platformTitle,
			orders: own.length,
			lines: own.reduce((sum, { lines }) => sum + lines.length, 0),
			quantity: own.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0),
			sum: own.reduce((sum, { total }) => sum.plus(total), new Decimal(0)).toFixed(2),
			currency: 'EUR',
		})),
		wrong: results,
		mails: mailbox.mails.map(({ to, subject }) => ({ to: to.join(', '), subject })),
		workers,
		differences: found,
	};
}

/** Rejections are in the webhook's answer; what a shop refused is in purchasing's mail. */
function resultOf(
	{ what, by, code, order }: WrongOrder,
	answer: WebhookAnswer,
	purchasingMails: readonly string[],
): WrongOrderResult {
	const number = (order as { readonly number: string }).number;
	const base = { order: number, what, by, expected: code };
	if (by === 'rejected') {
		const match = answer.problems.find((problem) => problem.code === code);
		return {
			...base,
			codes: answer.problems.map((problem) => problem.code),
			remedy: match?.remedy ?? '',
			ok: answer.status === 'rejected' && match !== undefined,
		};
	}
	const mail = purchasingMails.find((text) => text.includes(`Order ${number} at `) && text.includes(code));
	const remedy = /What to do: (.*)/.exec(mail?.slice(mail.indexOf(code)) ?? '')?.[1] ?? '';
	return {
		...base,
		codes: mail === undefined ? [] : [code],
		remedy,
		ok: answer.status === 'accepted' && mail !== undefined,
	};
}

/** The summary for a person at a terminal. */
export function summaryText({ sent, shops, wrong, mails, workers, differences: found }: Summary): string {
	return [
		'',
		`Sent: ${sent.orders} orders, and ${sent.wrongOrders} wrong ones.`,
		'',
		'Arrived in the shops, read back from their databases',
		...table(
			['Supplier', 'Shop', 'Orders', 'Lines', 'Pieces', 'Sum'],
			shops.map((shop) => [
				shop.supplier,
				shop.platform,
				String(shop.orders),
				String(shop.lines),
				String(shop.quantity),
				`${shop.sum} ${shop.currency}`,
			]),
		),
		'',
		'Came out of an error branch',
		...table(
			['Order', 'What is wrong', 'By', 'Code', 'Cure'],
			wrong.map((one) => [
				one.order,
				one.what,
				one.by === 'rejected' ? 'Prepare' : 'Push',
				one.ok ? one.expected : `MISSING ${one.expected}`,
				one.remedy,
			]),
		),
		'',
		`Mails: ${mails.length}`,
		...table(['To', 'Mails', 'Latest'], mailsByReceiver(mails)),
		'',
		...(workers.length === 0 ? [] : [...workerLines(workers), '']),
		...(found.length === 0
			? ['Every order is where it belongs: numbers, lines, quantities, totals and names as they were sent.']
			: [
					`${found.length} things are not as they should be:`,
					...found.slice(0, 40).map((one) => `  ${one}`),
				]),
		'',
	].join('\n');
}

const mailsByReceiver = (mails: Summary['mails']): readonly (readonly string[])[] =>
	[...new Set(mails.map(({ to }) => to))].map((to) => {
		const own = mails.filter((mail) => mail.to === to);
		return [to, String(own.length), own.at(-1)?.subject ?? ''];
	});
