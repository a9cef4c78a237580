import { entries } from './entry.js';

/** What goes wrong between us and the mail server. */
export const mailProblems = entries({
	'mail.unreachable': {
		severity: 'block',
		happened: 'The mail server could not be reached.',
		why: 'The host does not answer, or something on the way blocks the connection.',
		remedy: 'Check host, port and TLS mode of the SMTP credential, and the firewall.',
	},
});
