import {
	claimOf,
	planOf,
	type NotificationPurpose,
	type UnansweredClaims,
} from '../../../nodes/OrderExchange/exchange/notifications/deciding.js';

const at = '2026-12-01 10:00:00.000';

/** What becomes of an order whose row in the log says this of its mail; of a mail that goes out, what is known about it. */
function decided(
	purpose: NotificationPurpose,
	notification: string,
	more: Readonly<Record<string, string>> = {},
	unanswered: UnansweredClaims = new Map(),
) {
	const row = { exchange_key: 'key', notification, message_id: '<first@x>', notification_at: at, ...more };
	const request = { exchangeKeys: ['key'], gone: [], recipients: [], purpose };
	const plan = planOf(request, new Map([['key', row]]), 'northwind.example', unanswered);
	const claim = claimOf(plan, { claimedAt: 'now', reached: new Map(), inDoubt: new Map() });
	const [mail] = claim.toSend;
	if (!mail) return Object.entries(claim).flatMap(([list, orders]) => (orders.length > 0 ? [list] : []));
	const { messageId, mayHaveBeenSent, partlySent } = mail;
	return { again: messageId === '<first@x>', mayHaveBeenSent, partlySent };
}

const toTheOthers = { again: true, mayHaveBeenSent: false, partlySent: true };
const onceMore = { again: true, mayHaveBeenSent: true, partlySent: false };
const settling = ['settleAsSent', 'settleBySending'] as const;

test.each(['sendAgain', 'park', 'settleBySending'] as const)(
	'a mail that some recipients have is in no doubt, and goes on to the others: %s',
	(purpose) => {
		expect(decided(purpose, 'partlySent')).toEqual(toTheOthers);
	},
);

test('a mail that some recipients have may be called sent by a person', () => {
	expect(decided('settleAsSent', 'partlySent')).toEqual(['settled']);
});

test('a mail that may have arrived goes out once more under its first Message-ID, or waits for a person', () => {
	for (const [state, more] of [
		['unconfirmed', {}],
		['claimed', { expired: '1' }],
		['a state of a later version', {}],
	] as const) {
		expect(decided('sendAgain', state, more)).toEqual(onceMore);
		expect(decided('park', state, more)).toEqual(['parked']);
		expect(decided('settleAsSent', state, more)).toEqual(['settled']);
		expect(decided('settleBySending', state, more)).toEqual(onceMore);
	}
});

test('a parked mail waits, however the next runs are set, until a person settles it', () => {
	for (const purpose of ['sendAgain', 'park'] as const)
		expect(decided(purpose, 'parked')).toEqual(['parked']);
	expect(decided('settleAsSent', 'parked')).toEqual(['settled']);
	expect(decided('settleBySending', 'parked')).toEqual(onceMore);
});

test('settling tells nobody of an order that no run has tried to tell of', () => {
	for (const purpose of settling) expect(decided(purpose, '')).toEqual(['untold']);
	for (const purpose of ['sendAgain', 'park'] as const)
		expect(decided(purpose, '')).toEqual({ again: false, mayHaveBeenSent: false, partlySent: false });
});

test('what another run sends at this moment, or has sent, is left alone', () => {
	for (const purpose of ['sendAgain', 'park', ...settling] as const) {
		expect(decided(purpose, 'claimed', { expired: '0' })).toEqual(['inProgress']);
		expect(decided(purpose, 'sent')).toEqual(['alreadySent']);
	}
});

test('an order that was replaced since is not told of any more', () => {
	expect(decided('sendAgain', '', { replaced_by: '42' })).toEqual(['replaced']);
	expect(decided('settleBySending', 'parked', { replaced_by: '42' })).toEqual(['replaced']);
});

test('a claim of this run whose COMMIT was never answered is known again, and another one’s is not', () => {
	const mine = (claimedAt: string): UnansweredClaims =>
		new Map([['key', { claimedAt, before: 'partlySent' }]]);
	expect(decided('sendAgain', 'claimed', { expired: '0' }, mine(at))).toEqual(toTheOthers);
	expect(decided('sendAgain', 'claimed', { expired: '0' }, mine('2026-12-01 09:59:59.999'))).toEqual([
		'inProgress',
	]);
});
