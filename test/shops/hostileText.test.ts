import fc from 'fast-check';
import { assertTrips } from '../input/inputProperty.js';
import { shopKinds } from '../support/shops/kinds.js';
import { openShopTrip, type Trip } from '../input/trips/shopTrip.js';
import { orderTexts, textFields } from '../input/trips/taggedOrder.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';

/** Other texts each time; a failing test says the seed. */
const seed = Date.now() % 1_000_000_000;

describe.each(shopKinds())('$platform on $engine', (kind) => {
	let trip: Trip;
	beforeAll(async () => {
		trip = await openShopTrip(sharedMariaDb(), kind);
	});
	afterAll(() => trip?.close());

	test('plain texts arrive in every field that the shop keeps', async () => {
		expect(await trip.check([Object.fromEntries(textFields.map((field) => [field, 'Plain']))])).toBe(1);
	});

	test('a text that does not arrive as it is, is refused with its field', async () => {
		let [sent, written] = [0, 0];
		const batches = fc.array(orderTexts, { minLength: 20, maxLength: 20 });
		await assertTrips('texts arrive', batches, { runs: 2, seed }, async (batch) => {
			sent += batch.length;
			written += await trip.check(batch);
		});
		expect(written).toBeGreaterThan(0);
		expect(written).toBeLessThan(sent);
	});
});
