import { knownBy } from '../../../nodes/OrderExchange/database/connect.js';

test.each([
	['10.11.19-MariaDB-0+deb12u1', 'information_schema.GLOBAL_STATUS', true],
	['5.5.5-10.6.18-MariaDB-log', 'information_schema.GLOBAL_STATUS', true],
	['10.3.39-MariaDB', 'information_schema.GLOBAL_STATUS', false],
	['5.5.68-MariaDB', 'information_schema.GLOBAL_STATUS', false],
	['11.4.2-MariaDB-ubu2404', 'information_schema.GLOBAL_STATUS', true],
	['5.6.51-log', 'information_schema.GLOBAL_STATUS', false],
	['5.7.42-0ubuntu0.18.04.1', 'performance_schema.global_status', false],
	['8.0.46-0ubuntu0.22.04.5', 'performance_schema.global_status', false],
	['9.7.4', 'performance_schema.global_status', false],
])('a server %s shows its status in %s', (version, statusTable, isNewMariaDb) => {
	expect(knownBy(version)).toEqual({
		statusTable,
		takesRowLists: isNewMariaDb,
		takesBlocks: isNewMariaDb,
	});
});
