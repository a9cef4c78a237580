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

test('A renewed invitation loses an end, or a rule for orders, that is taken away', () => {
	const limited = changedTerms({ ...old, validDays: 30 }, {});
	expect(limited).toMatchObject({ ok: true, terms: { validDays: 30 } });
	const line = readCommandLine(['renew', '--valid-days', 'none', '--countries', 'None']);
	if (!line.ok) throw new Error(line.why);
	expect(changedTerms({ ...old, validDays: 30 }, line.given)).toEqual({
		ok: true,
		terms: { ...old, accepts: { currencies: ['EUR'] } },
	});
});

test('A renewed invitation gets the encryption that the old one was made without', () => {
	const line = readCommandLine(['renew', '--with-tls']);
	if (!line.ok) throw new Error(line.why);
	const open = { ...old, requireTls: false };
	expect(changedTerms(open, {})).toMatchObject({ terms: { requireTls: false } });
	expect(changedTerms(open, line.given)).toMatchObject({ terms: { requireTls: true } });
});

test('Countries and currencies may be given in small letters', () => {
	expect(renewed('--countries', 'de, at', '--currencies', 'eur', '--minimum-order', '25 eur')).toMatchObject({
		ok: true,
		terms: {
			accepts: {
				countries: ['DE', 'AT'],
				currencies: ['EUR'],
				minimumOrder: { amount: '25', currency: 'EUR' },
			},
		},
	});
	expect(renewed('--countries', 'uk')).toMatchObject({
		ok: false,
		problems: [{ field: 'accepts.countries.0' }],
	});
});

test.each([
	[['--from', ''], '--from needs a value.'],
	[['--valid-days', ' '], '--valid-days needs a value.'],
	[['--email', 'a@b.example', '--email', ''], '--email needs a value.'],
	[['--from'], '--from needs a value; '],
	[['--yes=no'], '--yes takes no value.'],
	[['--password=secret'], '--password is not known.'],
])('What is left empty or used wrongly is named, and never passed over: %j', (args, why) => {
	expect(readCommandLine(['renew', ...args])).toEqual({ ok: false, why: expect.stringContaining(why) });
});

test('An empty prefix is one that shops have', () => {
	expect(readCommandLine(['list', '--prefix', ''])).toMatchObject({ ok: true, given: { prefix: '' } });
});
