import type { IExecuteFunctions } from 'n8n-workflow';
import { notificationLog, type NotificationLog } from '../../exchange/notifications/notificationLog.js';
import type { OpenShop } from '../../exchange/shop/openShop.js';
import { createRenderer } from '../../mail/renderer.js';
import { openMailer } from '../../mail/transport.js';
import { atSuppliers } from '../../n8n/atSuppliers.js';
import { theSmtp } from '../../n8n/credentials.js';
import { operationError, problemsIn } from '../../n8n/failures.js';
import { outputItem } from '../../n8n/items.js';
import { readPushedItems } from '../../n8n/pushedItems.js';
import { supplierShops } from '../../n8n/supplierShops.js';
import type { Supplier, SupplierOrder } from '../../orders/supplierOrder.js';
import type { SupplierShop, SupplierShops } from '../../suppliers/supplierShop.js';
import { senderDomain, type SmtpSettings } from '../../mail/smtpSettings.js';
import { problem, type Problem } from '../../problems/problem.js';
import { afterSame } from '../../time/afterSame.js';
import { atMost } from '../../time/atMost.js';
import { inSlices } from '../../time/inSlices.js';
import { readMailSettings } from '../settings.js';
import { announce, type Announced, type Announcer } from './announce.js';
import type { NotifyOutputs } from './outputs.js';

/**
 * Notify: one mail per item about the orders that no run has announced before. Settle Parked: what a person decided about
 * mails that may have arrived. Every item ends in one of the outputs.
 */
export async function notify(node: IExecuteFunctions): Promise<NotifyOutputs> {
	const outputs: NotifyOutputs = { notified: [], failed: [] };
	const input = node.getInputData();
	const fail = (item: number, problems: readonly Problem[]) =>
		outputs.failed.push(outputItem({ ...input[item]?.json, problems }, item));

	const { read, unreadable } = await inSlices(readPushedItems(input));
	for (const { item, problems } of unreadable) fail(item, problems);
	const access = await readAccess(node);
	if (!access.ok) {
		if (!node.continueOnFail()) throw operationError(node.getNode(), [access.problem]);
		for (const { item } of read) fail(item, [access.problem]);
		return outputs;
	}
	if (read.length === 0) return outputs;

	const signal = node.getExecutionCancelSignal();
	const { smtp, shops } = access;
	const mailer = openMailer(smtp);
	const render = createRenderer(node.getTimezone());
	const onItsWay = atMost(smtp.connections);
	// as many claims again, so that no connection waits for the log, and few are left behind when the process dies
	const underWay = atMost(2 * smtp.connections);
	const inOrder = afterSame();
	const logs = new Map<OpenShop, NotificationLog>();
	const logOf = (open: OpenShop) => {
		const log = logs.get(open) ?? notificationLog(open, senderDomain(smtp), signal);
		logs.set(open, log);
		return log;
	};
	const options = { signal, itemsAtOnce: 2 * smtp.connections };
	try {
		const worked = await atSuppliers(shops, read, options, async (open, shop, pushed) => {
			const { supplierOrder, receipts } = pushed;
			const mail = readMailSettings(node, pushed.item, 'recipients', told(supplierOrder.supplier, shop));
			if (!mail.ok) return { ...nothing, problems: mail.problems };
			const announcer: Announcer = { log: logOf(open), mailer, onItsWay, render, smtp, signal };
			const keys = receipts.map(({ exchangeKey }) => exchangeKey);
			return await inOrder(keys, () =>
				underWay(async () =>
					signal?.aborted
						? { ...nothing, problems: [problem('exchange.cancelled')] }
						: await announce(announcer, withNumber(supplierOrder, shop), receipts, mail.settings),
				),
			);
		});
		for (const one of worked) {
			const { item } = one.received;
			if (!one.ok) {
				fail(item, one.problems);
				continue;
			}
			const { notification, problems, warnings } = one.done;
			const value = { ...input[item]?.json, ...(notification && { notification }) };
			if (problems.length > 0) outputs.failed.push(outputItem({ ...value, problems }, item));
			else outputs.notified.push(outputItem({ ...value, ...(warnings.length > 0 && { warnings }) }, item));
		}
	} finally {
		mailer.close();
		await Promise.all([...logs.values()].map((log) => log.close()));
	}
	return outputs;
}

/** Where the item names no address or language of the supplier, those of the activation code count. */
const told = (supplier: Supplier, { notify: { emails, language } }: SupplierShop): Supplier => ({
	...supplier,
	email: supplier.email || emails.join(', '),
	language: supplier.language || language,
});

/** The supplier recognises the distributor by the number that it gave. */
const withNumber = (order: SupplierOrder, { customerNumber }: SupplierShop): SupplierOrder => ({
	...order,
	distributor: { ...(customerNumber !== undefined && { customerNumber }), ...order.distributor },
});

const nothing: Announced = { notification: undefined, problems: [], warnings: [] };

type Access =
	| { readonly ok: true; readonly smtp: SmtpSettings; readonly shops: SupplierShops }
	| { readonly ok: false; readonly problem: Problem };

/** Both credentials; a missing or unusable one is a problem, since throwing would leak items to the first output. */
async function readAccess(node: IExecuteFunctions): Promise<Access> {
	try {
		return { ok: true, smtp: await theSmtp(node), shops: await supplierShops(node) };
	} catch (thrown) {
		return { ok: false, problem: problemsIn(thrown)[0] };
	}
}
