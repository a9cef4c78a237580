import { entries } from './entry.js';

/** Findings of the push itself: which shop it is, and what was sent before. */
export const exchangeProblems = entries({
	'exchange.otherSupplier': {
		severity: 'block',
		happened: 'The supplier order is for {supplier}, and this shop database belongs to {expected}.',
		why: 'The credential names the supplier that it is for, so that a wrong wire on the canvas does no harm.',
		remedy:
			'Route the item to the Push node of its supplier, or correct the Supplier Code in the credential.',
	},
	'exchange.changedAfterSending': {
		severity: 'block',
		happened: 'The order was sent before with other content: {difference}.',
		why: 'The supplier already has the earlier version and may be packing it.',
		remedy:
			'Agree on the change with the supplier, who edits the order in the shop; or send it with Changed Orders set to Send as New Version in Push’s options.',
	},
	'exchange.replacedSince': {
		severity: 'block',
		happened:
			'This content was sent as version {version} and has been replaced since: version {latest} is order {shopOrder} in the shop.',
		why: 'A run of old data that is started again must not bring back what was changed on purpose.',
		remedy:
			'Nothing to do where an old run was repeated; if the earlier content is meant again, say so in the order’s comment and send it as a new version.',
	},
	'exchange.notSetUp': {
		severity: 'block',
		happened: 'The exchange log is missing in the shop’s database.',
		why: 'The log makes sure that no order is written twice; without it nothing is written. A push makes it where its option Create Exchange Log is on and the user may create tables.',
		remedy:
			'Run the operation Set Up Shop: it makes the log, or gives the SQL for the supplier’s admin. With an activation code, ask the supplier for a renewed one: renewing makes the log too.',
	},
	'exchange.noTransactions': {
		severity: 'block',
		happened: 'The shop’s table {table} uses {engine}, which knows no transactions.',
		why: 'An order that breaks off half-way could not be taken back.',
		remedy:
			'Ask the supplier to convert the shop’s tables to InnoDB; the shop keeps working as before. Only OpenCart and modified eCommerce can do without.',
	},
	'exchange.logWithoutTransactions': {
		severity: 'block',
		happened: 'The exchange log {table} uses {engine}, which knows no transactions.',
		why: 'It was made with InnoDB; somebody converted it. What it says of orders that were taken back would stay, and they would never be written.',
		remedy: 'Ask the supplier to convert it back: ALTER TABLE {table} ENGINE = InnoDB.',
	},
	'exchange.shopBusy': {
		severity: 'block',
		happened: 'Another run is writing orders into the shop, and it did not end in time.',
		why: 'Tables without transactions take one batch at a time; a run that died keeps its place for half a minute.',
		remedy: 'Send the item again a little later.',
	},
	'exchange.foreignBatch': {
		severity: 'block',
		happened: 'The exchange log holds the note of a half-done batch that is not carried out here.',
		why: 'It is about tables or columns that no order changes: another version of this package wrote it, or somebody who should not.',
		remedy:
			'Let the version that wrote it run once more. Where there is none, show the supplier’s admin the row of the log whose kind begins with “writing”, “publishing” or “doubtful”, and who may write there.',
	},
	'exchange.readBackDiffers': {
		severity: 'block',
		happened: 'The shop stored something else than was written in {column}.',
		why: 'A trigger or a setting of the shop’s database changed the value; the order was taken back.',
		remedy: 'Show this to the supplier’s admin; nothing of the order was kept.',
	},
	'exchange.writtenDiffers': {
		severity: 'block',
		happened: 'The order is in the shop as {shopOrder}, but it differs from what was written in {column}.',
		why: 'A trigger, another program or the database changed it; the supplier has not been told about the order.',
		remedy:
			'Look at the order in the shop, and correct it there if it is wrong; then send it once more with Read Back switched off in Push’s options, so that it counts as sent.',
	},
	'exchange.goneSince': {
		severity: 'warn',
		happened: 'The order was written on {time} as {shopOrder}, and the shop no longer has it.',
		why: 'The supplier’s staff deleted it, or the shop’s tables were restored from a backup that is older.',
		remedy:
			'Ask the supplier. If the order is still wanted, add a word to its comment and send it with Changed Orders set to Send as New Version in Push’s options.',
	},
	'exchange.unforeseen': {
		severity: 'block',
		happened: 'The order could not be turned into the shop’s rows.',
		why: 'Something in the order or in the shop’s settings is of a kind that this version does not know.',
		remedy: 'Compare the order with one that went through, and report the case; nothing of it was written.',
	},
	'exchange.cancelled': {
		severity: 'block',
		happened: 'The run was stopped before this order was sent.',
		why: 'Somebody pressed Stop, or a time limit ended the run; the batch under way was finished first.',
		remedy: 'Send the item again.',
	},
	'exchange.rightsMissing': {
		severity: 'block',
		happened: 'The database user lacks rights: {rights}.',
		why: 'An order is written into several tables of the shop, and each needs its right.',
		remedy: 'Give this SQL to the supplier’s admin: {sql}',
	},
	'exchange.secretsReadable': {
		severity: 'warn',
		happened: 'The database user may read secrets of the shop: {columns}.',
		why: 'Whoever gets hold of the credential could read password hashes and tokens; a push never reads them.',
		remedy:
			'Ask the supplier for an activation code: “npx n8n-nodes-order-exchange invite” makes a user who may not.',
	},
	'exchange.rightsBeyondNeed': {
		severity: 'warn',
		happened: 'The database user may do more than a push needs: {rights}.',
		why: 'Whoever gets hold of the credential could do all that in the shop.',
		remedy:
			'Ask the supplier for an activation code: “npx n8n-nodes-order-exchange invite” makes a user with the needed rights only.',
	},
	'shop.articlesMissing': {
		severity: 'warn',
		happened: 'Of {all} articles that the catalogue names for this supplier, the shop lacks {count}: {skus}.',
		why: 'An order with such an article is refused.',
		remedy: 'Correct supplierSku in the catalogue, or ask the supplier to add the articles to the shop.',
	},
	'shop.tableMissing': {
		severity: 'block',
		happened: 'The shop’s table {table} is missing, or the user may not see it.',
		why: 'The shop is damaged, of another version, or the user has no right on the table.',
		remedy: 'Ask the supplier’s admin to grant the user the rights that Check Suppliers lists.',
	},
	'shop.notRecognised': {
		severity: 'block',
		happened: 'No known shop software was found in the database.',
		why: 'The tables fit none of the supported platforms, or the user may not see them.',
		remedy: 'Check the database name; compare the shop’s software and version with the list in the README.',
	},
	'shop.several': {
		severity: 'block',
		happened: 'The database holds several shops: {shops}.',
		why: 'Their tables differ by prefix only, and nothing says which one is meant.',
		remedy: 'Enter the table prefix of the right shop in the Shop Database credential.',
	},
});
