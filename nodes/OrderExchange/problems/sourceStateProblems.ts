import { entries } from './entry.js';

/** What the source itself says against an order: state, not values. */
export const sourceStateProblems = entries({
	'order.cancelled': {
		severity: 'block',
		title: 'Order Cancelled',
		happened: 'The order is cancelled in its source (it says {value}).',
		why: 'A supplier must not deliver what the customer called off.',
		remedy: 'Nothing to do; if it is valid after all, reopen it in the source and send it again.',
	},
	'order.draft': {
		severity: 'block',
		title: 'Draft Order',
		happened: 'The order is a draft in its source (it says {value}).',
		why: 'Nobody has placed it yet; once placed, it comes as an order of its own.',
		remedy:
			'Nothing to do; to send it as it is, choose Draft Order under Only Warn About in Prepare’s options.',
	},
	'order.payment.notFinished': {
		severity: 'block',
		title: 'Payment Not Finished',
		happened: 'The payment was begun and not finished (the source says {value}).',
		why: 'Many such orders are never paid; the source changes the state of those that are.',
		remedy:
			'Send it when it is paid; where such orders are to be delivered, choose Payment Not Finished under Only Warn About in Prepare’s options.',
	},
	'order.payment.open': {
		severity: 'warn',
		title: 'Order Not Paid Yet',
		happened: 'The order is not paid yet (the source says {value}).',
		why: 'So it is with orders on invoice or cash on delivery; the payment of others may still fail.',
		remedy:
			'Nothing to do for such orders; to send only what is paid, choose Order Not Paid Yet under Also Block On in Prepare’s options.',
	},
	'order.delivered': {
		severity: 'block',
		title: 'Order Delivered',
		happened: 'The order is delivered already (the source says {value}).',
		why: 'The supplier would deliver it a second time.',
		remedy:
			'Nothing to do; where the source says so before delivery, choose Order Delivered under Only Warn About in Prepare’s options.',
	},
	'order.delivered.partly': {
		severity: 'warn',
		title: 'Order Delivered in Part',
		happened:
			'Part of the order is delivered already (the source says {value}); that part is sent all the same.',
		why: 'What is delivered may be another supplier’s, and a supplier who has the order already gets it once only.',
		remedy:
			'Take out what nobody has to deliver any more, or choose Order Delivered in Part under Also Block On in Prepare’s options.',
	},
	'order.refunded.partly': {
		severity: 'warn',
		title: 'Order Refunded in Part',
		happened: 'Part of the order was refunded or removed in its source; only the rest is sent.',
		why: 'The source says which quantities are left.',
		remedy: 'Compare the lines of the order with the source.',
	},
	'order.refunded.unclear': {
		severity: 'block',
		title: 'Order Refunded, Lines Unclear',
		happened: 'Part of the order was refunded, and the source does not say which lines.',
		why: 'Sending all lines could deliver what was paid back.',
		remedy:
			'Remove the refunded lines and what says so (refunds, or the status), or send the order again as order JSON.',
	},
	'order.onHold': {
		severity: 'block',
		title: 'Order on Hold',
		happened: 'The order is on hold in its source (it says {value}).',
		why: 'Somebody stopped it there on purpose.',
		remedy:
			'Release it in the source and send it again; to send it as it is, choose Order on Hold under Only Warn About in Prepare’s options.',
	},
	'order.query.incomplete': {
		severity: 'block',
		title: 'Query Asks for Too Little',
		happened: 'The query that gave the order did not ask for {field}.',
		why: 'Without it nobody knows whether the order is valid, whole, and goes to the right place.',
		remedy:
			'Add it to the query. Where it says nothing in your shop, choose Query Asks for Too Little under Only Warn About in Prepare’s options.',
	},
	'order.test': {
		severity: 'warn',
		title: 'Test Order',
		happened: 'The source marks the order as a test.',
		why: 'Test orders are usually not meant for a supplier.',
		remedy: 'Delete the test order, or choose Test Order under Also Block On in Prepare’s options.',
	},
});
