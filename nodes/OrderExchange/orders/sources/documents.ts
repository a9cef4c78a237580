import { isRecord, own } from '../values/reading.js';

/** An order document and the supplier that the item around it names. */
export interface Document {
	readonly value: unknown;
	/** What comes back when the order is rejected: the document with all that stands around it in the item. */
	readonly original: unknown;
	readonly supplier?: unknown;
}

/** `ours` unwraps only what our own outputs give, for a mapping whose paths begin at the item. */
export type Unwrapped = 'all' | 'ours';

const deepest = 8;

/**
 * Finds the order documents in an item: the item itself, a webhook's `body`, an object under `order`, lists under `orders`,
 * what our own outputs give: `customerOrder` (Rejected, Refused) or `supplierOrder` (Ready, Retry Later), and the answers of web
 * shops' programming interfaces.
 */
export const documentsIn = (item: unknown, unwrapped: Unwrapped): Generator<Document, void> =>
	within({ value: item, around: (inner) => inner }, unwrapped, 0);

/** A value on the way to the documents, and how what stands around it is put back. */
interface Inner {
	readonly value: unknown;
	readonly supplier?: unknown;
	readonly around: (inner: unknown) => unknown;
}

function* within(found: Inner, unwrapped: Unwrapped, depth: number): Generator<Document, void> {
	const { value, supplier, around } = found;
	if (Array.isArray(value) && value.length > 0 && depth <= deepest) {
		for (const each of value) yield* within({ value: each, supplier, around }, unwrapped, depth + 1);
		return;
	}
	const inner = depth <= deepest && isRecord(value) ? wrapped(value, found, unwrapped) : undefined;
	if (inner) yield* within(inner, unwrapped, depth + 1);
	else yield { value, original: around(value), ...(supplier !== undefined && { supplier }) };
}

/** What an item that is no order itself holds. */
function wrapped(
	value: Readonly<Record<string, unknown>>,
	{ supplier, around }: Inner,
	unwrapped: Unwrapped,
): Inner | undefined {
	const isOurs = Array.isArray(own(value, 'problems'));
	const all = unwrapped === 'all';
	if (all && (own(value, 'lines') !== undefined || own(value, 'line_items') !== undefined)) return undefined;
	// a row of a table, as most items are
	if (!holdsObjects(value)) return undefined;
	const named = own(value, 'supplier') ?? supplier;
	const alone = (inner: unknown) => inner;
	const batch = own(value, 'supplierOrder');
	if (isRecord(batch) && Array.isArray(own(batch, 'customerOrders')))
		return {
			value: own(batch, 'customerOrders'),
			supplier: own(batch, 'supplier') ?? named,
			around: alone,
		};
	const kept = (key: string, asList: boolean) => (inner: unknown) =>
		around(inner === own(value, key) ? value : withIn(value, key, asList ? [inner] : inner));
	if (own(value, 'customerOrder') !== undefined && (all || isOurs)) {
		const rest = isOurs ? alone : kept('customerOrder', false);
		return { value: own(value, 'customerOrder'), supplier: named, around: rest };
	}
	if (!all) return undefined;
	// n8n's Webhook puts the request around the body: no part of the order, and at times with a password in its headers
	const isRequest = isRecord(own(value, 'headers'));
	for (const key of ['body', 'order'])
		if (isRecord(own(value, key))) {
			const rest = key === 'body' && isRequest ? alone : kept(key, false);
			return { value: own(value, key), supplier: named, around: rest };
		}
	for (const key of ['body', 'orders']) {
		const list = own(value, key);
		if (Array.isArray(list) && list.length > 0 && list.every(isRecord))
			return { value: list, supplier: named, around: key === 'body' && isRequest ? alone : kept(key, true) };
	}
	const answer = answers.find(([key, holdsOrders]) => holdsOrders(own(value, key)));
	if (answer === undefined) return undefined;
	const [key] = answer;
	const inner = own(value, key);
	return { value: inner, supplier: named, around: kept(key, Array.isArray(inner)) };
}

function holdsObjects(value: Readonly<Record<string, unknown>>): boolean {
	for (const name in value) if (isObject(value[name])) return true;
	return false;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const eachHas = (list: unknown, key: string): boolean =>
	Array.isArray(list) && list.length > 0 && list.every((one) => own(one, key) !== undefined);

/** Where answers have their orders, and how it is known that they are orders: GraphQL, Etsy, Magento. */
const answers: readonly (readonly [key: string, holdsOrders: (inner: unknown) => boolean])[] = [
	['data', (inner) => ['order', 'orders', 'node', 'nodes'].some((key) => isObject(own(inner, key)))],
	['orders', (inner) => Array.isArray(own(inner, 'edges')) || Array.isArray(own(inner, 'nodes'))],
	['edges', (inner) => eachHas(inner, 'node')],
	['nodes', (inner) => eachHas(inner, 'lineItems')],
	['node', (inner) => own(inner, 'lineItems') !== undefined],
	['results', (inner) => eachHas(inner, 'receipt_id')],
	['items', (inner) => eachHas(inner, 'increment_id')],
];

const withIn = (value: Readonly<Record<string, unknown>>, key: string, inner: unknown): unknown =>
	Object.fromEntries(Object.entries(value).map(([name, old]) => [name, name === key ? inner : old]));
