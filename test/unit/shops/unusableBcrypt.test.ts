import { unusableBcrypt } from '../../../nodes/OrderExchange/shops/unusableBcrypt.js';

test('a new account gets a password that nobody could know, in the form in which shops keep one', () => {
	const made = Array.from({ length: 50 }, (_, index) => unusableBcrypt(`order ${index}`));
	for (const text of made) expect(text).toMatch(/^\$2y\$10\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{31}$/);
	expect(new Set(made).size).toBe(50);
	expect(unusableBcrypt('order 1')).toBe(made[1]);
});
