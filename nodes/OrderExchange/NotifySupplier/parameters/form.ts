import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { connectThrough } from '../../n8n/connectThrough.js';

type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

const mailLanguages: INodePropertyOptions[] = [
	{ name: 'English', value: 'en' },
	{ name: 'German', value: 'de' },
];

const settlesBySending: Show = { operation: ['settleParked'], settleAs: ['sendAgain'] };

/** Whom a mail goes to, and how it looks; nothing of it where a mail is only marked as sent. */
export const notifyForm: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Notify',
				value: 'notify',
				description: 'Send one mail per supplier order; orders announced before are left out',
				action: 'Notify suppliers',
			},
			{
				name: 'Send Test Email',
				value: 'sendTestEmail',
				description: 'Send a mail with made-up orders, to see how it arrives',
				action: 'Send a test email',
			},
			{
				name: 'Settle Parked',
				value: 'settleParked',
				description: 'Say what became of a mail whose answer got lost, or send it again on purpose',
				action: 'Settle parked notifications',
			},
		],
		default: 'notify',
	},
	connectThrough('How the shop of a supplier is reached', ['notify', 'settleParked']),
	{ displayName: 'Credentials', name: 'credentials', type: 'credentials', default: '' },
	{
		displayName:
			'Connect the Pushed output of Push To Shop DB here, and choose the same credential as there: the shop keeps note of what was announced, so that a second run sends nothing.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['notify'] } },
	},
	{
		displayName:
			'Connect the items that came out of Failed here, and choose the same credentials as in the node that they came from.',
		name: 'settleNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['settleParked'] } },
	},
	{
		displayName: 'Settle As',
		name: 'settleAs',
		type: 'options',
		options: [
			{
				name: 'Mark as Sent',
				value: 'sent',
				description: 'The supplier has the mail, or knows of the orders: it is never sent again',
			},
			{
				name: 'Send Again',
				value: 'sendAgain',
				description: 'Send it now under its first Message-ID, with a line that says that it may be a repeat',
			},
		],
		default: 'sent',
		description:
			'What to do about the parked and unconfirmed mails of these items. Ask the supplier, or look for the Message-ID in the log of the mail server.',
		displayOptions: { show: { operation: ['settleParked'] } },
	},
	recipients({ operation: ['notify'] }),
	recipients(settlesBySending),
	{
		displayName: 'Recipients',
		name: 'testRecipients',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. you@example.com',
		description: 'Addresses separated by commas',
		displayOptions: { show: { operation: ['sendTestEmail'] } },
	},
	{
		displayName: 'Language',
		name: 'testLanguage',
		type: 'options',
		options: mailLanguages,
		default: 'en',
		description: 'Language of the mail',
		displayOptions: { show: { operation: ['sendTestEmail'] } },
	},
	language({ operation: ['notify'] }),
	language(settlesBySending),
	options({ operation: ['notify', 'sendTestEmail'] }),
	options(settlesBySending),
];

function recipients(show: Show): INodeProperties {
	return {
		displayName: 'Recipients',
		name: 'recipients',
		type: 'string',
		default: '',
		placeholder: 'e.g. orders@supplier.example, office@supplier.example',
		description: 'Addresses separated by commas',
		hint: 'Left empty: as the supplier order says, else the activation code',
		displayOptions: { show },
	};
}

function language(show: Show): INodeProperties {
	return {
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: [
			{
				name: 'Supplier’s Language',
				value: 'supplier',
				description:
					'As the supplier order says, else the activation code; English where neither does, or for another language',
			},
			...mailLanguages,
		],
		default: 'supplier',
		description: 'Language of the mail',
		displayOptions: { show },
	};
}

function options(show: Show): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show },
		options: [
			{
				displayName: 'Attach CSV',
				name: 'attachCsv',
				type: 'boolean',
				default: true,
				description: 'Whether to attach the order lines as a table for spreadsheets',
			},
			{
				displayName: 'BCC',
				name: 'bcc',
				type: 'string',
				default: '',
				placeholder: 'e.g. archive@example.com',
				description: 'Addresses that get the mail unseen by the others, separated by commas',
			},
			{
				displayName: 'CC',
				name: 'cc',
				type: 'string',
				default: '',
				placeholder: 'e.g. purchasing@example.com',
				description: 'Addresses that get a copy, separated by commas',
			},
			{
				displayName: 'Subject Prefix',
				name: 'subjectPrefix',
				type: 'string',
				default: '',
				placeholder: 'e.g. [Orders]',
				description: 'Text in front of the subject',
			},
			{
				displayName: 'When the Answer Is Lost',
				name: 'unconfirmed',
				type: 'options',
				options: [
					{
						name: 'Park for a Person',
						value: 'park',
						description:
							'The mail is not sent again until somebody settles it with the operation Settle Parked',
					},
					{
						name: 'Send Again',
						value: 'sendAgain',
						description:
							'The next run sends the mail again under the same Message-ID, with a line that says that it may be a repeat',
					},
				],
				default: 'sendAgain',
				description:
					'What happens when a mail left whole and nobody knows whether it arrived: the connection broke before the answer, or the run was ended at that moment',
				displayOptions: { show: { '/operation': ['notify'] } },
			},
		],
	};
}
