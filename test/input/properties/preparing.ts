import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { decimal, sum } from '../../../nodes/OrderExchange/orders/money.js';
import {
	supplierOrderSchema,
	type SupplierCustomerOrder,
} from '../../../nodes/OrderExchange/orders/supplierOrder.js';
import { prepare, readCatalogue, readOrders } from '../../support/prepared.js';
import { rules } from '../../unit/orders/samples.js';
import { holds, inputProperty } from '../inputProperty.js';
import { ownOrder, withoutUndefined, type Json } from '../orders.js';

const prepared = (items: readonly unknown[], changes: Parameters<typeof rules>[0] = {}) =>
	prepare(
		readOrders(items, 'detect'),
		undefined,
		rules({ now: new Date('2026-11-20T00:00:00Z'), ...changes }),
	);

/** Every item is in what came out, rejected orders as they came in, supplier orders as documented. */
export function everyItemComesOut(
	items: readonly unknown[],
	{ ready, rejected }: ReturnType<typeof prepare>,
): void {
	const out = new Set([...ready, ...rejected].flatMap((one) => one.items));
	holds(
		items.every((_, index) => out.has(index)),
		'an item is in no output',
	);
	for (const { problems } of rejected) {
		holds(
			problems.some(({ severity }) => severity === 'block'),
			'rejected without a reason',
		);
		for (const { message, remedy } of problems)
			holds(message !== '' && remedy !== '' && !/\{\w+\}/.test(remedy), 'a problem without words');
	}
	for (const { supplierOrder } of ready) {
		const parsed = supplierOrderSchema.safeParse(supplierOrder);
		holds(parsed.success, () => `not as documented: ${parsed.error?.message}`);
	}
}

const one = inputProperty({
	title: 'an order in our own JSON arrives byte for byte, or is refused as it came in',
	weight: 6,
	inputs: ownOrder,
	check: (order) => {
		const before = withoutUndefined(order);
		const result = prepared([order]);
		holds(isDeepStrictEqual(order, before), 'the input was changed');
		everyItemComesOut([order], result);
		const parts = result.ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
		holds(result.rejected.length + Math.sign(parts.length) === 1, 'not in exactly one output');
		for (const { customerOrder } of result.rejected)
			holds(isDeepStrictEqual(customerOrder, before), 'the rejected order differs from what came in');
		if (parts.length > 0) arrivesWhole(order, parts);
	},
});

type Field = readonly string[];
const addressFields = [
	'company',
	'firstName',
	'lastName',
	'street',
	'street2',
	'postalCode',
	'city',
	'region',
	'phone',
];
const everyPart: readonly Field[] = [
	['number'],
	['comment'],
	...['email', 'number', 'vatId', 'phone', 'language'].map((field) => ['customer', field]),
	...['code', 'title', 'transactionId'].map((field) => ['payment', field]),
	...['code', 'title'].map((field) => ['shipping', field]),
	...addressFields.map((field) => ['billTo', field]),
	...addressFields.map((field) => ['shipTo', field]),
];
/** Blanks around these mean nothing. */
const identifiers = new Set([
	'number',
	'email',
	'vatId',
	'language',
	'code',
	'transactionId',
	'postalCode',
	'sku',
	'supplierSku',
]);

const at = (value: unknown, path: Field): unknown =>
	path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);

/** All texts in each part, each line in one part, money shared to the last digit. */
function arrivesWhole(order: Json, parts: readonly SupplierCustomerOrder[]): void {
	for (const part of parts) for (const path of everyPart) sameText(path, at(order, path), at(part, path));
	const lines = order['lines'] as Json[];
	const sent = parts.flatMap((part) => part.lines);
	holds(sent.length === lines.length, `${lines.length} lines became ${sent.length}`);
	lines.forEach((line, index) => {
		const id =
			typeof line['id'] === 'string' && line['id'].trim() !== '' ? line['id'].trim() : String(index + 1);
		const found = sent.filter((each) => each.id === id);
		holds(found.length === 1, `line ${id} is there ${found.length} times`);
		for (const field of ['sku', 'name', 'supplierSku']) {
			const wanted = field === 'supplierSku' ? (line[field] ?? line['sku']) : line[field];
			sameText([field], wanted, found[0]?.[field as 'sku']);
		}
		const options = (line['options'] ?? []) as unknown[];
		holds(isDeepStrictEqual(options, found[0]?.options ?? []), 'the options differ');
		for (const field of ['quantity', 'unitPrice', 'discount', 'taxRate'] as const)
			sameNumber(field, line[field], found[0]?.[field]);
	});
	sameNumber(
		'shipping',
		at(order, ['shipping', 'amount']),
		String(sum(parts.map(({ shipping }) => shipping?.amount ?? 0))),
	);
	const discounts = (order['discounts'] ?? []) as { amount: unknown }[];
	if (discounts.every(({ amount }) => isPlain(amount)))
		sameNumber(
			'discounts',
			String(sum(discounts.map(({ amount }) => String(amount)))),
			String(sum(parts.flatMap((part) => (part.discounts ?? []).map(({ amount }) => amount)))),
		);
}

function sameText([...path]: Field, wanted: unknown, got: unknown): void {
	if (wanted === undefined || wanted === null || (typeof wanted === 'string' && wanted.trim() === '')) return;
	const text = String(wanted);
	const expected = identifiers.has(path.at(-1) ?? '') ? text.trim() : text;
	holds(got === expected, () => `${path.join('.')}: ${JSON.stringify(wanted)} became ${JSON.stringify(got)}`);
}

const isPlain = (value: unknown): boolean => /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(String(value));

/** Only where nobody can read the number in two ways. */
function sameNumber(field: string, wanted: unknown, got: string | number | undefined): void {
	if (!isPlain(wanted)) return;
	holds(decimal(String(wanted)).equals(got ?? 0), () => `${field}: ${String(wanted)} became ${String(got)}`);
}

const together = inputProperty({
	title: 'several orders: each ends in exactly one output, and the same content gives the same numbers',
	weight: 2,
	inputs: fc.array(ownOrder, { maxLength: 6 }).chain((orders) =>
		fc.record({
			orders: fc.constant(orders),
			shuffled: fc.shuffledSubarray(orders, { minLength: orders.length }),
			holdIncomplete: fc.boolean(),
			sentPrice: fc.constantFrom('order', 'shop'),
		}),
	),
	check: ({ orders, shuffled, holdIncomplete, sentPrice }) => {
		const changes = { holdIncomplete, sentPrice } as Parameters<typeof rules>[0];
		const result = prepared(orders, changes);
		everyItemComesOut(orders, result);
		const numbers = (of: ReturnType<typeof prepare>) =>
			of.ready.map(({ supplierOrder }) => supplierOrder.number).sort();
		const turned = shuffled.map((order) => Object.fromEntries(Object.entries(order).reverse()));
		holds(
			isDeepStrictEqual(numbers(prepared(turned, changes)), numbers(result)),
			'other numbers for the same content',
		);
		const readyItems = new Set(result.ready.flatMap(({ items }) => items));
		for (const { items } of result.rejected)
			holds(
				items.every((item) => !readyItems.has(item)),
				'an order is ready and rejected',
			);
	},
});

const catalogue = inputProperty({
	title: 'a catalogue may hold anything',
	weight: 1,
	inputs: fc.tuple(
		fc.array(
			fc.oneof(
				fc.dictionary(
					fc.constantFrom(
						'sku',
						'supplier',
						'Supplier SKU',
						'cost',
						'currency',
						'packSize',
						'__proto__',
						'constructor',
						'supplierEmail',
					),
					fc.oneof(fc.constantFrom('A', 'ALPHA', 'BETA', '1.00', 'EUR'), fc.jsonValue({ maxDepth: 2 })),
				),
				fc.jsonValue({ maxDepth: 3 }),
			),
			{ maxLength: 6 },
		),
		ownOrder,
	),
	check: ([rows, order]) => {
		const lines = [{ sku: 'A', quantity: 2, unitPrice: '1.00' }, ...(order['lines'] as Json[])];
		for (const sentPrice of ['order', 'cost', 'shop'] as const) {
			const items = [{ ...order, lines }];
			const found = readOrders(items, 'detect');
			everyItemComesOut(items, prepare(found, readCatalogue(rows), rules({ sentPrice })));
		}
	},
});

export const preparing = [one, together, catalogue];
