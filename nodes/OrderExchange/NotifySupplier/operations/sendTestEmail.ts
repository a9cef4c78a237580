import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { composeMessage } from '../../mail/message.js';
import { createRenderer } from '../../mail/renderer.js';
import { sampleAnnouncement } from '../../mail/sample.js';
import { senderDomain, type SmtpSettings } from '../../mail/smtpSettings.js';
import { openMailer, type Sent } from '../../mail/transport.js';
import { words } from '../../mail/words.js';
import { theSmtp } from '../../n8n/credentials.js';
import { operationError, problemsIn } from '../../n8n/failures.js';
import { outputItem } from '../../n8n/items.js';
import { differingValues } from '../../n8n/perItem.js';
import type { SomeProblems } from '../../problems/problem.js';
import { inSlices } from '../../time/inSlices.js';
import { notifyForm } from '../parameters/form.js';
import { readMailSettings, type MailSettings } from '../settings.js';
import { notificationOf, sentMail, type NotifyOutputs } from './outputs.js';

/** One mail with made-up orders, however many items come in: it shows that and how mails arrive. */
export async function sendTestEmail(node: IExecuteFunctions): Promise<NotifyOutputs> {
	const allItems = node.getInputData().map((_, item) => item);
	const failed = (problems: SomeProblems): NotifyOutputs => {
		if (!node.continueOnFail()) throw operationError(node.getNode(), problems);
		return { notified: [], failed: [outputItem({ problems }, allItems)] };
	};
	let smtp: SmtpSettings;
	try {
		smtp = await theSmtp(node);
	} catch (thrown) {
		return failed(problemsIn(thrown));
	}
	const read = readMailSettings(node, 0, 'testRecipients', { name: '' });
	if (!read.ok) return failed(read.problems);
	const [differs] = await inSlices(
		differingValues(node, ['testRecipients', 'testLanguage', 'options'], notifyForm, oneMail),
	);
	if (differs) return failed([differs]);
	const messageId = `<${randomUUID()}@${senderDomain(smtp)}>`;
	const sent = await send(smtp, read.settings, messageId, node);
	const notification = notificationOf({ mails: [sentMail(messageId, [], sent)] });
	if (sent.outcome !== 'sent')
		return { notified: [], failed: [outputItem({ notification, problems: [sent.problem] }, allItems)] };
	const warnings = sent.warnings.length > 0 && { warnings: sent.warnings };
	return { notified: [outputItem({ notification, ...warnings }, allItems)], failed: [] };
}

const oneMail =
	'A run sends one test mail, whatever number of items comes in: enter the addresses themselves, commas between.';

async function send(
	smtp: SmtpSettings,
	{ language, recipients, attachCsv, subjectPrefix }: MailSettings,
	messageId: string,
	node: IExecuteFunctions,
): Promise<Sent> {
	const rendered = await inSlices(
		createRenderer(node.getTimezone())(sampleAnnouncement(language, smtp.replyTo ?? smtp.sender.address), {
			language,
			attachCsv,
			subjectPrefix: `${subjectPrefix} ${words[language].testSubject}`,
		}),
	);
	const mailer = openMailer(smtp);
	try {
		return await mailer.send(
			composeMessage({
				...rendered,
				...recipients,
				messageId,
				from: smtp.sender,
				...(smtp.replyTo !== undefined && { replyTo: smtp.replyTo }),
				language,
			}),
			node.getExecutionCancelSignal(),
		);
	} finally {
		mailer.close();
	}
}
