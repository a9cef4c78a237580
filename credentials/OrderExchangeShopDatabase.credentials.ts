import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** How to reach the web-shop database of one supplier. */
export class OrderExchangeShopDatabase implements ICredentialType {
	name = 'orderExchangeShopDatabase';

	displayName = 'Order Exchange Shop Database';

	icon: Icon = {
		light: 'file:../nodes/OrderExchange/icons/shop-database.svg',
		dark: 'file:../nodes/OrderExchange/icons/shop-database.dark.svg',
	};

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-order-exchange';

	properties: INodeProperties[] = [
		{
			displayName:
				'Save names the first thing that stands in the way. Check Suppliers in Push To Shop DB also tells what should be better, such as too many rights.',
			name: 'testNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Supplier Code',
			name: 'supplierCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. mueller',
			hint: 'Only supplier orders with this code are written here; leave empty to accept all',
		},
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. db.supplier.example',
			hint: 'The database server as n8n reaches it, or, through an SSH tunnel, as the SSH server does; often not the address of the shop’s website',
		},
		{ displayName: 'Port', name: 'port', type: 'number', default: 3306, required: true },
		{
			displayName: 'Database',
			name: 'database',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. shop',
			hint: 'Name of the database that the shop keeps its tables in',
		},
		{
			displayName: 'User',
			name: 'user',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. orders_in',
			hint: 'A user of the database, not of the shop’s admin pages',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{
			displayName: 'Table Prefix',
			name: 'tablePrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. oc_',
			hint: 'Found by itself; needed only when the database holds several shops',
		},
		{
			displayName: 'Encryption',
			name: 'tlsMode',
			type: 'options',
			options: [
				{
					name: 'TLS, Certificate Verified',
					value: 'verify',
					description: 'The server proves who it is; use this across the internet',
				},
				{
					name: 'TLS, Certificate Not Verified',
					value: 'noVerify',
					description: 'Encrypted, but anybody on the way could pretend to be the server',
				},
				{ name: 'None', value: 'off', description: 'Only on the same machine' },
			],
			default: 'verify',
		},
		{
			displayName: 'CA Certificate',
			name: 'ca',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			hint: 'Of the supplier’s own certificate authority; leave empty for a public one',
			displayOptions: { show: { tlsMode: ['verify'] } },
		},
		{
			displayName: 'Client Certificate',
			name: 'cert',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			hint: 'Only where the supplier’s server asks for one, together with its private key',
			displayOptions: { show: { tlsMode: ['verify', 'noVerify'] } },
		},
		{
			displayName: 'Client Private Key',
			name: 'clientPrivateKey',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			displayOptions: { show: { tlsMode: ['verify', 'noVerify'] } },
		},
		{
			displayName: 'SSH Tunnel',
			name: 'sshTunnel',
			type: 'boolean',
			default: false,
			description: 'Whether to reach the database through an SSH server',
			hint: 'Whether it is the right SSH server is not checked by n8n: keep TLS on inside the tunnel, and log in with a private key',
		},
		{
			displayName: 'SSH Host',
			name: 'sshHost',
			type: 'string',
			default: '',
			placeholder: 'e.g. ssh.supplier.example',
			displayOptions: { show: { sshTunnel: [true] } },
		},
		{
			displayName: 'SSH Port',
			name: 'sshPort',
			type: 'number',
			default: 22,
			displayOptions: { show: { sshTunnel: [true] } },
		},
		{
			displayName: 'SSH User',
			name: 'sshUser',
			type: 'string',
			default: '',
			displayOptions: { show: { sshTunnel: [true] } },
		},
		{
			displayName: 'SSH Authentication',
			name: 'sshAuthenticateWith',
			type: 'options',
			options: [
				{ name: 'Password', value: 'password' },
				{ name: 'Private Key', value: 'privateKey' },
			],
			default: 'password',
			displayOptions: { show: { sshTunnel: [true] } },
		},
		{
			displayName: 'SSH Password',
			name: 'sshPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { sshTunnel: [true], sshAuthenticateWith: ['password'] } },
		},
		{
			displayName: 'SSH Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			displayOptions: { show: { sshTunnel: [true], sshAuthenticateWith: ['privateKey'] } },
		},
		{
			displayName: 'SSH Key Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { sshTunnel: [true], sshAuthenticateWith: ['privateKey'] } },
		},
	];
}
