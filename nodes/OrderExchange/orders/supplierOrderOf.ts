import { createHash } from 'node:crypto';
import type { Steps } from '../time/inSlices.js';
import { grouped } from './grouped.js';
import type { Decimal } from './money.js';
import type { NamedSupplier } from './draft.js';
import { foldedCode } from './orderIdentity.js';
import type { Distributor, SupplierCustomerOrder, SupplierOrder } from './supplierOrder.js';
import { supplierOrderTotals } from './supplierOrderTotals.js';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const numberLength = 8;

/** A customer order as the supplier gets it, and the exact value of its lines where prices are sent. */
interface OrderPart {
	readonly order: SupplierCustomerOrder;
	readonly amount: Decimal | undefined;
	readonly contentHash: string;
}

/** One supplier's order from its parts, with totals and a number that follows from the content alone. */
export function* supplierOrderOf(
	supplier: NamedSupplier,
	distributor: Distributor,
	parts: readonly OrderPart[],
): Steps<SupplierOrder> {
	const customerOrders = parts.map(({ order }) => order);
	return {
		number: yield* supplierOrderNumber(supplier, distributor, parts),
		supplier: { ...supplier, name: supplier.name ?? supplier.code },
		distributor,
		customerOrders,
		totals: yield* supplierOrderTotals(customerOrders, (_, index) => parts[index]?.amount),
	};
}

/** E.g. `SO-ACME-K4T2MZQ7`: the same content gives the same number, in whatever order it comes. */
function* supplierOrderNumber(
	supplier: Pick<NamedSupplier, 'code'>,
	distributor: Pick<Distributor, 'code'>,
	parts: readonly OrderPart[],
): Steps<string> {
	const hash = createHash('sha256').update(
		JSON.stringify([distributor.code, foldedCode(supplier.code), []]).slice(0, -2),
	);
	for (const [place, some] of sortedInGroups(parts.map(({ contentHash }) => contentHash)).entries()) {
		yield;
		const texts = JSON.stringify([...some].sort()).slice(1, -1);
		hash.update(place === 0 ? texts : `,${texts}`);
	}
	const digest = hash.update(']]').digest();
	const letters = [...digest.subarray(0, numberLength)].map((byte) => base32[byte % base32.length]).join('');
	const readable = supplier.code
		.toUpperCase()
		.replace(/[^A-Z\d]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 20);
	return ['SO', ...(readable === '' ? [] : [readable]), letters].join('-');
}

/** Groups of hashes that begin alike, in order; sorting 100,000 in one step would keep others waiting. */
const sortedInGroups = (hashes: readonly string[]): readonly (readonly string[])[] =>
	[...grouped(hashes, (hash) => hash.slice(0, 2))].sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
