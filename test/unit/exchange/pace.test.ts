import { paceFor } from '../../../nodes/OrderExchange/exchange/pace.js';

describe('the pace of a run', () => {
	it('sends up to a hundred orders in one transaction over one connection', () => {
		expect(paceFor(1, 20)).toMatchObject({ connections: 1, batchSize: 1 });
		expect(paceFor(100, 20)).toMatchObject({ connections: 1, batchSize: 100 });
		expect(paceFor(100, 0.2)).toMatchObject({ connections: 1, batchSize: 100 });
	});

	it('shares many orders evenly between three connections where the database is near', () => {
		expect(paceFor(1_000, 0.2)).toMatchObject({ connections: 3, batchSize: 67 });
		expect(paceFor(250, 0.2)).toMatchObject({ connections: 3, batchSize: 42 });
	});

	it('takes more connections and larger batches where it is far away, and still gives every connection one', () => {
		expect(paceFor(1_000, 20)).toMatchObject({ connections: 4, batchSize: 250 });
		expect(paceFor(100_000, 20)).toMatchObject({ connections: 4, batchSize: 500, windowSize: 2_000 });
	});

	it('keeps the batch size that the user wants', () => {
		expect(paceFor(1_000, 20, 10)).toMatchObject({ connections: 4, batchSize: 10 });
		expect(paceFor(20, 0.2, 10)).toMatchObject({ connections: 2, batchSize: 10 });
		expect(paceFor(5, 0.2, 10)).toMatchObject({ connections: 1, batchSize: 10 });
	});

	it('knows no order at all', () => {
		expect(paceFor(0, 0.2)).toMatchObject({ connections: 1, batchSize: 1 });
	});
});
