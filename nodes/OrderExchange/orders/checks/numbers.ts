import { eachStatedNumber } from '../statedNumbers.js';
import { canBeReadTwoWays, readDecimal } from '../values/decimal.js';
import { known } from '../values/reading.js';
import type { Check } from './check.js';

/** No number could mean a thousand times as much, as 1.234 does where nothing tells how its source writes decimals. */
export const numbers: Check = ({ draft: { found, lines } }, _rules, find) => {
	if (found.documented || found.decimalSign !== undefined) return;
	eachStatedNumber(found.order, (value, field, index) => {
		if (!canBeReadTwoWays(value)) return;
		const [read = '', other = ''] = (['.', ','] as const).map((sign) =>
			known(readDecimal(value, sign))?.toFixed(),
		);
		const details = { field, read, other };
		if (index === undefined) find('order.amount.ambiguous', { field, value }, details);
		else find('line.number.ambiguous', { line: lines[index]?.id ?? '', field, value }, details);
	});
};
