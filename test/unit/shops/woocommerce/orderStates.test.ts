import { codes, itemMeta, line, order, planned, planOf, rowsOf, shopTables } from './shop.js';

const statusOf = (parts: Record<string, unknown>, orderStatus?: string, tables = shopTables()) =>
	rowsOf(
		planned(order(parts), { tables, ...(orderStatus !== undefined && { settings: { orderStatus } }) }),
		'wc_orders',
	)[0]?.status;

describe('the status of a new order', () => {
	it.each([
		['bacs', 'wc-on-hold'],
		['cheque', 'wc-on-hold'],
		['cod', 'wc-processing'],
		['stripe', 'wc-processing'],
	])('paid by %s is %s', (code, status) => {
		expect(statusOf({ payment: { code } })).toBe(status);
	});

	it.each(['completed', 'wc-completed', 'Completed', ' completed '])('may be chosen as “%s”', (chosen) => {
		expect(statusOf({}, chosen)).toBe('wc-completed');
	});

	it('may be one that a plugin added, when an order of the shop has it', () => {
		const tables = shopTables();
		tables.wp_wc_orders = [{ type: 'shop_order', status: 'wc-packed' }];
		expect(statusOf({}, 'packed', tables)).toBe('wc-packed');
	});

	it('must be one that the shop has', () => {
		const result = planned(order(), { settings: { orderStatus: 'shipped' } });
		expect(codes(result)).toEqual(['shop.orderStatus.unknown']);
		expect(result).toMatchObject({
			problems: [{ remedy: expect.stringContaining('wc-processing') as string }],
		});
	});

	it('is told in a note', () => {
		const notes = rowsOf(planned(order({ payment: { code: 'cod' } })), 'comments');
		expect(notes.at(-1)?.comment_content).toBe(
			'Payment to be made upon delivery. Order status changed from Pending payment to Processing.',
		);
	});

	it('pending leaves stock, sales and the shop’s own mail for later', () => {
		const result = planned(order({ lines: [line()] }), { settings: { orderStatus: 'pending' } });
		expect(planOf(result).stockTaken).toEqual([]);
		expect(planOf(result).changes.some(({ add }) => add !== undefined)).toBe(false);
		expect(itemMeta(result, 'item:line:1')).not.toHaveProperty('_reduced_stock');
		expect(rowsOf(result, 'wc_order_operational_data')[0]).toMatchObject({
			order_stock_reduced: '0',
			recorded_sales: '0',
			new_order_email_sent: '0',
		});
		expect(rowsOf(result, 'comments')).toEqual([]);
	});

	it.each([
		['stripe', undefined, true],
		['cod', undefined, false],
		['bacs', undefined, false],
		['cod', 'completed', true],
		['bacs', 'processing', true],
		['stripe', 'pending', false],
		['stripe', 'on-hold', false],
	])('paid by %s with the chosen status %s has a date of payment: %s', (code, orderStatus, paid) => {
		const payment = { code, transactionId: 'pi_1' };
		const result = planned(order({ payment }), {
			settings: orderStatus === undefined ? {} : { orderStatus },
		});
		const date = rowsOf(result, 'wc_order_operational_data')[0]?.date_paid_gmt;
		expect(date !== null).toBe(paid);
	});

	it('completed has its dates of payment and completion', () => {
		const payment = { code: 'stripe', transactionId: 'pi_1' };
		const result = planned(order({ payment }), {
			settings: { orderStatus: 'completed' },
			now: new Date('2026-01-02T03:04:05Z'),
		});
		expect(rowsOf(result, 'wc_order_operational_data')[0]).toMatchObject({
			date_paid_gmt: '2026-01-02 03:04:05',
			date_completed_gmt: '2026-01-02 03:04:05',
			order_stock_reduced: '1',
		});
		expect(rowsOf(result, 'wc_orders')[0]).toMatchObject({ transaction_id: 'pi_1' });
	});
});
