import type { Announcement } from './announcement.js';
import type { Language } from './language.js';

/** Two made-up orders for a test mail, in the words of the reader's language; `email` is where questions about it go. */
export const sampleAnnouncement = (language: Language, email: string): Announcement => ({
	supplierOrderNumber: 'SO-TEST-1',
	supplier: { code: 'test', name: 'Test Supplier' },
	distributor: { code: 'test', name: 'Order Exchange', email },
	notice: 'test',
	orders: [
		{
			receipt: { shopOrderNumber: '1001', currency: 'EUR', total: '57.02' },
			order: {
				number: 'TEST-1',
				date: '2026-01-05T09:30:00Z',
				currency: 'EUR',
				prices: 'net',
				customer: { email: 'anna.muster@example.com', phone: '+49 30 123456' },
				billTo: {
					firstName: 'Anna',
					lastName: 'Muster',
					street: language === 'de' ? 'Musterstraße 1' : '1 Sample Street',
					postalCode: '10115',
					city: 'Berlin',
					country: 'DE',
				},
				lines: [
					{
						id: '1',
						sku: 'T-1',
						supplierSku: 'TEA-01',
						name: language === 'de' ? 'Grüner Tee, 100 g' : 'Green tea, 100 g',
						quantity: 3,
						unitPrice: '7.50',
					},
					{
						id: '2',
						sku: 'T-2',
						supplierSku: 'CUP-02',
						name: language === 'de' ? 'Teetasse' : 'Tea cup',
						quantity: 2,
						unitPrice: '10.26',
						options: [
							language === 'de' ? { name: 'Farbe', value: 'Blau' } : { name: 'Colour', value: 'Blue' },
						],
					},
				],
				shipping: { amount: '4.90' },
			},
		},
		{
			receipt: { shopOrderNumber: '1002', currency: 'EUR', total: '29.80' },
			order: {
				number: 'TEST-2',
				date: '2026-01-05T10:15:00Z',
				currency: 'EUR',
				prices: 'gross',
				customer: { email: 'max.sample@example.com' },
				billTo: {
					firstName: 'Max',
					lastName: 'Sample',
					street: '2 High Street',
					city: 'Dublin',
					country: 'IE',
				},
				lines: [{ id: '1', sku: 'T-3', supplierSku: 'POT-03', quantity: 1, unitPrice: '29.80' }],
			},
		},
	],
});
