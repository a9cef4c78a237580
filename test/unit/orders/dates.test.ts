import { DateTime } from 'luxon';
import { readDate } from '../../../nodes/OrderExchange/orders/values/date.js';

const zones = [
	'Europe/Berlin',
	'America/New_York',
	'Australia/Lord_Howe',
	'Pacific/Chatham',
	'Asia/Kolkata',
	'UTC',
];

test.each(zones)(
	'every quarter of an hour around each change of clocks in %s is the moment that it is there',
	(zone) => {
		for (const start of [
			'2025-03-30',
			'2025-10-26',
			'2025-03-09',
			'2025-11-02',
			'2025-04-06',
			'2025-10-05',
			'2025-09-28',
		]) {
			const from = DateTime.fromISO(start, { zone: 'utc' });
			for (let minutes = 0; minutes < 300; minutes += 5) {
				const wall = from.plus({ minutes });
				const text = wall.toFormat('dd.MM.yyyy HH:mm');
				const read = readDate(text, { zone, slashes: 'guess' });
				const expected = wall.setZone(zone, { keepLocalTime: true });
				expect([text, read]).toEqual([text, expect.objectContaining({ millis: expected.toMillis() })]);
			}
		}
	},
);

test.each(['31.02.2025', '2025-13-01', '01.01.2025 25:00', '01.01.2025 10:61'])('%s is no date', (text) => {
	expect(readDate(text, { zone: 'Europe/Berlin', slashes: 'guess' })).toMatchObject({ seen: text });
});

test.each([
	['31 Dec 2025', '2025-12-31'],
	['Dec-31-25', '2025-12-31'],
	['26-May-26', '2026-05-26'],
	['05-oct.-26', '2026-10-05'],
	['31. Dezember 2025', '2025-12-31'],
	['5. März 2026', '2026-03-05'],
	['December 31, 2025', '2025-12-31'],
	['1 août 2026', '2026-08-01'],
	['3 juil. 2026', '2026-07-03'],
	['Wed, 31 Dec 2025 00:00:00 GMT', '2025-12-31'],
])('%s is a day whose month has a name', (text, day) => {
	expect(readDate(text, { zone: 'UTC', slashes: 'guess' })).toMatchObject({ text: `${day}T00:00:00Z` });
});

test.each(['31 Foo 2025', '31 Ju 2025', '3 jui 2026', 'Marble 5 2026', '31 Feb 2025', 'May be 5'])(
	'%s is no date',
	(text) => {
		expect(readDate(text, { zone: 'UTC', slashes: 'guess' })).toMatchObject({ seen: text });
	},
);
