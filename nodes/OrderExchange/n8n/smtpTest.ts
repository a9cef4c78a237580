import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { probeSmtp } from '../mail/probe.js';
import { smtpAccess } from './smtp.js';

/** n8n's test of a credential that is saved: names the first thing that stands in the way, from name resolution to the sender. */
export async function smtpTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const access = smtpAccess(credential.data ?? {});
	const found = access.ok ? await probeSmtp(access.settings) : access.problem;
	return found
		? { status: 'Error', message: `${found.message} ${found.remedy}` }
		: { status: 'OK', message: 'The mail server accepts the login and the sender; nothing was sent' };
}
