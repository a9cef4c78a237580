import { entries } from './entry.js';

/** Findings of a shop about an order: this supplier cannot take it as it is. */
export const shopProblems = entries({
	'shop.sku.unknown': {
		severity: 'block',
		happened: 'The shop has no product with the article number {sku}.',
		why: 'Each line is looked up in the shop by the supplier’s article number.',
		remedy: 'Correct the supplier SKU in the catalogue, or ask the supplier to add the product.',
	},
	'shop.sku.ambiguous': {
		severity: 'block',
		happened: 'The shop has {count} products with the article number {sku}.',
		why: 'Nothing tells which of them was ordered.',
		remedy:
			'Ask the supplier to give each product its own article number. Translations of one (WPML, Polylang) may share theirs: for WPML, Check Suppliers names the right that is missing.',
	},
	'shop.sku.needsVariant': {
		severity: 'block',
		happened: 'The product {sku} is sold in variants, and the line does not say which.',
		why: 'The shop’s own checkout does not accept it without a choice either.',
		remedy: 'Use the article number of the variant, or add its options to the line.',
	},
	'shop.option.unknown': {
		severity: 'block',
		happened: 'The shop does not offer the product {sku} with {option}: {value}.',
		why: 'Options are looked up in the shop by their name and value.',
		remedy: 'Correct the options of the line, or ask the supplier to add the option.',
	},
	'shop.option.twice': {
		severity: 'block',
		happened: 'The line chooses {option} more than once for the product {sku}, last as {value}.',
		why: 'The shop takes one choice of it for each line, and an article number of a variant is a choice too.',
		remedy: 'Leave one choice in the line, and order the other in a line of its own.',
	},
	'shop.option.file': {
		severity: 'block',
		happened: 'The product {sku} takes a file for {option}, and an order brings none along.',
		why: 'The shop shows there what its own customers have uploaded, and nothing of any other text.',
		remedy:
			'Give the supplier the file by another way and leave the option out; where the shop requires it, ask the supplier for an article without it.',
	},
	'shop.product.disabled': {
		severity: 'block',
		happened: 'The product {sku} is switched off in the shop.',
		why: 'The shop’s own checkout does not sell it at the moment.',
		remedy: 'Ask the supplier whether it can still be delivered, or take the line out.',
	},
	'shop.product.standsForOthers': {
		severity: 'block',
		happened: 'The shop does not sell {sku} itself: in the shop it is of the type {kind}.',
		why: 'A product of this type only points at others, or at another shop, and cannot be put into the shop’s cart.',
		remedy: 'Order the products that it points at, by their own article numbers.',
	},
	'shop.product.bundle': {
		severity: 'warn',
		happened: 'A plug-in of the shop makes {sku} of other products; only {sku} itself stands in the order.',
		why: 'What such a product is made of is known to the plug-in alone, so no stock of its parts was taken.',
		remedy: 'Tell the supplier, or order the parts by their own article numbers.',
	},
	'shop.product.voucher': {
		severity: 'block',
		happened: 'The product {sku} is a gift voucher in the shop.',
		why: 'The shop credits it to the customer in its own checkout only; it would be paid and worth nothing.',
		remedy: 'Sell vouchers in the shop itself, and leave the line out.',
	},
	'shop.product.download': {
		severity: 'block',
		happened: 'The shop delivers {sku} as a download.',
		why: 'Its own checkout gives the customer a key to the file, which a pushed order does not.',
		remedy: 'Ask the supplier to sell it to the customer in the shop, and take the line out.',
	},
	'shop.product.notForGroup': {
		severity: 'block',
		happened: 'The shop does not sell {sku} to the customer group {group}.',
		why: 'The supplier has released the product for other groups only, or it is for adults only (FSK 18) and the group is locked for such goods.',
		remedy:
			'Ask the supplier to release the product for that group or to put the customer into another one, or take the line out.',
	},
	'shop.product.subscription': {
		severity: 'block',
		happened: 'The shop sells the product {sku} as a subscription only.',
		why: 'Its own checkout asks for a plan and delivers it again and again; a pushed order would sell it once.',
		remedy: 'Ask the supplier for an article that is sold once, or take the line out.',
	},
	'shop.stock.short': {
		severity: 'block',
		happened: 'The shop has {available} of {sku} in stock; the order wants {wanted}.',
		why: 'The shop does not accept orders for more than it has.',
		remedy:
			'Wait for new stock, reduce the quantity, or set Short Stock in Push’s options to Accept the Order.',
	},
	'shop.quantity.notWhole': {
		severity: 'block',
		happened: 'The quantity {quantity} is not a whole number, and this shop counts in pieces.',
		why: 'The shop’s quantity column holds whole numbers only.',
		remedy: 'Order whole pieces.',
	},
	'shop.quantity.belowMinimum': {
		severity: 'block',
		happened: 'The shop sells {sku} from {minimum} pieces on; the order wants {wanted}.',
		why: 'The shop’s own checkout does not accept fewer.',
		remedy: 'Order {minimum} or more, or ask the supplier to lower the minimum quantity.',
	},
	'shop.currency.unknown': {
		severity: 'block',
		happened: 'The shop has no currency {currency}, or it is switched off there.',
		why: 'An order in a currency unknown to the shop shows no totals there.',
		remedy: 'Ask the supplier to set up the currency, or send the order in another one.',
	},
	'shop.country.notSold': {
		severity: 'block',
		happened: 'The shop does not sell to the country {country}.',
		why: 'The country is missing or switched off among the shop’s countries.',
		remedy: 'Ask the supplier to enable the country, or correct the address.',
	},
	'shop.region.needed': {
		severity: 'block',
		happened:
			'The shop’s taxes in {country} depend on the region, and the address names none that the shop has.',
		why: 'Without it the order would come out untaxed; the shop’s own checkout asks for the region too.',
		remedy:
			'Give the code of the state, province or county in the address, e.g. CA for California, or send the tax rate with the order.',
	},
	'shop.store.unknown': {
		severity: 'block',
		happened: 'The shop has no store {store}.',
		why: 'One installation can run several stores; the Push node names the one to write into.',
		remedy: 'Choose one of these stores in the Push node, by its name or number: {stores}.',
	},
	'shop.orderStatus.unknown': {
		severity: 'block',
		happened: 'The shop has no order status {status}.',
		why: 'The status decides where the shop lists the order and whether it takes stock.',
		remedy: 'Choose one of these in the Push node, by its name or number: {statuses}.',
	},
	'shop.text.tooLong': {
		severity: 'block',
		happened: 'The text has {length} characters; the shop’s column {column} holds {limit}.',
		why: 'A longer text would be cut off or refused by the shop’s database.',
		remedy: 'Shorten the text in the order.',
	},
	'shop.text.characters': {
		severity: 'block',
		happened: 'The text holds the character {character}, which the shop’s column {column} cannot store.',
		why: 'The shop’s database uses the character set {charset}.',
		remedy: 'Replace the character in the order (emoji are the usual reason).',
	},
	'shop.text.markup': {
		severity: 'block',
		happened: 'The shop would take {markup} in the text for HTML.',
		why: 'Its admin pages print what a customer typed as it is, so such a text could run a program there.',
		remedy: 'Take it out of the text in the order, or put a blank behind the sign <.',
	},
	'shop.number.outOfRange': {
		severity: 'block',
		happened: 'The number {number} does not fit into the shop’s column {column}.',
		why: 'The shop’s database would refuse it or store another number.',
		remedy: 'Check quantity and price of the line.',
	},
	'shop.customer.switchedOff': {
		severity: 'warn',
		happened: 'The customer’s account in the shop is switched off or waits for approval.',
		why: 'The order was booked on it all the same, though the customer cannot log in there.',
		remedy: 'Tell the supplier, who may approve the account or stop the order.',
	},
	'shop.customer.groupUnknown': {
		severity: 'block',
		happened: 'The customer belongs to a group that the shop does not have.',
		why: 'The group decides about prices, tax and titles of the order.',
		remedy: 'Ask the supplier to put the customer into one of the shop’s groups.',
	},
	'shop.price.missing': {
		severity: 'block',
		happened: 'The order leaves the price of {sku} to the shop, and the shop has none.',
		why: 'Prepare was told to send no prices, so that the shop’s own price counts.',
		remedy: 'Ask the supplier to price the product, or send the price with the order.',
	},
	'shop.price.roundedAway': {
		severity: 'block',
		happened:
			'The line with {sku} would come to {written} in the shop; by the price in the order it comes to {exact}.',
		why: 'The shop adds tax to the price of one piece and rounds that to cents before it multiplies.',
		remedy: 'Send gross prices, or the article in larger units, such as a pack of a hundred.',
	},
	'shop.tax.rateUnknown': {
		severity: 'block',
		happened: 'The shop has no tax rate of {rate} percent.',
		why: 'Each tax of an order points at a rate of the shop; without one it is missing from the shop’s reports.',
		remedy:
			'Ask the supplier to set up the rate, or leave the rate out of the order so that the shop decides.',
	},
	'shop.total.rounded': {
		severity: 'warn',
		happened:
			'The order comes to {total} {currency} in the shop; its gross prices add up to {sum} {currency}.',
		why: 'The shop keeps net amounts and rounds them, and each tax, to the decimal places of its prices.',
		remedy:
			'Agree with the supplier which sum counts; where the shop’s prices have fewer decimal places than the currency, ask them for more.',
	},
	'shop.discount.tooLarge': {
		severity: 'block',
		happened: 'The discounts are larger than the goods they are taken from.',
		why: 'The shop takes discounts off the goods and never below zero.',
		remedy: 'Reduce the discount, or take it off in another way.',
	},
	'shop.opencart.tooOld': {
		severity: 'block',
		happened: 'The shop is an OpenCart 4.0 or 4.1.0.0, which no orders can be written into.',
		why: 'Article numbers, countries and zones are kept in other tables there than in 4.1.0.1 and later.',
		remedy: 'Ask the supplier to update the shop to the newest OpenCart 4.1.',
	},
	'shop.opencart.paymentAddressOff': {
		severity: 'warn',
		happened: 'The shop keeps no invoice address; it stands in the comment of the shop’s order only.',
		why: 'The shop’s setting for payment addresses is off, so that its checkout knows the delivery address alone.',
		remedy:
			'Ask the supplier to switch on Billing Address required under System > Settings > Edit > Option > Checkout.',
	},
	'shop.modified.groupPrices': {
		severity: 'block',
		happened:
			'The table {table} with the prices of the customer group {group} is missing, or the database user may not read it.',
		why: 'Each customer group has a table of its own; one that was made after the invitation needs a right of its own.',
		remedy: 'Run Check Suppliers and ask the supplier’s admin to grant the right that it names.',
	},
	'shop.woocommerce.legacyStorage': {
		severity: 'block',
		happened: 'The shop keeps its orders in WordPress posts.',
		why: 'Its order tables (HPOS) are missing or switched off, so an order there would never be seen.',
		remedy:
			'Ask the supplier to switch on High-Performance Order Storage under WooCommerce > Settings > Advanced > Features.',
	},
	'shop.woocommerce.subsite': {
		severity: 'block',
		happened: 'The shop {prefix} is one site of a WordPress network.',
		why: 'Its customers are in tables that all sites of the network {network} share; orders are written to shops with tables of their own.',
		remedy: 'Use the network’s main site, or a WordPress of its own for this shop.',
	},
	'shop.woocommerce.synchronised': {
		severity: 'warn',
		happened: 'The shop copies its orders to WordPress posts as well.',
		why: 'The order is written to the order tables; the shop’s own background job makes the copy.',
		remedy: 'Nothing to do, unless other plugins need the copy at once.',
	},
});
