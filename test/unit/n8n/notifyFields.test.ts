import { NodeHelpers } from 'n8n-workflow';
import { notifyForm } from '../../../nodes/OrderExchange/NotifySupplier/parameters/form.js';

const shown = (values: Readonly<Record<string, string>>): readonly string[] =>
	Object.keys(NodeHelpers.getNodeParameters(notifyForm, values, true, false, null, null) ?? {});

const ofMails = ['recipients', 'language', 'options'];

test('Settle Parked asks how a mail is sent only where it sends one', () => {
	const settle = { operation: 'settleParked' };
	for (const field of ofMails) {
		expect(shown({ ...settle, settleAs: 'sent' })).not.toContain(field);
		expect(shown({ ...settle, settleAs: 'sendAgain' })).toContain(field);
		expect(shown({ ...settle, settleAs: '={{ $json.decision }}' })).toContain(field);
	}
});

test('Notify and Send Test Email ask it always, a test mail for a language of its own, since it is for no supplier', () => {
	expect(shown({ operation: 'notify' })).toEqual(expect.arrayContaining(ofMails));
	expect(shown({ operation: 'sendTestEmail' })).toEqual(
		expect.arrayContaining(['testRecipients', 'testLanguage', 'options']),
	);
	expect(shown({ operation: 'sendTestEmail' })).not.toContain('language');
});
