import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod/v4';
import { OrderExchangeSmtp } from '../../../credentials/OrderExchangeSmtp.credentials.js';
import { readRecipients } from '../mail/recipients.js';
import { defaultConnections, type SmtpSettings } from '../mail/smtpSettings.js';
import type { Problem } from '../problems/problem.js';
import { settingsProblem } from './failures.js';
import { titleOf } from './parameters.js';
import { withLineBreaks } from './pem.js';

export const smtpCredential = 'orderExchangeSmtp';

const mostConnections = 50;

const credentialSchema = z.looseObject({
	host: z.string().trim().min(1),
	port: z.coerce.number().int().min(1).max(65535),
	tlsMode: z.enum(['implicit', 'startTls', 'startTlsIfOffered', 'none']),
	user: z.string().default(''),
	password: z.string().default(''),
	senderName: z.string().trim().default(''),
	senderAddress: z.string().trim().min(1),
	replyTo: z.string().trim().default(''),
	verifyServer: z.boolean().default(true),
	ca: z.string().default(''),
	connections: z.coerce.number().int().min(1).max(mostConnections).default(defaultConnections),
});

type SmtpAccess =
	{ readonly ok: true; readonly settings: SmtpSettings } | { readonly ok: false; readonly problem: Problem };

/** Turns the SMTP credential into settings, or says which of its fields cannot be used. Never throws. */
export function smtpAccess(data: ICredentialDataDecryptedObject): SmtpAccess {
	const parsed = credentialSchema.safeParse(data);
	if (!parsed.success) {
		return refused('is missing or cannot be used', String(parsed.error.issues[0]?.path[0] ?? 'host'));
	}
	const { host, port, tlsMode, user, password, senderName, senderAddress, replyTo, verifyServer, ca } =
		parsed.data;
	const { connections } = parsed.data;
	for (const [field, text] of Object.entries({ senderAddress, replyTo })) {
		const read = readRecipients(text, field);
		if (read.problems.length > 0 || read.addresses.length > 1)
			return refused('is no single e-mail address', field);
	}
	return {
		ok: true,
		settings: {
			host,
			port,
			tls: tlsMode,
			...(user && { user, password }),
			sender: { name: senderName, address: senderAddress },
			...(replyTo && { replyTo }),
			verifyCertificate: verifyServer,
			connections,
			...(ca.trim() && { ca: withLineBreaks(ca.trim()) }),
		},
	};
}

function refused(what: string, field: string): SmtpAccess {
	const title = titleOf(new OrderExchangeSmtp().properties, field);
	const how = `Open the SMTP credential, correct ${title} and save it: n8n tests it then.`;
	return { ok: false, problem: settingsProblem(`${title} in the SMTP credential ${what}`, how) };
}
