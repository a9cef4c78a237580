/** The shop's settings that matter to an order: the others are its own, passwords and keys of services among them. */
export const optionNames = [
	...(['home', 'blogname', 'gmt_offset', 'timezone_string'] as const),
	...(['woocommerce_version', 'woocommerce_custom_orders_table_enabled'] as const),
	'woocommerce_custom_orders_table_data_sync_enabled',
	...(['woocommerce_default_country', 'woocommerce_store_postcode', 'woocommerce_store_city'] as const),
	...(['woocommerce_allowed_countries', 'woocommerce_all_except_countries'] as const),
	...(['woocommerce_specific_allowed_countries', 'woocommerce_ship_to_countries'] as const),
	'woocommerce_specific_ship_to_countries',
	...(['woocommerce_currency', 'woocommerce_price_num_decimals'] as const),
	...(['woocommerce_calc_taxes', 'woocommerce_prices_include_tax', 'woocommerce_tax_based_on'] as const),
	...(['woocommerce_tax_round_at_subtotal', 'woocommerce_shipping_tax_class'] as const),
	...(['woocommerce_manage_stock', 'woocommerce_notify_no_stock_amount'] as const),
	'woocommerce_feature_cost_of_goods_sold_enabled',
] as const;

export type OptionName = (typeof optionNames)[number];

/** What a shop has set. */
export type Options = ReadonlyMap<OptionName, string>;

/** Options in which the shop keeps versions of its caches of products and orders. */
export const cacheVersions = ['product_query', 'product', 'orders', 'woocommerce_reports'].map(
	(cache) => `_transient_${cache}-transient-version`,
);
