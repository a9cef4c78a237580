/** What the tests that walk all platforms must know about the shop in a platform's test data. */
export interface PlatformUnderTest {
	readonly id: string;
	/** Two plain products in stock, net price in the shop irrelevant. */
	readonly products: readonly [string, string];
	/** A product in a variant, named by its own SKU or by options. */
	readonly variant: {
		readonly sku: string;
		readonly options?: readonly { readonly name: string; readonly value: string }[];
	};
	/** SQL that shows one figure: what is left of the first product, of the variant. */
	readonly stock: { readonly product: string; readonly variant: string };
	/** SQL that gives the shop a second tax rate of 7 %, where the test data have one only. */
	readonly addSecondRate?: string;
	readonly region?: string;
	readonly shippingCode: string;
	readonly paymentCode: string;
	/** A currency that the shop does not calculate in, what one unit of its own is worth, and SQL that allows it. */
	readonly foreignCurrency: { readonly code: string; readonly rate: number; readonly allow?: string };
	/** SQL that gives the customers. */
	readonly customers: string;
}

export const platformsUnderTest: readonly PlatformUnderTest[] = [
	{
		id: 'opencart-4.1',
		products: ['LAB-1001', 'LAB-1002'],
		variant: { sku: 'Product 8', options: [{ name: 'Size', value: 'Medium' }] },
		stock: {
			product: 'SELECT quantity AS figure FROM oc_product WHERE product_id = 28',
			variant: 'SELECT quantity AS figure FROM oc_product_option_value WHERE product_option_value_id = 13',
		},
		region: 'Bayern',
		shippingCode: 'flat.flat',
		paymentCode: 'cod.cod',
		foreignCurrency: { code: 'USD', rate: 1.1 },
		customers: 'SELECT email FROM oc_customer',
	},
	{
		id: 'opencart-3.0',
		products: ['LAB-1001', 'LAB-1002'],
		variant: { sku: 'Product 8', options: [{ name: 'Size', value: 'Medium' }] },
		stock: {
			product: 'SELECT quantity AS figure FROM oc_product WHERE product_id = 28',
			variant: 'SELECT quantity AS figure FROM oc_product_option_value WHERE product_option_value_id = 13',
		},
		region: 'Bayern',
		shippingCode: 'flat.flat',
		paymentCode: 'cod',
		foreignCurrency: { code: 'USD', rate: 1.1 },
		customers: 'SELECT email FROM oc_customer',
	},
	{
		id: 'modified-3.3',
		products: ['LAB-1001', 'LAB-1002'],
		variant: { sku: 'LAB-2000-M' },
		stock: {
			product: 'SELECT products_quantity AS figure FROM products WHERE products_id = 1',
			variant: 'SELECT attributes_stock AS figure FROM products_attributes WHERE products_attributes_id = 1',
		},
		shippingCode: 'flat_flat',
		paymentCode: 'invoice',
		foreignCurrency: {
			code: 'USD',
			rate: 1.29779994,
			allow: "UPDATE currencies SET status = 1 WHERE code = 'USD'",
		},
		customers: 'SELECT customers_email_address AS email FROM customers',
	},
	{
		id: 'woocommerce-11-hpos',
		products: ['LAB-1001', 'LAB-1002'],
		variant: { sku: 'LAB-2000-M' },
		stock: {
			product: 'SELECT stock_quantity AS figure FROM wp_wc_product_meta_lookup WHERE product_id = 12',
			variant: 'SELECT stock_quantity AS figure FROM wp_wc_product_meta_lookup WHERE product_id = 15',
		},
		addSecondRate:
			'INSERT INTO wp_woocommerce_tax_rates (tax_rate_country, tax_rate, tax_rate_name, tax_rate_priority, ' +
			"tax_rate_shipping, tax_rate_order, tax_rate_class) VALUES ('DE', '7.0000', 'MwSt. 7%', 1, 1, 2, 'reduced-rate')",
		shippingCode: 'flat_rate:1',
		paymentCode: 'bacs',
		foreignCurrency: { code: 'USD', rate: 1 },
		customers: 'SELECT user_email AS email FROM wp_users',
	},
];
