import { entries } from './entry.js';

/** What goes wrong between us and a supplier's database. */
export const databaseProblems = entries({
	'database.unreachable': {
		severity: 'block',
		happened: 'The shop’s database could not be reached.',
		why: 'The host does not answer, or something on the way blocks the connection.',
		remedy: 'Check host and port, the firewall, and whether the supplier allows your address.',
	},
});
