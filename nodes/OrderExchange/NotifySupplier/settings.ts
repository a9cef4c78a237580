import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { NotificationPurpose } from '../exchange/notifications/deciding.js';
import { languageOf, type Language } from '../mail/language.js';
import type { Recipients } from '../mail/message.js';
import { readRecipients } from '../mail/recipients.js';
import { settingsProblem } from '../n8n/failures.js';
import { choice, collection, exactText, flag, readParameters } from '../n8n/parameters.js';
import { problem, someOf, type SomeProblems } from '../problems/problem.js';
import { notifyForm } from './parameters/form.js';

/** How one item's mail is addressed and made; every field of the node may be an expression. */
export interface MailSettings {
	readonly recipients: Recipients;
	readonly language: Language;
	readonly attachCsv: boolean;
	readonly subjectPrefix: string;
	/** What to do about orders whose mail may have arrived. */
	readonly purpose: NotificationPurpose;
}

export type ReadMailSettings =
	| { readonly ok: true; readonly settings: MailSettings }
	| { readonly ok: false; readonly problems: SomeProblems };

const schema = z.object({
	recipients: exactText,
	testRecipients: exactText,
	language: choice(['supplier', 'en', 'de'], 'supplier'),
	testLanguage: choice(['en', 'de'], 'en'),
	settleAs: choice(['sent', 'sendAgain'], 'sent'),
	options: collection({
		attachCsv: flag(true),
		bcc: exactText,
		cc: exactText,
		subjectPrefix: exactText,
		unconfirmed: choice(['sendAgain', 'park'], 'sendAgain'),
	}),
});

type Fields = z.output<typeof schema>;

/** `recipientsField` is the parameter that holds the addresses; empty, the supplier's own counts. Never throws. */
export function readMailSettings(
	node: IExecuteFunctions,
	item: number,
	recipientsField: 'recipients' | 'testRecipients',
	supplier: {
		readonly name: string;
		readonly email?: string | undefined;
		readonly language?: string | undefined;
	},
): ReadMailSettings {
	const read = readParameters(node, item, schema, notifyForm);
	if (!read.ok) return read;
	const { options } = read.values;
	const language = recipientsField === 'recipients' ? read.values.language : read.values.testLanguage;
	const { cc, bcc, attachCsv, subjectPrefix } = options;
	const recipients = read.values[recipientsField];
	const purpose = purposeOf(node, read.values);
	const own = recipients.trim() !== '';
	const to = readRecipients(
		own ? recipients : (supplier.email ?? ''),
		own ? recipientsField : 'supplier.email',
	);
	const copies = readRecipients(cc, 'options.cc');
	const blind = readRecipients(bcc, 'options.bcc');
	const problems = [...to.problems, ...copies.problems, ...blind.problems];
	if (problems.length === 0 && to.addresses.length === 0 && purpose !== 'settleAsSent')
		problems.push(
			recipientsField === 'recipients'
				? problem('mail.address.missing', {}, { supplier: supplier.name })
				: settingsProblem('Recipients is empty', 'Enter the address that the test mail goes to.'),
		);
	const found = someOf(problems);
	if (found) return { ok: false, problems: found };
	return {
		ok: true,
		settings: {
			recipients: { to: to.addresses, cc: copies.addresses, bcc: blind.addresses },
			language: languageOf(language === 'supplier' ? supplier.language : language),
			attachCsv,
			subjectPrefix,
			purpose,
		},
	};
}

const purposeOf = (node: IExecuteFunctions, { options, settleAs }: Fields): NotificationPurpose => {
	if (node.getNodeParameter('operation', 0) !== 'settleParked') return options.unconfirmed;
	return settleAs === 'sent' ? 'settleAsSent' : 'settleBySending';
};
