import fc from 'fast-check';
import { z } from 'zod/v4';
import { asItIs } from '../../../nodes/OrderExchange/orders/asItIs.js';
import {
	supplierCustomerOrderSchema,
	supplierOrderSchema,
} from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { changedAt, placesIn, type Path } from '../../input/bodies.js';
import { customerOrder, supplierOrderOf } from '../../../sandbox/orders/ordersToPush.js';

const order = {
	...customerOrder('opencart-4.1'),
	discounts: [{ title: 'Summer', amount: '1.5' }],
	totals: { lines: '16.8', total: '20.3' },
};
const supplierOrder = supplierOrderOf([order, customerOrder('modified-3.3')]);

test('what Prepare makes is known to be as documented without a copy', () => {
	expect(asItIs(supplierCustomerOrderSchema)(order)).toBe(true);
	expect(asItIs(supplierOrderSchema)(supplierOrder)).toBe(true);
});

test('nothing passes that zod would refuse or give back otherwise', () => {
	const fits = asItIs(supplierOrderSchema);
	const value = fc.oneof(
		fc.constantFrom<unknown>(
			undefined,
			null,
			'',
			' 1',
			'1.0',
			'-1',
			'01',
			0,
			-0,
			NaN,
			Infinity,
			[],
			{},
			true,
		),
		fc.constantFrom<unknown>(new Date(0), new Map(), Object.create(null), Object.create({ code: 'x' })),
		fc.constantFrom('2026-02-30T00:00:00Z', '2026-02-28T00:00Z', '2026-01-01', 'EUR', 'eur', 'net', 'm'),
		fc.jsonValue({ maxDepth: 1 }),
	);
	const place = fc.oneof(
		fc.constantFrom(...placesIn(supplierOrder)),
		fc.constantFrom<Path>(['unknown'], ['customerOrders', 0, 'extra'], ['customerOrders', 0, 'account']),
	);
	const hits = { fits: 0, not: 0 };
	fc.assert(
		fc.property(place, value, (path, changed) => {
			const input = changedAt(supplierOrder, path, changed);
			hits[fits(input) ? 'fits' : 'not'] += 1;
			if (!fits(input)) return;
			const { success, data } = supplierOrderSchema.safeParse(input);
			expect({ success, data }).toStrictEqual({ success: true, data: input });
		}),
		{ numRuns: 3000, seed: 5 },
	);
	expect(Math.min(hits.fits, hits.not)).toBeGreaterThan(100);
});

test('a kind of schema that is not known is refused when the program starts', () => {
	expect(() => asItIs(z.object({ when: z.date() }))).toThrow('date');
	expect(() => asItIs(z.string().max(3))).toThrow('max_length');
	expect(() => asItIs(z.string().transform(Number))).toThrow('pipe');
});
