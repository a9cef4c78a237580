import type { SMTPPoolOptions } from 'nodemailer';
import { hostname } from 'node:os';
import { defaultLimits, senderDomain, type SmtpSettings, type TimeLimits } from './smtpSettings.js';

/** How long to wait, in milliseconds; what the settings leave out is as usual. */
export const limitsOf = (settings: SmtpSettings): TimeLimits => ({ ...defaultLimits, ...settings.limits });

/** nodemailer's words for our settings: where, how encrypted, how long to wait. */
export function connectionOptions(settings: SmtpSettings): SMTPPoolOptions {
	const { connect, greeting, answer } = limitsOf(settings);
	return {
		host: settings.host,
		port: settings.port,
		// a container's own name has no dot, and what nodemailer says then, [127.0.0.1], some relays refuse
		...(!hostname().includes('.') && { name: senderDomain(settings) }),
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
		socketTimeout: answer,
		socketCloseTimeout: 1_000,
		disableFileAccess: true,
		disableUrlAccess: true,
	};
}

/** The login; undefined where there is none. */
export const credentialsOf = ({
	user,
	password,
}: SmtpSettings): { user: string; pass: string } | undefined =>
	user === undefined || user === '' ? undefined : { user, pass: password ?? '' };
