import { paceFor } from '../../../nodes/OrderExchange/exchange/push/pace.js';

const [near, far] = [0.2, 20];
const pace = (orders: number, roundTripMs: number, wantedBatchSize?: number, rowsPerOrder = 11) =>
	paceFor({ orders, rowsPerOrder, roundTripMs, wantedBatchSize });

describe('the pace of a run', () => {
	it('sends up to a hundred orders in one transaction over one connection', () => {
		expect(pace(1, far)).toMatchObject({ connections: 1, batchSize: 1 });
		expect(pace(100, far)).toMatchObject({ connections: 1, batchSize: 100 });
		expect(pace(100, near)).toMatchObject({ connections: 1, batchSize: 100 });
	});

	it('shares many orders evenly between up to four connections', () => {
		expect(pace(1_000, near)).toMatchObject({ connections: 4, batchSize: 250 });
		expect(pace(250, near)).toMatchObject({ connections: 3, batchSize: 84 });
		expect(pace(1_001, near)).toMatchObject({ connections: 4, batchSize: 126, windowSize: 1_000 });
	});

	it('takes larger batches where the database is far away', () => {
		expect(pace(1_000, far)).toMatchObject({ connections: 4, batchSize: 250 });
		expect(pace(100_000, far)).toMatchObject({ connections: 4, batchSize: 500, windowSize: 2_000 });
	});

	it('takes fewer orders at once where each becomes many rows', () => {
		const manyRows = 96;
		expect(pace(1_000, near, undefined, manyRows)).toMatchObject({ connections: 4, batchSize: 63 });
		expect(pace(100_000, near, undefined, manyRows)).toMatchObject({ connections: 4, batchSize: 83 });
		expect(pace(1_000, far, undefined, manyRows)).toMatchObject({ connections: 4, batchSize: 125 });
	});

	it('takes larger batches one after the other where the shop takes one at a time', () => {
		const alone = (orders: number, roundTripMs: number, longestStatement: number) =>
			paceFor({ orders, rowsPerOrder: 11, roundTripMs, oneAtATime: { longestStatement } });
		const [usual, small] = [16_777_216, 1_048_576];
		expect(alone(50, far, usual)).toMatchObject({ connections: 1, batchSize: 50 });
		expect(alone(1_000, far, usual)).toMatchObject({ connections: 1, batchSize: 1_000 });
		expect(alone(1_000, near, usual)).toMatchObject({ connections: 1, batchSize: 500 });
		expect(alone(1_000, far, small)).toMatchObject({ connections: 1, batchSize: 250 });
		expect(alone(100, far, small / 4)).toMatchObject({ connections: 1, batchSize: 50 });
	});

	it('keeps the batch size that the user wants', () => {
		expect(pace(1_000, far, 10)).toMatchObject({ connections: 4, batchSize: 10 });
		expect(pace(20, near, 10)).toMatchObject({ connections: 2, batchSize: 10 });
		expect(pace(5, near, 10)).toMatchObject({ connections: 1, batchSize: 10 });
	});

	it('knows no order at all', () => {
		expect(pace(0, near)).toMatchObject({ connections: 1, batchSize: 1 });
	});
});
