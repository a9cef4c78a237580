import { contentSummary } from '../../../nodes/OrderExchange/exchange/log/contentSummary.js';
import type { LoggedOrder } from '../../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import type { WrittenOrders } from '../../../nodes/OrderExchange/exchange/attempt/writtenOrders.js';
import { withoutUnseen } from '../../../nodes/OrderExchange/exchange/attempt/unseen.js';
import type { PlanInput } from '../../../nodes/OrderExchange/shops/platform.js';
import { customerOrder } from '../../../sandbox/orders/ordersToPush.js';

const input = { order: customerOrder('opencart-4.1'), exchangeKey: 'key' } as PlanInput;

const mayHaveWritten = (shopOrderId: string) =>
	({ written: [{ planned: { input }, shopOrderId }] }) as unknown as WrittenOrders;

const logged = (run: string, shopOrderId: string) => {
	const content = contentSummary(input.order, run);
	const entry = { exchangeKey: input.exchangeKey, shopOrderId, content } as LoggedOrder;
	return [{ input, entry, replaced: undefined }];
};

test('an order that the log has from this run is looked at as one that it wrote', () => {
	const unseen = mayHaveWritten('7');
	expect(withoutUnseen(logged('ours', '7'), unseen, 'ours')).toEqual({ others: [], unseen });
});

test('an order that another run wrote is not taken for our own, although a server that went down gave it the same id', () => {
	const repeated = logged('theirs', '7');
	expect(withoutUnseen(repeated, mayHaveWritten('7'), 'ours')).toEqual({ others: repeated });
});

test('an order that this run wrote in a later try is not taken for that of the earlier one', () => {
	const repeated = logged('ours', '8');
	expect(withoutUnseen(repeated, mayHaveWritten('7'), 'ours')).toEqual({ others: repeated });
});
