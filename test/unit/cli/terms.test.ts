import { readCommandLine } from '../../../cli/options.js';
import { changedTerms } from '../../../cli/terms.js';
import { terms } from '../../support/invitations.js';

const old = terms(
	{ host: 'db.acme.example', port: 3306 },
	{
		accepts: { countries: ['DE'], currencies: ['EUR'] },
		notify: { emails: ['old@acme.example'], language: 'de' },
	},
);
const renewed = (...args: readonly string[]) => {
	const line = readCommandLine(['renew', ...args]);
	if (!line.ok) throw new Error(line.why);
	return changedTerms(old, line.given);
};

test('A renewed invitation keeps its terms where nothing else is said', () => {
	expect(renewed()).toEqual({ ok: true, terms: old });
});

test('A renewed invitation takes other addresses for the mails, and other rules for orders', () => {
	const args = [
		'--email',
		'new@acme.example,lager@acme.example',
		'--countries',
		'DE,AT',
		'--cut-off',
		'14:30 Europe/Berlin',
	];
	expect(renewed(...args)).toMatchObject({
		ok: true,
		terms: {
			notify: { emails: ['new@acme.example', 'lager@acme.example'], language: 'de' },
			accepts: {
				countries: ['DE', 'AT'],
				currencies: ['EUR'],
				cutOff: { time: '14:30', zone: 'Europe/Berlin' },
			},
		},
	});
	expect(renewed('--email-language', 'en', '--store', '2', '--language', 'de')).toMatchObject({
		terms: { notify: { emails: ['old@acme.example'], language: 'en' }, store: '2', language: 'de' },
	});
});

test('A renewed invitation takes no address that no mail can go to', () => {
	expect(renewed('--email', 'orders@acme')).toMatchObject({
		ok: false,
		problems: [{ field: 'notify.emails' }],
	});
});
