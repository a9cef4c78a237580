import type { OrderJson } from './northwind.js';
import { suppliers } from './suppliers.js';
import type { SeededProduct } from './shops/shopSeed.js';

/** An order that must come out of an error branch: of Prepare (`rejected`) or of one shop (`refused`). */
export interface WrongOrder {
	readonly what: string;
	readonly by: 'rejected' | 'refused';
	/** The code that must be among its findings. */
	readonly code: string;
	readonly order: unknown;
}

const [harbour] = suppliers;

/** In the catalogue and in the shop, where it is switched off. */
export const switchedOff: SeededProduct = {
	sku: 'NW-98',
	supplierSku: 'HS-1098',
	name: 'Winter Hamper',
	price: '49.00',
	supplier: harbour,
	enabled: false,
};

/** In the catalogue; the shop has never heard of it. */
export const unknownToShop: SeededProduct = {
	sku: 'NW-99',
	supplierSku: 'HS-1099',
	name: 'Summer Hamper',
	price: '39.00',
	supplier: harbour,
	enabled: true,
};

/** Wrong orders of the kinds that real sources send, each made from a good one by one change. */
export function wrongOrders(good: OrderJson): readonly WrongOrder[] {
	const [line] = good.lines;
	if (!line) throw new Error(`Order ${good.number} has no lines to spoil`);
	const { totals, ...plain } = good;
	const oneLine = (changed: object) => ({ ...plain, lines: [{ ...line, total: undefined, ...changed }] });
	const billTo = (changed: object) => ({ ...plain, billTo: { ...good.billTo, ...changed } });
	const wrong: readonly Omit<WrongOrder, 'by'>[] = [
		{ what: 'no lines', code: 'order.noLines', order: { ...plain, lines: [] } },
		{
			what: 'negative quantity',
			code: 'line.quantity.negative',
			order: oneLine({ quantity: -3, discount: undefined }),
		},
		{ what: 'quantity 0', code: 'line.quantity.zero', order: oneLine({ quantity: 0, discount: undefined }) },
		{ what: 'unknown article', code: 'line.sku.unknown', order: oneLine({ sku: 'NW-4711' }) },
		{
			what: 'total that does not add up',
			code: 'order.total.wrong',
			order: { ...good, totals: { ...totals, total: '1.00' } },
		},
		{ what: 'price missing', code: 'line.price.missing', order: oneLine({ unitPrice: undefined }) },
		{ what: 'price 0', code: 'line.price.zero', order: oneLine({ unitPrice: '0', discount: undefined }) },
		{ what: 'city missing', code: 'address.city.missing', order: billTo({ city: '' }) },
		{ what: 'country unknown', code: 'address.country.unknown', order: billTo({ country: 'Narnia' }) },
		{
			what: 'e-mail that cannot be one',
			code: 'customer.email.invalid',
			order: { ...plain, customer: { ...good.customer, email: 'vinet at customers.example' } },
		},
		{
			what: 'currency unknown',
			code: 'order.currency.unknown',
			order: { ...plain, currency: 'EURO-DOLLARS' },
		},
	];
	const refused: readonly Omit<WrongOrder, 'by'>[] = [
		{
			what: 'article switched off in the shop',
			code: 'shop.product.disabled',
			order: oneLine({ sku: switchedOff.sku, name: switchedOff.name, discount: undefined }),
		},
		{
			what: 'article unknown to the shop',
			code: 'shop.sku.unknown',
			order: oneLine({ sku: unknownToShop.sku, name: unknownToShop.name, discount: undefined }),
		},
	];
	return [
		...wrong.map((one, index) => withNumber({ ...one, by: 'rejected' }, index)),
		...refused.map((one, index) => withNumber({ ...one, by: 'refused' }, wrong.length + index)),
		{
			what: 'changed after it was sent',
			by: 'refused',
			code: 'exchange.changedAfterSending',
			order: {
				...good,
				totals: undefined,
				lines: good.lines.map((one) => ({ ...one, quantity: one.quantity + 1, total: undefined })),
			},
		},
	];
}

const withNumber = (wrong: WrongOrder, index: number): WrongOrder => ({
	...wrong,
	order: { ...(wrong.order as object), number: `WRONG-${index + 1}` },
});
