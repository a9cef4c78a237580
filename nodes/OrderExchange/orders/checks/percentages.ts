import { decimal, isPositive } from '../money.js';
import { isPercentText, readPercent } from '../values/decimal.js';
import { isEmpty, known, own } from '../values/reading.js';
import type { Check } from './check.js';

/** No percentage is less than 1 unless it says so with a percent sign: it may be a fraction, 0.1 for 10 %. */
export const percentages: Check = ({ draft }, _rules, find) => {
	draft.found.order.lines?.forEach((line, index) => {
		const id = draft.lines[index]?.id ?? String(index + 1);
		for (const field of ['discountPercent', 'taxRate'] as const) {
			const written = own(line, field);
			if (isEmpty(written) || isPercentText(written)) continue;
			const read = known(readPercent(written));
			if (read === undefined || !isPositive(read) || read.greaterThanOrEqualTo(1)) continue;
			// what a stated total comes to tells the two apart
			if (field === 'discountPercent' && draft.lines[index]?.total !== undefined) continue;
			const percent = read.times(decimal(100)).toFixed();
			find('line.percent.fraction', { line: id, field, value: read.toFixed() }, { field, percent });
		}
	});
};
