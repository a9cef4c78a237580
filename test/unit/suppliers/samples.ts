import type { InvitationInput } from '../../../nodes/OrderExchange/suppliers/invitation.js';

export const passPhrase = 'correct horse battery staple';
export const now = new Date('2026-11-24T12:00:00Z');

/** What the supplier Müller & Söhne gives to a distributor. */
export const invitation = (changes: Partial<InvitationInput> = {}): InvitationInput => ({
	id: 'K7Q2M4X9AB',
	issuedAt: '2026-11-01T08:00:00Z',
	supplier: { code: 'mueller', name: 'Müller & Söhne Käse' },
	notify: { emails: ['bestellung@mueller.example'], language: 'de' },
	connection: {
		host: 'db.mueller.example',
		port: 3306,
		database: 'shop',
		user: 'ox_nordwind',
		password: 'g3h31m-Pä$$w0rt',
		tls: { mode: 'verify' },
	},
	shop: { platform: 'modified-3.3', prefix: '' },
	accepts: {
		countries: ['DE', 'AT'],
		currencies: ['EUR'],
		minimumOrder: { amount: '25', currency: 'EUR' },
		cutOff: { time: '14:30', zone: 'Europe/Berlin' },
	},
	...changes,
});
