import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { checkShop } from '../exchange/checks/checkShop.js';
import { shopDatabaseAccess } from './shopDatabase.js';

/**
 * n8n's test of a credential that is saved: names the first thing that stands in the way, from name resolution to rights and transactions.
 * A missing exchange log alone is no obstacle, the first push creates it.
 */
export async function shopDatabaseTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const { settings } = shopDatabaseAccess(credential.data ?? {}, this.helpers);
		const check = await checkShop(settings, { createLog: false });
		const first = check.problems.find(({ code }) => code !== 'exchange.notSetUp');
		if (first) return { status: 'Error', message: `${first.message} ${first.remedy}` };
		const log = check.logReady ? 'exchange log ready' : 'exchange log will be created by the first push';
		return { status: 'OK', message: `${check.platform}, tables “${check.prefix}…”, ${log}` };
	} catch {
		return {
			status: 'Error',
			message: 'The credential is incomplete. Fill in host, port (1 to 65535), database and user.',
		};
	}
}
