import { sendMails } from '../../input/trips/sendThroughServers.js';

/** Other texts each time; a failing test says the seed. */
const seed = Date.now() % 1_000_000_000;

test('whatever the texts of an order, no header is added to its mail, and each text arrives as it is', async () => {
	expect(await sendMails(60, seed)).toBeGreaterThan(30);
}, 120_000);
