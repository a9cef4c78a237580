import { entries } from './entry.js';

/** Findings about an order's lines, before any shop is asked. Those with a title may be set to block or only warn. */
export const lineProblems = entries({
	'line.id.repeated': {
		severity: 'block',
		happened: 'Two lines have the id {value}.',
		why: 'Findings and options refer to lines by their id.',
		remedy: 'Give each line its own id, or leave the ids out.',
	},
	'line.unreadable': {
		severity: 'block',
		happened: 'A line is no object with fields.',
		why: 'Its article and quantity cannot be read.',
		remedy: 'Correct the line in the source.',
	},
	'line.sku.missing': {
		severity: 'block',
		happened: 'The line has no article number.',
		why: 'The supplier’s product is found by it.',
		remedy: 'Add the SKU in the source.',
	},
	'line.sku.unknown': {
		severity: 'block',
		happened: 'No supplier in the catalogue has the article {value}.',
		why: 'The line cannot be given to a supplier.',
		remedy: 'Add the article to the catalogue, or correct the SKU.',
	},
	'line.sku.elsewhere': {
		severity: 'block',
		happened:
			'The line names the supplier {supplier}, and the catalogue has the article {value} at {suppliers} only.',
		why: 'Either of the two may be wrong, and with it who delivers.',
		remedy: 'Correct the supplier in the line or leave it out, or add the article to the catalogue under it.',
	},
	'line.sku.ambiguous': {
		severity: 'block',
		happened: '{count} suppliers have the article {value}: {suppliers}.',
		why: 'Nothing tells which of them is to deliver.',
		remedy: 'Keep one of them in the catalogue, or name the supplier in the line.',
	},
	'line.catalogue.conflict': {
		severity: 'block',
		happened: 'The catalogue has {count} different entries for {value} at {supplier}.',
		why: 'Cost, pack size or supplier SKU could be either.',
		remedy: 'Keep one entry per article and supplier.',
	},
	'line.catalogue.unreadable': {
		severity: 'block',
		happened: 'The catalogue’s {field} of {value} cannot be used.',
		why: 'A price or a check depends on it.',
		remedy: 'Correct the catalogue: numbers such as 1234.56, currencies by their three letters.',
	},
	'line.supplier.missing': {
		severity: 'block',
		happened: 'The line names no supplier.',
		why: 'Without a catalogue each line must say who delivers it.',
		remedy: 'Connect a catalogue, name the supplier in the line, or set Suppliers to One Supplier.',
	},
	'line.quantity.missing': {
		severity: 'block',
		happened: 'The line has no quantity.',
		why: 'The supplier cannot know how much to deliver.',
		remedy: 'Add the quantity in the source.',
	},
	'line.quantity.unreadable': {
		severity: 'block',
		happened: 'The quantity {value} is no number.',
		why: 'The supplier cannot know how much to deliver.',
		remedy: 'Correct the quantity in the source.',
	},
	'line.quantity.zero': {
		severity: 'block',
		happened: 'The quantity is zero.',
		why: 'There is nothing to deliver.',
		remedy: 'Leave the line out, or correct the quantity.',
	},
	'line.quantity.negative': {
		severity: 'block',
		happened: 'The quantity {value} is negative.',
		why: 'That usually marks a cancellation or a return.',
		remedy: 'Leave cancellations out; a supplier order cannot take goods back.',
	},
	'line.quantity.digits': {
		severity: 'block',
		happened: 'The quantity {value} has more digits than a quantity can have.',
		why: 'About 15 digits are kept exactly; the supplier would be sent another quantity.',
		remedy: 'Round the quantity in the source.',
	},
	'line.quantity.pack': {
		severity: 'block',
		title: 'Quantity Does Not Fit Pack Size',
		happened: 'The quantity {value} is not a multiple of the pack of {pack}.',
		why: 'The supplier delivers whole packs only.',
		remedy: 'Order whole packs, or correct the pack size in the catalogue.',
	},
	'line.quantity.belowMinimum': {
		severity: 'block',
		title: 'Quantity Below Minimum',
		happened: 'The quantity {value} is less than the supplier’s minimum of {limit}.',
		why: 'The supplier does not deliver less.',
		remedy: 'Order more, or correct the minimum in the catalogue.',
	},
	'line.price.missing': {
		severity: 'block',
		happened: 'The line has no price.',
		why: 'The order’s own price is what the supplier is sent.',
		remedy: 'Add the price, or choose another price under Price to Send.',
	},
	'line.price.unreadable': {
		severity: 'block',
		happened: 'The price {value} is no number.',
		why: 'Known are numbers such as 1234.56, 1.234,56 and 1,234.56.',
		remedy: 'Correct the price in the source.',
	},
	'line.price.negative': {
		severity: 'block',
		happened: 'The price {value} is negative.',
		why: 'That usually marks a credit.',
		remedy: 'Correct the price in the source.',
	},
	'line.price.zero': {
		severity: 'block',
		title: 'Price Is Zero',
		happened: 'The price is zero.',
		why: 'A free article is seldom meant; a price is often missing.',
		remedy: 'Correct the price, or choose Price Is Zero under Only Warn About in Prepare’s options.',
	},
	'line.discount.unreadable': {
		severity: 'block',
		happened: 'The discount {value} is no number.',
		why: 'The value of the line is not known.',
		remedy: 'Correct the discount in the source.',
	},
	'line.discount.negative': {
		severity: 'block',
		happened: 'The discount {value} is negative.',
		why: 'A surcharge is not a discount.',
		remedy: 'Send discounts as positive amounts.',
	},
	'line.discount.tooBig': {
		severity: 'block',
		happened: 'The discount {value} is more than the line is worth ({sum}).',
		why: 'The line would have a negative value.',
		remedy: 'Correct the discount; it is an amount off the whole line.',
	},
	'line.total.unreadable': {
		severity: 'block',
		happened: 'The line total {value} is no number.',
		why: 'It cannot be compared with quantity and price.',
		remedy: 'Correct the total, or leave it out.',
	},
	'line.total.wrong': {
		severity: 'block',
		title: 'Line Total Does Not Add Up',
		happened: 'The line adds up to {sum}, and it says {value}.',
		why: 'Quantity, price or discount may be wrong.',
		remedy: 'Compare the line with the source.',
	},
	'line.taxRate.wrong': {
		severity: 'block',
		happened: 'The tax rate {value} is no percentage from 0 to 100.',
		why: 'The shop would calculate a wrong tax.',
		remedy: 'Send the rate in percent, e.g. 19, or leave it out.',
	},
	'line.amount.currency': {
		severity: 'block',
		happened: 'The {field} {value} names another currency than the order, which is in {currency}.',
		why: 'An order has one currency; the amount would be sent in the wrong one.',
		remedy: 'Correct the currency or the amount in the source.',
	},
	'line.number.ambiguous': {
		severity: 'block',
		title: 'Number Can Be Read Two Ways',
		happened: 'The {field} {value} can be {read} or {other}.',
		why: 'Three digits behind a point or a comma are thousands or decimals, and no other number of the run tells which.',
		remedy:
			'Write it without a sign for thousands; where {read} is right, choose Number Can Be Read Two Ways under Only Warn About in Prepare’s options.',
	},
	'line.percent.fraction': {
		severity: 'block',
		title: 'Percentage Below 1',
		happened: 'The {field} {value} can be {value} % or, as a fraction, {percent} %.',
		why: 'Spreadsheets and databases often keep 10 % as 0.1, and nothing tells the two apart.',
		remedy:
			'Send it in percent, below 1 with a percent sign; where it is {value} %, choose Percentage Below 1 under Only Warn About in Prepare’s options.',
	},
	'line.cost.missing': {
		severity: 'block',
		happened: 'The catalogue has no cost for {value} at {supplier}.',
		why: 'The cost from the catalogue is what the supplier is sent.',
		remedy: 'Add the cost, or choose another price under Price to Send.',
	},
});
