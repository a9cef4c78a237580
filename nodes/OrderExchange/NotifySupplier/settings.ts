import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { NotificationPurpose } from '../exchange/log/notifications.js';
import { languageOf, type Language } from '../mail/language.js';
import type { Recipients } from '../mail/message.js';
import { readRecipients } from '../mail/recipients.js';
import { settingsProblem } from '../n8n/failures.js';
import { problem, type Problem } from '../problems/problem.js';

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
	| { readonly ok: false; readonly problems: readonly Problem[] };

const fieldsSchema = z.object({
	recipients: z.string().default(''),
	language: z.enum(['supplier', 'en', 'de']).default('supplier'),
	attachCsv: z.boolean().default(true),
	bcc: z.string().default(''),
	cc: z.string().default(''),
	subjectPrefix: z.string().default(''),
	unconfirmed: z.enum(['sendAgain', 'park']).default('sendAgain'),
	settleAs: z.enum(['sent', 'sendAgain']).default('sent'),
});

type Fields = z.output<typeof fieldsSchema>;

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
	const given = readFields(node, item, recipientsField);
	if (given === undefined) {
		const what = 'an expression in it cannot be evaluated for this item';
		return { ok: false, problems: [settingsProblem(what, 'Correct the expression.')] };
	}
	const fields = fieldsSchema.safeParse(given);
	if (!fields.success) {
		const name = String(fields.error.issues[0]?.path[0] ?? '');
		return { ok: false, problems: [settingsProblem(`${name} cannot be used`, 'Correct this field.')] };
	}
	const { recipients, language, cc, bcc, attachCsv, subjectPrefix } = fields.data;
	const purpose = purposeOf(node, fields.data);
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
	if (problems.length > 0) return { ok: false, problems };
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

const purposeOf = (node: IExecuteFunctions, { unconfirmed, settleAs }: Fields): NotificationPurpose => {
	if (node.getNodeParameter('operation', 0) !== 'settleParked') return unconfirmed;
	return settleAs === 'sent' ? 'settleAsSent' : 'settleBySending';
};

/** Undefined when n8n cannot evaluate one of them. */
function readFields(node: IExecuteFunctions, item: number, recipientsField: string): object | undefined {
	try {
		return {
			...(node.getNodeParameter('options', item, {}) as object),
			recipients: node.getNodeParameter(recipientsField, item, ''),
			language: node.getNodeParameter('language', item, 'supplier'),
			settleAs: node.getNodeParameter('settleAs', item, 'sent'),
		};
	} catch {
		return undefined;
	}
}
