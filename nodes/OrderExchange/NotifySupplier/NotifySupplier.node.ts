import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOf } from '../n8n/agentTool.js';
import { problemsOf, remarksOn, showProblems } from '../n8n/hints.js';
import { shopDatabaseTest } from '../n8n/shopDatabaseTest.js';
import { smtpTest } from '../n8n/smtpTest.js';
import { supplierDirectoryTest } from '../n8n/supplierDirectoryTest.js';
import { notify } from './operations/notify.js';
import { sendTestEmail } from './operations/sendTestEmail.js';
import { notifyForm } from './parameters/form.js';

/** Tells suppliers by e-mail which orders are new in their shops, each order once. */
export class NotifySupplier implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Notify Supplier',
		name: 'notifySupplier',
		icon: { light: 'file:../icons/notify.svg', dark: 'file:../icons/notify.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { notify: "Notify", settleParked: "Settle Parked", sendTestEmail: "Send Test Email" }[$parameter["operation"]] }}',
		description: 'Tell suppliers by e-mail which orders are new in their shops, each order once',
		defaults: { name: 'Notify Supplier' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Notified' },
			{ type: NodeConnectionTypes.Main, displayName: 'Failed' },
		],
		usableAsTool: true,
		credentials: [
			{
				name: 'orderExchangeSmtp',
				displayName: 'Credential for Order Exchange SMTP',
				required: true,
				testedBy: 'smtpTest',
			},
			{
				name: 'orderExchangeShopDatabase',
				displayName: 'Credential for Order Exchange Shop Database',
				required: true,
				testedBy: 'shopDatabaseTest',
				displayOptions: {
					show: { operation: ['notify', 'settleParked'] },
					hide: { connectThrough: ['supplierDirectory'] },
				},
			},
			{
				name: 'orderExchangeSupplierDirectory',
				displayName: 'Credential for Order Exchange Supplier Directory',
				required: true,
				testedBy: 'supplierDirectoryTest',
				displayOptions: {
					show: { operation: ['notify', 'settleParked'], connectThrough: ['supplierDirectory'] },
				},
			},
		],
		properties: notifyForm,
	};

	methods = { credentialTest: { shopDatabaseTest, smtpTest, supplierDirectoryTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const test = this.getNodeParameter('operation', 0) === 'sendTestEmail';
		const { notified, failed } = await (test ? sendTestEmail(this) : notify(this));
		const aboutMails = notified.flatMap(remarksOn).filter(({ code }) => code.startsWith('mail.'));
		showProblems(this, 'Some suppliers were not notified.', failed.flatMap(problemsOf));
		showProblems(this, 'Some notifications need a look.', aboutMails);
		return outputsOf(this, [notified, failed]);
	}
}
