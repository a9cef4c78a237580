import type { IExecuteFunctions } from 'n8n-workflow';
import { openShop, type OpenShop } from '../../exchange/openShop.js';
import { createRenderer } from '../../mail/renderer.js';
import { openMailer } from '../../mail/transport.js';
import { operationError, settingsProblem, unforeseen } from '../../n8n/failures.js';
import { outputItem } from '../../n8n/items.js';
import { readPushedItems, type PushedItem } from '../../n8n/pushedItems.js';
import {
	shopDatabaseAccess,
	shopDatabaseCredential,
	type ShopDatabaseAccess,
} from '../../n8n/shopDatabase.js';
import { smtpAccess, smtpCredential } from '../../n8n/smtp.js';
import type { SmtpSettings } from '../../mail/smtpSettings.js';
import { problem, type Problem } from '../../problems/problem.js';
import { readMailSettings, type MailSettings } from '../settings.js';
import { announce, type Announcer } from './announce.js';
import type { NotifyOutputs } from './outputs.js';

interface Ready extends PushedItem {
	readonly mail: MailSettings;
}

/**
 * Notify: one mail per item about the orders that no run has announced before. Settle Parked: what a person decided about
 * mails that may have arrived. Every item ends in one of the outputs.
 */
export async function notify(node: IExecuteFunctions): Promise<NotifyOutputs> {
	const outputs: NotifyOutputs = { notified: [], failed: [] };
	const input = node.getInputData();
	const fail = (item: number, problems: readonly Problem[]) =>
		outputs.failed.push(outputItem({ ...input[item]?.json, problems }, item));

	const { read, unreadable } = readPushedItems(input);
	for (const { item, problems } of unreadable) fail(item, problems);
	const access = await readAccess(node);
	if (!access.ok) {
		if (!node.continueOnFail()) throw operationError(node.getNode(), [access.problem]);
		for (const { item } of read) fail(item, [access.problem]);
		return outputs;
	}
	const ready: Ready[] = [];
	for (const pushed of read) {
		const { supplier } = pushed.supplierOrder;
		const expected = access.shop.supplierCode;
		const mail = readMailSettings(node, pushed.item, 'recipients', supplier);
		if (expected && supplier.code !== expected)
			fail(pushed.item, [problem('exchange.otherSupplier', {}, { supplier: supplier.code, expected })]);
		else if (!mail.ok) fail(pushed.item, mail.problems);
		else ready.push({ ...pushed, mail: mail.settings });
	}
	if (ready.length === 0) return outputs;

	const signal = node.getExecutionCancelSignal();
	const opened = await openShop(access.shop.settings, anyShop, { createLog: false, signal });
	if (!opened.ok) {
		for (const { item } of ready) fail(item, opened.problems);
		return outputs;
	}
	const mailer = openMailer(access.smtp);
	const announcer: Announcer = {
		shop: opened.shop,
		mailer,
		render: createRenderer(node.getTimezone()),
		smtp: access.smtp,
		signal,
	};
	try {
		for (const { item, mail, supplierOrder, receipts } of ready) {
			const { notification, problems, warnings } = signal?.aborted
				? stopped
				: await announce(announcer, supplierOrder, receipts, mail);
			const value = { ...input[item]?.json, ...(notification && { notification }) };
			if (problems.length > 0) outputs.failed.push(outputItem({ ...value, problems }, item));
			else outputs.notified.push(outputItem({ ...value, ...(warnings.length > 0 && { warnings }) }, item));
		}
	} finally {
		mailer.close();
		await closeQuietly(opened.shop);
	}
	return outputs;
}

const stopped = { notification: undefined, problems: [problem('exchange.cancelled')], warnings: [] };

// the notification reads and marks the exchange log only, so nothing about writing orders matters here
const anyShop = { unknownCustomers: 'account', shortStock: 'followShop' } as const;

type Access =
	| { readonly ok: true; readonly smtp: SmtpSettings; readonly shop: ShopDatabaseAccess }
	| { readonly ok: false; readonly problem: Problem };

/** Both credentials; a missing or unusable one is a problem, since throwing would leak items to the first output. */
async function readAccess(node: IExecuteFunctions): Promise<Access> {
	let smtpData, shopData;
	try {
		smtpData = await node.getCredentials(smtpCredential);
		shopData = await node.getCredentials(shopDatabaseCredential);
	} catch {
		const what = 'a credential is missing or may not be used';
		return { ok: false, problem: settingsProblem(what, 'Choose an SMTP and a Shop Database credential.') };
	}
	const smtp = smtpAccess(smtpData);
	if (!smtp.ok) return smtp;
	try {
		const shop = shopDatabaseAccess(shopData, node.helpers.getSSHClient.bind(node.helpers));
		return { ok: true, smtp: smtp.settings, shop };
	} catch {
		const what = 'the Shop Database credential is incomplete';
		return { ok: false, problem: settingsProblem(what, 'Open the credential, complete it and press Test.') };
	}
}

async function closeQuietly(shop: OpenShop): Promise<void> {
	await shop.close().catch(unforeseen);
}
