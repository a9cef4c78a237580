import { median } from '../../../bench/measure/statistics.js';

describe('The median', () => {
	test.each([
		[[5], 5],
		[[9, 1, 5], 5],
		[[4, 1, 3, 2], 2.5],
		[[10, 9, 100], 10],
	])('of %j is %d', (values, middle) => expect(median(values)).toBe(middle));

	test('of nothing does not exist', () => expect(() => median([])).toThrow());
});
