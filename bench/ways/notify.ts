import { readFile, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { IDataObject } from 'n8n-workflow';
import { createTransport } from 'nodemailer';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { composeMessage, type Message } from '../../nodes/OrderExchange/mail/message.js';
import { createRenderer } from '../../nodes/OrderExchange/mail/renderer.js';
import { NotifySupplier } from '../../nodes/OrderExchange/NotifySupplier/NotifySupplier.node.js';
import type { Receipt } from '../../nodes/OrderExchange/exchange/receipts/receipt.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import { withOnly } from '../../nodes/OrderExchange/orders/supplierOrderTotals.js';
import { atOnce } from '../../nodes/OrderExchange/time/inSlices.js';
import { runInEngine } from '../../sandbox/n8n/engine.js';
import { shopCredential } from '../../sandbox/n8n/shopCredential.js';
import type { WantedOrders } from '../shops/orders.js';
import { collectGarbage } from './garbage.js';
import { pushInEngine } from './ourNode.js';
import { handingOn, watched } from './watched.js';

/** Items as Push's Pushed output gives them; in a file, so that reading them costs every process the same. */
export interface PushedItems {
	readonly file: string;
}

type PushedItem = { readonly supplierOrder: SupplierOrder; readonly receipts: readonly Receipt[] };

export interface NotifyJob extends PushedItems {
	readonly settings: DatabaseSettings;
	readonly mailPort: number;
	/** Does what n8n itself does with the items, and sends nothing. */
	readonly handOn?: boolean;
}

const recipients = 'orders@acme.example';
const sender = { name: 'Northwind Traders', address: 'orders@northwind.example' };
/** As many as Notify has by default. */
const connections = 5;

/** Pushes the orders, and keeps items of so many of them each. */
export async function pushedItems({
	settings,
	wanted,
	perMail,
	file,
}: PushedItems & {
	readonly settings: DatabaseSettings;
	readonly wanted: WantedOrders;
	readonly perMail: number;
}): Promise<void> {
	const { outputs } = await pushInEngine(settings, wanted);
	const pushed = (outputs[0] ?? []).map(({ json }) => json as unknown as PushedItem);
	const items = pushed.flatMap((item) =>
		Array.from({ length: Math.ceil(item.receipts.length / perMail) }, (_, mail) =>
			partOf(item, mail * perMail, perMail),
		),
	);
	await writeFile(file, JSON.stringify(items));
}

function partOf({ supplierOrder, receipts }: PushedItem, from: number, count: number): PushedItem {
	const some = receipts.slice(from, from + count);
	const numbers = new Set(some.map(({ order }) => order));
	const orders = supplierOrder.customerOrders.filter(({ number }) => numbers.has(number));
	const number = `${supplierOrder.number}-${from}`;
	return { supplierOrder: { ...atOnce(withOnly(supplierOrder, orders)), number }, receipts: some };
}

/** Notifies with the real node inside n8n's own engine, all options at their defaults. */
export async function notifyWithNode({ file, settings, mailPort, handOn = false }: NotifyJob) {
	const items = JSON.parse(await readFile(file, 'utf8')) as IDataObject[];
	const { node, longestBlock } = watched(handOn ? handingOn(new NotifySupplier()) : new NotifySupplier());
	collectGarbage();
	const cpu = process.cpuUsage();
	const started = performance.now();
	const { outputs } = await runInEngine({
		node,
		parameters: { recipients },
		inputs: [items],
		credentials: {
			...shopCredential(settings),
			orderExchangeSmtp: {
				host: '127.0.0.1',
				port: mailPort,
				tlsMode: 'none',
				senderName: sender.name,
				senderAddress: sender.address,
			},
		},
	});
	const milliseconds = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	return {
		milliseconds,
		processorMs: (user + system) / 1000,
		notified: outputs[0]?.length ?? 0,
		longestBlock: longestBlock(),
	};
}

/** Sends the same mails, made beforehand, with nodemailer's own pool and nothing else. Gives milliseconds. */
export async function sendWithNodemailer({
	file,
	mailPort,
}: PushedItems & { readonly mailPort: number }): Promise<number> {
	const items = JSON.parse(await readFile(file, 'utf8')) as readonly PushedItem[];
	const render = createRenderer('UTC');
	const mails = items.map((item) => mailOf(item, render));
	const transporter = createTransport({
		host: '127.0.0.1',
		port: mailPort,
		ignoreTLS: true,
		pool: true,
		maxConnections: connections,
	});
	const started = performance.now();
	await Promise.all(
		mails.map((mail) => transporter.sendMail({ ...mail, attachments: [...mail.attachments] })),
	);
	const milliseconds = performance.now() - started;
	transporter.close();
	return milliseconds;
}

function mailOf({ supplierOrder, receipts }: PushedItem, render: ReturnType<typeof createRenderer>) {
	const byNumber = new Map(receipts.map((receipt) => [receipt.order, receipt]));
	const rendered = atOnce(
		render(
			{
				supplierOrderNumber: supplierOrder.number,
				supplier: supplierOrder.supplier,
				distributor: supplierOrder.distributor,
				orders: supplierOrder.customerOrders.flatMap((order) => {
					const receipt = byNumber.get(order.number);
					return receipt ? [{ order, receipt }] : [];
				}),
			},
			{ language: 'en', attachCsv: true, subjectPrefix: '' },
		),
	);
	const message: Message = composeMessage({
		...rendered,
		messageId: `<${supplierOrder.number}@northwind.example>`,
		from: sender,
		language: 'en',
		to: [recipients],
		cc: [],
		bcc: [],
	});
	return {
		...message,
		from: { ...message.from },
		to: [...message.to],
		cc: [],
		bcc: [],
		headers: { ...message.headers },
	};
}
