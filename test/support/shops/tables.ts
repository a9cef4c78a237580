/** A table whose rows belong to an order or to a customer, by its name in the shop's data. */
export interface PartTable {
	readonly table: string;
	/** Grows with every row. */
	readonly id: string;
	/** The column that holds the id of a row of that table; left out for the table of the orders or customers itself. */
	readonly under?: { readonly column: string; readonly table: string };
}

/** Where a shop keeps an order, told independently of the code that writes it. */
export interface ShopTables {
	readonly platform: string;
	readonly prefix: string;
	readonly orders: PartTable & { readonly number: string; readonly customer: string };
	readonly orderParts: readonly PartTable[];
	readonly customers: PartTable & { readonly email: string };
	readonly customerParts: readonly PartTable[];
	/** SQL that fills the shelves, so that no trial runs short. */
	readonly restock: readonly string[];
	/** SELECTs of one row each: stock and counters, which orders change by the same amount each. */
	readonly figures: readonly string[];
}

const part = (table: string, id: string, column: string, parent: string): PartTable => ({
	table,
	id,
	under: { column, table: parent },
});

const modified: ShopTables = {
	platform: 'modified-3.3',
	prefix: '',
	orders: { table: 'orders', id: 'orders_id', number: 'orders_ident_key', customer: 'customers_id' },
	orderParts: [
		part('orders_products', 'orders_products_id', 'orders_id', 'orders'),
		part('orders_total', 'orders_total_id', 'orders_id', 'orders'),
		part('orders_status_history', 'orders_status_history_id', 'orders_id', 'orders'),
	],
	customers: { table: 'customers', id: 'customers_id', email: 'customers_email_address' },
	customerParts: [
		part('customers_info', 'customers_info_id', 'customers_info_id', 'customers'),
		part('address_book', 'address_book_id', 'customers_id', 'customers'),
	],
	restock: ['UPDATE products SET products_quantity = 1000000'],
	figures: [
		`SELECT SUM(products_quantity) AS stock, SUM(products_ordered) AS sold FROM products
		WHERE products_model IN ('LAB-1001', 'LAB-1002')`,
	],
};

const openCart = (platform: string, number: string): ShopTables => ({
	platform,
	prefix: 'oc_',
	orders: { table: 'oc_order', id: 'order_id', number, customer: 'customer_id' },
	orderParts: [
		part('oc_order_product', 'order_product_id', 'order_id', 'oc_order'),
		part('oc_order_total', 'order_total_id', 'order_id', 'oc_order'),
		part('oc_order_history', 'order_history_id', 'order_id', 'oc_order'),
	],
	customers: { table: 'oc_customer', id: 'customer_id', email: 'email' },
	customerParts: [part('oc_address', 'address_id', 'customer_id', 'oc_customer')],
	restock: ['UPDATE oc_product SET quantity = 1000000'],
	figures: ['SELECT SUM(quantity) AS stock FROM oc_product'],
});

const wooCommerce: ShopTables = {
	platform: 'woocommerce-11-hpos',
	prefix: 'wp_',
	orders: { table: 'wp_wc_orders', id: 'id', number: 'transaction_id', customer: 'customer_id' },
	orderParts: [
		part('wp_posts', 'ID', 'ID', 'wp_wc_orders'),
		part('wp_wc_orders_meta', 'id', 'order_id', 'wp_wc_orders'),
		part('wp_wc_order_addresses', 'id', 'order_id', 'wp_wc_orders'),
		part('wp_wc_order_operational_data', 'id', 'order_id', 'wp_wc_orders'),
		part('wp_woocommerce_order_items', 'order_item_id', 'order_id', 'wp_wc_orders'),
		part('wp_woocommerce_order_itemmeta', 'meta_id', 'order_item_id', 'wp_woocommerce_order_items'),
		part('wp_comments', 'comment_ID', 'comment_post_ID', 'wp_wc_orders'),
		part('wp_commentmeta', 'meta_id', 'comment_id', 'wp_comments'),
	],
	customers: { table: 'wp_users', id: 'ID', email: 'user_email' },
	customerParts: [
		part('wp_usermeta', 'umeta_id', 'user_id', 'wp_users'),
		part('wp_wc_customer_lookup', 'customer_id', 'user_id', 'wp_users'),
	],
	restock: [
		'UPDATE wp_wc_product_meta_lookup SET stock_quantity = 1000000',
		"UPDATE wp_postmeta SET meta_value = '1000000' WHERE meta_key = '_stock'",
	],
	figures: [
		'SELECT SUM(stock_quantity) AS stock, SUM(total_sales) AS sold FROM wp_wc_product_meta_lookup',
		"SELECT SUM(meta_value) AS stock FROM wp_postmeta WHERE meta_key = '_stock'",
		"SELECT SUM(meta_value) AS sold FROM wp_postmeta WHERE meta_key = 'total_sales'",
	],
};

/** Every shop that the test data have. */
export const shopTables: readonly ShopTables[] = [
	modified,
	openCart('opencart-4.1', 'transaction_id'),
	openCart('opencart-3.0', 'tracking'),
	wooCommerce,
];
