import { inputProperty } from '../inputProperty.js';
import { announced, showsWhole } from '../trips/announced.js';
import { orderTexts, textFields } from '../trips/taggedOrder.js';

const plainTexts = Object.fromEntries(textFields.map((field) => [field, 'Plain']));

const mails = inputProperty({
	title: 'a mail shows every text of an order as it is, and is built as any other',
	weight: 0.3,
	inputs: orderTexts,
	check: (texts) => {
		const one = announced(texts, 1, 'Northwind');
		const plain = announced(plainTexts, 1, 'Northwind');
		if (one && plain) showsWhole(one, plain);
	},
});

export const mailing = [mails];
