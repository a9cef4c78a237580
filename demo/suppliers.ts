/** A receiving supplier of the demo: its shop's platform, and how its people are told. */
export interface DemoSupplier {
	readonly code: string;
	readonly name: string;
	readonly email: string;
	readonly language: 'en' | 'de';
	readonly platform: 'opencart-4.1' | 'opencart-3.0' | 'modified-3.3' | 'woocommerce-11-hpos';
	readonly platformTitle: string;
	/** Start of its own article numbers. */
	readonly articlePrefix: string;
}

/** Northwind Traders sells; these four deliver. The 29 Northwind suppliers are divided among them by region. */
export const suppliers = [
	{
		code: 'harbour',
		name: 'Harbour Street Foods',
		email: 'orders@harbour-street.example',
		language: 'en',
		platform: 'opencart-4.1',
		platformTitle: 'OpenCart 4.1',
		articlePrefix: 'HS',
	},
	{
		code: 'nordkueste',
		name: 'Nordküste Feinkost',
		email: 'bestellung@nordkueste.example',
		language: 'de',
		platform: 'modified-3.3',
		platformTitle: 'modified eCommerce 3.3',
		articlePrefix: 'NK',
	},
	{
		code: 'marche',
		name: 'Marché du Sud',
		email: 'commandes@marche-du-sud.example',
		language: 'en',
		platform: 'woocommerce-11-hpos',
		platformTitle: 'WooCommerce 11',
		articlePrefix: 'MS',
	},
	{
		code: 'prairie',
		name: 'Prairie Pantry',
		email: 'sales@prairie-pantry.example',
		language: 'en',
		platform: 'opencart-3.0',
		platformTitle: 'OpenCart 3.0 (MyISAM)',
		articlePrefix: 'PP',
	},
] as const satisfies readonly DemoSupplier[];

/** Who sends: its code is part of every exchange key. */
export const distributor = {
	code: 'northwind',
	name: 'Northwind Traders',
	email: 'purchasing@northwind.example',
} as const;

const [harbour, nordkueste, marche, prairie] = suppliers;

/** Northwind's supplier ids: Britain, Asia and Australia, the north of Europe, the south with Canada, and the USA. */
const delivers: ReadonlyMap<DemoSupplier, readonly number[]> = new Map<DemoSupplier, readonly number[]>([
	[harbour, [1, 4, 6, 7, 8, 20, 24]],
	[prairie, [2, 3, 16, 19]],
	[nordkueste, [9, 11, 12, 13, 15, 17, 21, 22, 23]],
	[marche, [5, 10, 14, 18, 25, 26, 27, 28, 29]],
]);

/** Which of our four suppliers has taken over the goods of this Northwind supplier. */
export function supplierOf(northwindSupplierId: string): DemoSupplier {
	for (const [supplier, ids] of delivers) if (ids.includes(Number(northwindSupplierId))) return supplier;
	throw new Error(`No supplier of the demo delivers for Northwind's supplier ${northwindSupplierId}`);
}
