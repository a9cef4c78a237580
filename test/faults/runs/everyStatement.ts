import type { Fault } from '../proxy/faults.js';
import type { ShopKind } from '../../support/shops/kinds.js';
import type { Finding } from '../shop/checker.js';
import type { Unsettled } from '../workers/jobs.js';
import type { Probed } from './seat.js';
import type { Sweep } from './sweep.js';

/** How a push deals with a fault that comes once: tries again, looks for the one bad order, or leaves it for later. */
type Handled = 'retried' | 'isolated' | 'later';

/** By the error number of the server: how it is handled, and what the problem is called. */
const handling: ReadonlyMap<number, { readonly handled: Handled; readonly code: string }> = new Map([
	[1213, { handled: 'retried', code: 'database.deadlock' }],
	[1205, { handled: 'retried', code: 'database.lockTimeout' }],
	[1062, { handled: 'retried', code: 'database.duplicateKey' }],
	[2006, { handled: 'retried', code: 'database.connectionLost' }],
	[2013, { handled: 'retried', code: 'database.connectionLost' }],
	[1053, { handled: 'retried', code: 'database.connectionLost' }],
	[1406, { handled: 'isolated', code: 'database.dataRefused' }],
	[1264, { handled: 'isolated', code: 'database.dataRefused' }],
	[1366, { handled: 'isolated', code: 'database.dataRefused' }],
	[1153, { handled: 'isolated', code: 'database.packetTooLarge' }],
	[1040, { handled: 'later', code: 'database.tooManyConnections' }],
	[1290, { handled: 'later', code: 'database.readOnly' }],
	[1114, { handled: 'later', code: 'database.full' }],
] as const);

/** Answers every statement of a push with every server error, carried out or not; `stride` 5 takes each fifth of them. */
export const everyStatement = (kind: ShopKind, orders: number, stride: number): Sweep => ({
	title: `every error at every statement of ${orders} orders, ${kind.platform}, ${kind.engine}`,
	kind,
	writer: 'exchange',
	orders,
	faults: ({ steps }) =>
		steps
			.flatMap((_, step) =>
				[...handling.keys()].flatMap((errno) =>
					[false, true].map((carriedOut): Fault => ({
						place: { channel: 'shop', step, way: 'toServer', byte: 0 },
						strike: { kind: 'serverError', errno, carriedOut },
					})),
				),
			)
			.filter((_, index) => index % stride === 0),
	judge: misclassified,
});

function misclassified({ strike }: Fault, probed: Probed, kept: boolean): readonly Finding[] {
	const expected = strike.kind === 'serverError' ? handling.get(strike.errno) : undefined;
	if (!expected || !probed.first || !probed.struck) return [];
	const { refused, retryLater } = probed.first;
	const wrongly = (one: Unsettled, output: string): Finding => ({
		count: 'misclassified',
		what: `${one.order} came out of ${output} with ${one.codes.join()}, wanted: ${expected.handled}, ${expected.code}`,
	});
	const named = ({ codes }: Unsettled) => codes.length === 1 && codes[0] === expected.code;
	// one bad order among several is told apart by the others, which are written
	const mayRefuse = expected.handled === 'isolated' && probed.orders.length === 1;
	// a shop that cannot be opened leaves everything for later
	const mayDefer = expected.handled === 'later' || !kept;
	return [
		...refused.filter((one) => !mayRefuse || !named(one)).map((one) => wrongly(one, 'Refused')),
		...retryLater.filter((one) => !mayDefer || !named(one)).map((one) => wrongly(one, 'Retry Later')),
	];
}
