import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Who the distributor is, and the activation codes of all suppliers. */
export class OrderExchangeSupplierDirectory implements ICredentialType {
	name = 'orderExchangeSupplierDirectory';

	displayName = 'Order Exchange Supplier Directory';

	icon: Icon = {
		light: 'file:../nodes/OrderExchange/icons/supplier-directory.svg',
		dark: 'file:../nodes/OrderExchange/icons/supplier-directory.dark.svg',
	};

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-order-exchange';

	properties: INodeProperties[] = [
		{
			displayName: 'Activation Codes',
			name: 'activationCodes',
			type: 'string',
			typeOptions: { rows: 8 },
			default: '',
			required: true,
			placeholder: 'e.g. OX1-712-Mueller-Soehne-…-OX  # Käse, Frau Müller, 030 1234',
			hint: 'One per line, as your suppliers sent them; # begins a comment. Save tests them all; Check Suppliers in Push To Shop DB tells more.',
		},
		{
			displayName: 'Pass Phrases',
			name: 'passPhrases',
			type: 'string',
			typeOptions: { rows: 4, password: true },
			default: '',
			placeholder: 'e.g. mueller = correct horse battery staple',
			hint: 'One per line as “supplier code = pass phrase”; a pass phrase alone opens all other codes. n8n hides what is saved: to add one later, enter all of them again.',
		},
		{
			displayName: 'Distributor Code',
			name: 'distributorCode',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. NORTHWIND',
			hint: 'Choose it once: it is part of every order’s identity and must never change',
		},
		{
			displayName: 'Distributor Name',
			name: 'distributorName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Northwind Traders',
			hint: 'Name of your company as suppliers know it',
		},
		{
			displayName: 'Street',
			name: 'street',
			type: 'string',
			default: '',
			placeholder: 'e.g. Hafenstraße 12',
			hint: 'Your address is needed where you are billed (Bill To: Distributor in Prepare Supplier Order)',
		},
		{
			displayName: 'Postal Code',
			name: 'postalCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. 20457',
		},
		{ displayName: 'City', name: 'city', type: 'string', default: '', placeholder: 'e.g. Hamburg' },
		{
			displayName: 'Country',
			name: 'country',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE',
		},
		{
			displayName: 'VAT ID',
			name: 'vatId',
			type: 'string',
			default: '',
			placeholder: 'e.g. DE123456789',
		},
		{
			displayName: 'Contact',
			name: 'contact',
			type: 'string',
			default: '',
			placeholder: 'e.g. Nancy Davolio, Purchasing',
			hint: 'Whom a supplier asks about an order',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. purchasing@northwind.example',
			hint: 'Where suppliers reach you; needed where you are billed',
		},
		{ displayName: 'Phone', name: 'phone', type: 'string', default: '', placeholder: 'e.g. +49 40 1234' },
		{
			displayName: 'Customer Numbers',
			name: 'customerNumbers',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. mueller = K-20417',
			hint: 'Under which number each supplier knows you, one per line as “supplier code = number”; shown in the notification',
		},
	];
}
