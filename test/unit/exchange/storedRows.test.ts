import { sameValue } from '../../../nodes/OrderExchange/exchange/rows/storedRows.js';
import { columnView } from '../../support/columnView.js';

test.each([
	['varchar(32)', 'Müßig', 'Müßig', true],
	['varchar(32)', 'Müßig', 'Mussig', false],
	['varchar(32)', 'a', 'A', false],
	['varchar(32)', '1', '1.0', false],
	['varchar(32)', null, '', false],
	['varchar(32)', null, null, true],
	['decimal(15,4)', '16.8', '16.8000', true],
	['decimal(15,4)', '16.80', '16.8001', false],
	['int(11)', 7, '7', true],
	['int(11)', '007', '7', true],
	['int(11)', 7, '8', false],
	['bigint(20) unsigned', '18446744073709551615', '18446744073709551615', true],
	['double', '19.04', '19.04', true],
	['datetime', '2026-11-24 10:00:00', '2026-11-24 10:00:00', true],
	['datetime', '2026-11-24 10:00:00', '2026-11-24 11:00:00', false],
])('in %s, %p written and %p stored are the same: %p', (type, written, stored, same) => {
	expect(sameValue(written, stored, columnView({ type }))).toBe(same);
});
