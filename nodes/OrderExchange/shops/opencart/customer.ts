import type { Address } from '../../orders/customerOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import { noZone } from '../noZone.js';
import type { PlanInput } from '../platform.js';
import type { InsertRow, RowChange, RowPlan, Value, Values } from '../rowPlan.js';
import { rowsWith } from '../rowIndex.js';
import { addressKey, knownAddress, type ShopAddress } from './address.js';
import type { Frame } from './frame.js';
import { escaped, marked, orderText, storedJson } from './text.js';

/** Whose order it is: an account that the shop has, one made for it, or none. */
export interface Customer {
	readonly kind: RowPlan['customer'];
	readonly id: Value;
	/** `0` where the order's own columns alone hold the address. */
	readonly paymentAddress: Value;
	readonly shippingAddress: Value;
	/** Extra fields of both, as the order keeps them. */
	readonly paymentFields: string;
	readonly shippingFields: string;
	readonly inserts: readonly InsertRow[];
	readonly changes: readonly RowChange[];
}

/**
 * Books the order on the account with its e-mail, else on a new account or as a guest's. Rows of an account
 * are shared in the batch, so that two orders of one new customer make one account.
 */
export function bookCustomer(input: PlanInput, frame: Frame): Customer {
	const { dialect, order, account, settings, batch, facts, withPaymentAddress } = frame;
	const email = order.customer.email.toLowerCase();
	const madeBefore = !account && batch.createsCustomer(email);
	if (!account && !madeBefore && (order.customer.account ?? settings.unknownCustomers) === 'guest')
		return {
			kind: 'guest',
			id: '0',
			paymentAddress: '0',
			shippingAddress: '0',
			paymentFields: noFields,
			shippingFields: noFields,
			inserts: [],
			changes: [],
		};

	const kind = account || madeBefore ? 'regular' : 'new';
	const handle = `customer:${email}`;
	const id: Value = account ? (account.customer_id ?? '0') : { idOf: handle };
	const addresses = account ? rowsWith(facts.addresses, account.customer_id) : [];
	const planned: InsertRow[] = [];
	const changes: RowChange[] = [];

	const booked = (address: ShopAddress): BookedAddress => {
		const known = knownAddress(address, addresses);
		if (known) return { id: known.address_id ?? '0', fields: storedJson(known.custom_field) ?? noFields };
		const first = account?.has_address !== '1' && planned.length === 0 && !madeBefore;
		const row = {
			table: 'address',
			handle: `address:${email}:${addressKey(address)}`,
			shared: true,
			mark: 'zone_id',
			draft: { zone_id: noZone(input.exchangeKey, planned.length === 0 ? 0 : 1) },
			values: {
				customer_id: id,
				country_id: address.country,
				zone_id: address.zone,
				custom_field: dialect.addressFields,
				...address.texts,
				...dialect.defaultColumn(first),
			},
		} satisfies InsertRow;
		if (first) changes.push(...dialect.defaultChange(id, { idOf: row.handle }));
		if (!planned.some((one) => one.handle === row.handle)) planned.push(row);
		return { id: { idOf: row.handle }, fields: noFields };
	};
	const payment = withPaymentAddress ? booked(frame.billTo) : none;
	// "My delivery and billing addresses are the same": a new customer's address is saved once, as payment address.
	const copied = withPaymentAddress && kind === 'new' && order.shipTo === undefined;
	const shipping = copied || !frame.delivers ? none : booked(frame.shipTo);
	return {
		kind,
		id,
		paymentAddress: payment.id,
		shippingAddress: shipping.id,
		paymentFields: payment.fields,
		shippingFields: shipping.fields,
		inserts: [...(account ? [] : accountRows(input, frame, handle)), ...planned],
		changes,
	};
}

interface BookedAddress {
	readonly id: Value;
	readonly fields: string;
}

const noFields = '[]';
const none: BookedAddress = { id: '0', fields: noFields };

/** Columns that `customer` and `order` have in common; an account's order is in the account's name, as when it logs in. */
export function personColumns({ order, account, dialect }: Frame, kind: Customer['kind']): Values {
	const phone = orderText(order.customer.phone ?? order.billTo.phone, 'customer.phone');
	const fields = dialect.personFields(kind);
	if (account === undefined)
		return {
			...nameOf(order.billTo),
			email: orderText(order.customer.email, 'customer.email'),
			telephone: phone,
			custom_field: fields,
		};
	const { firstname, lastname, stored_email: email, telephone, custom_field: stored } = account;
	return {
		...(firstname || lastname
			? { firstname: firstname ?? '', lastname: lastname ?? '' }
			: nameOf(order.billTo)),
		email: email ?? '',
		telephone: telephone || phone,
		custom_field: storedJson(stored) ?? fields,
	};
}

/** The shop itself lets nobody log in to such an account. */
export const accountWarnings = ({ account, order }: Frame): readonly Problem[] =>
	account?.status === '0'
		? [problem('shop.customer.switchedOff', { order: order.number, field: 'customer.email' })]
		: [];

/** `customer.lastname` and `order.lastname`. */
const longestName = 32;

/** As much of a company's name as is a last name to the shop; the whole name stands with the address. */
function beginning(company: string): string {
	const characters = [...company];
	while (escaped(characters.join('')).length > longestName) characters.pop();
	return characters.join('');
}

/** Nobody is without a name in the shop; a company that names no person takes the place of the last name. */
const nameOf = ({ firstName, lastName, company }: Address): Values => ({
	firstname: orderText(firstName, 'billTo.firstName'),
	lastname:
		firstName || lastName
			? orderText(lastName, 'billTo.lastName')
			: orderText(beginning(company ?? ''), 'billTo.company'),
});

/** The new account, waiting for approval where its customer group asks for that. */
function accountRows({ exchangeKey }: PlanInput, frame: Frame, handle: string): readonly InsertRow[] {
	const { dialect, reference, customerGroup, store, languageId, now } = frame;
	const group = reference.customerGroups.find((row) => row.customer_group_id === customerGroup);
	const approval = group?.approval === '1';
	const account: InsertRow = {
		table: 'customer',
		handle,
		shared: true,
		...marked('ip', exchangeKey),
		values: {
			customer_group_id: customerGroup,
			store_id: store,
			language_id: languageId,
			newsletter: 0,
			ip: '',
			status: approval ? 0 : 1,
			safe: 0,
			date_added: now,
			...personColumns(frame, 'new'),
			...dialect.accountColumns(exchangeKey),
		},
	};
	const waiting: InsertRow = {
		table: 'customer_approval',
		handle: `approval:${handle}`,
		shared: true,
		values: { customer_id: { idOf: handle }, type: 'customer', date_added: now },
	};
	return approval ? [account, waiting] : [account];
}
