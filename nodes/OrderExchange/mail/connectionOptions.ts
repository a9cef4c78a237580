import type { SMTPPoolOptions } from 'nodemailer';
import { defaultLimits, type SmtpSettings, type TimeLimits } from './smtpSettings.js';

export const limitsOf = (settings: SmtpSettings): TimeLimits => ({ ...defaultLimits, ...settings.limits });

/** nodemailer's words for our settings: where, how encrypted, how long to wait. */
export function connectionOptions(settings: SmtpSettings): SMTPPoolOptions {
	const { connect, greeting, silence } = limitsOf(settings);
	return {
		host: settings.host,
		port: settings.port,
		secure: settings.tls === 'implicit',
		requireTLS: settings.tls === 'startTls',
		ignoreTLS: settings.tls === 'none',
		tls: {
			rejectUnauthorized: settings.verifyCertificate,
			minVersion: 'TLSv1.2',
			...(settings.ca !== undefined && { ca: settings.ca }),
		},
		connectionTimeout: connect,
		greetingTimeout: greeting,
		dnsTimeout: connect,
		socketTimeout: silence,
		socketCloseTimeout: 1_000,
		disableFileAccess: true,
		disableUrlAccess: true,
	};
}

export const credentialsOf = ({
	user,
	password,
}: SmtpSettings): { user: string; pass: string } | undefined =>
	user === undefined || user === '' ? undefined : { user, pass: password ?? '' };
