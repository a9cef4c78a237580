import { readTerms } from '../../../nodes/OrderExchange/invitations/terms.js';

const agreed = (emails: readonly string[]) =>
	readTerms(
		{
			distributor: 'Northwind',
			supplier: { code: 'acme', name: 'Acme' },
			notify: { emails },
			reach: { host: 'db.acme.example', port: 3306 },
		},
		{ 'notify.emails': '--email' },
	);

describe('Where a supplier wants to be told of orders', () => {
	test('is one or more addresses, or nowhere', () => {
		for (const emails of [[], ['orders@acme.example'], ['a@acme.example', 'bücher@bücher.example']])
			expect(agreed(emails)).toMatchObject({ ok: true, terms: { notify: { emails } } });
	});

	test.each([
		'orders at acme',
		'orders@acme',
		'a@acme.example, b@acme.example',
		'a@x.example\nBcc: b@x.example',
	])('is refused while inviting when no mail could get there: %j', (email) =>
		expect(agreed(['orders@acme.example', email])).toMatchObject({
			ok: false,
			problems: [
				{ code: 'invitation.terms', message: expect.stringContaining('--email: must be') as string },
			],
		}),
	);
});
