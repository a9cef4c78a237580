import { entries } from './entry.js';

/** What stops a node itself: its settings, the items it was fed, and what nobody foresaw. */
export const nodeProblems = entries({
	'node.settings': {
		severity: 'block',
		happened: 'The node cannot work with its settings: {what}.',
		why: 'Without them the node cannot tell what to do with the items.',
		remedy: '{how}',
	},
	'node.nothingToChoose': {
		severity: 'warn',
		happened: '{shop} offers no {what} to choose from.',
		why: 'Not every shop software knows several stores, or a language for each order.',
		remedy: 'Remove this option: the shop decides by itself.',
	},
	'node.noSupplierOrder': {
		severity: 'block',
		happened: 'The item holds no supplier order.',
		why: 'This node works on items as the Ready output of Prepare Supplier Order gives them.',
		remedy: 'Connect the Ready output of Prepare Supplier Order, or keep the field supplierOrder in between.',
	},
	'node.supplierOrderInvalid': {
		severity: 'block',
		happened: 'The supplier order was changed on its way: {field} {what}.',
		why: 'A node between Prepare and this one left out or rewrote part of it.',
		remedy: 'Pass supplierOrder on as Prepare made it; change the customer order before Prepare instead.',
	},
	'node.unforeseen': {
		severity: 'block',
		happened: 'The node met something it does not know: {what}',
		why: 'This case is not in the catalogue yet.',
		remedy: 'Run the items again, which is always safe; if it comes back, report it with these words.',
	},
});
