import { readCommandLine } from '../../../cli/options.js';
import { nobody, type Person } from '../../../cli/person.js';
import { askTerms, changedTerms } from '../../../cli/terms.js';
import type { AdminShop } from '../../../nodes/OrderExchange/invitations/adminShop.js';
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

test.each([
	[['--public-host', 'db.acme.example:3307'], '--public-host: must be a host name or an address alone'],
	[['--public-port', '3307x'], '--public-port: must be a whole number from 1 to 65535'],
	[['--valid-days', '1.5'], '--valid-days: must be a whole number from 1 to 3650'],
	[['--connections', '0'], '--connections: must be a whole number from 1 to 1000'],
	[['--countries', 'Germany'], '--countries: must be ISO 3166-1 codes of two letters, such as DE'],
	[['--minimum-order', '25,50 EUR'], '--minimum-order: must be an amount, such as 25 or 25.50'],
	[['--minimum-order', '25'], '--minimum-order: must name its currency'],
	[['--cut-off', '2pm Europe/Berlin'], '--cut-off: must be a time, such as 14:30'],
	[['--cut-off', '14:30'], '--cut-off: must name a time zone, such as Europe/Berlin'],
])('A value that cannot be used is told in words, with an example: %j', (args, words) => {
	expect(renewed(...args)).toMatchObject({
		ok: false,
		problems: [{ message: expect.stringContaining(words) }],
	});
});

test('An address of IPv6 is one', () => {
	expect(renewed('--public-host', '2001:db8::7')).toMatchObject({
		ok: true,
		terms: { reach: { host: '2001:db8::7' } },
	});
});

describe('Where the server knows another port than the one that leads to it, as behind a tunnel', () => {
	const shop = {
		settings: { host: '127.0.0.1', port: 3307 },
		server: { port: 3306 },
		home: { name: 'Acme' },
		platform: { title: 'OpenCart 4.1' },
	} as AdminShop;
	const given = { distributor: 'N', code: 'a', email: ['o@a.example'], 'public-host': 'db.acme.example' };
	const asked: string[] = [];
	const person: Person = {
		...nobody,
		present: true,
		text: async (question, preset) => {
			asked.push(question);
			return preset;
		},
	};

	test('a person is asked which one is open outside, and offered the server’s', async () => {
		expect(await askTerms(given, { shop }, person)).toMatchObject({ terms: { reach: { port: 3306 } } });
		expect(asked).toContain('Its port from outside');
	});

	test.each([
		['one that was given counts', { ...given, 'public-port': '3310' }, person, 3310],
		['where nobody is there, the one that leads here does', given, nobody, 3307],
	])('%s', async (_, options, whom, port) => {
		expect(await askTerms(options, { shop }, whom)).toMatchObject({ terms: { reach: { port } } });
	});
});
