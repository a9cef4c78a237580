import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The mail server that hands notifications to the suppliers, and who they come from. */
export class OrderExchangeSmtp implements ICredentialType {
	name = 'orderExchangeSmtp';

	displayName = 'Order Exchange SMTP';

	icon: Icon = {
		light: 'file:../nodes/OrderExchange/icons/smtp.svg',
		dark: 'file:../nodes/OrderExchange/icons/smtp.dark.svg',
	};

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-order-exchange';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. smtp.example.com',
		},
		{
			displayName: 'Encryption',
			name: 'tlsMode',
			type: 'options',
			options: [
				{
					name: 'Implicit TLS – Port 465',
					value: 'implicit',
					description: 'Encrypted from the first byte; providers call it SSL, SSL/TLS or SMTPS',
				},
				{
					name: 'STARTTLS Required – Port 587',
					value: 'startTls',
					description:
						'Starts in clear and must turn to TLS before the login; providers call it STARTTLS or TLS',
				},
				{
					name: 'STARTTLS If Offered – Port 587 or 25',
					value: 'startTlsIfOffered',
					description:
						'Goes on in clear when the server offers no TLS: somebody on the way could read password and orders',
				},
				{
					name: 'None – Port 25',
					value: 'none',
					description: 'Only for a mail server on this machine or in your own network',
				},
			],
			default: 'startTls',
			hint: 'The port must fit: 465 only speaks Implicit TLS, 587 only STARTTLS',
		},
		{
			displayName: 'Port',
			name: 'port',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 65535 },
			default: 587,
			required: true,
			hint: '465 for Implicit TLS, 587 for STARTTLS, 25 for a mail server of your own',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			placeholder: 'e.g. orders@example.com',
			hint: 'Leave empty when the server wants no login',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Some providers want an app password here',
		},
		{
			displayName: 'Sender Name',
			name: 'senderName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Northwind Orders',
		},
		{
			displayName: 'Sender Address',
			name: 'senderAddress',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. orders@example.com',
			hint: 'An address that the user may send from',
		},
		{
			displayName: 'Reply To',
			name: 'replyTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. purchasing@example.com',
			hint: 'Where answers go; leave empty for the sender address',
		},
		{
			displayName: 'Verify Server',
			name: 'verifyServer',
			type: 'boolean',
			default: true,
			description:
				'Whether the server must prove with its certificate who it is; without it anybody on the way could read the mails',
			displayOptions: { hide: { tlsMode: ['none'] } },
		},
		{
			displayName: 'CA Certificate',
			name: 'ca',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			hint: 'Of a certificate authority of your own; leave empty for a public one',
			displayOptions: { hide: { tlsMode: ['none'] }, show: { verifyServer: [true] } },
		},
		{
			displayName: 'Connections at Once',
			name: 'connections',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			description: 'How many mails are on their way at the same time',
			hint: 'Lower it when your provider allows fewer connections; Microsoft 365 allows 3',
		},
	];
}
