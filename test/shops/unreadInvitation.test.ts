import { commandShop, login, type CommandShop } from '../support/commandShop.js';
import { runCommand } from '../support/command.js';

const phrase = 'planted pass phrase of the supplier';

let at: CommandShop;
beforeAll(async () => {
	at = await commandShop();
}, 600_000);
afterAll(() => at?.close());

test('An invitation whose record another version wrote is listed with its user, and revoke ends it', async () => {
	const inviting = ['invite', '--distributor', 'Northwind', '--email', 'o@acme.example', '--code', 'acme'];
	const made = await at.ask(inviting, { ORDER_EXCHANGE_PASS_PHRASE: phrase });
	await at.shop.query(`UPDATE oc_order_exchange_invitation SET terms = '{"newer":1}'`);
	expect(await at.ask(['list'])).toMatchObject({ unreadable: [{ id: made.id, user: made.user }] });
	expect((await runCommand(at.folder, ['list'])).out).toContain(`${made.id}  ${made.user}`);
	expect(await login(made.code, phrase)).toBe(true);
	expect(await at.ask(['revoke', made.id])).toMatchObject({ ok: true, user: made.user, findings: [] });
	expect(await login(made.code, phrase)).toBe(false);
	expect(await at.ask(['list'])).toMatchObject({ unreadable: [] });
});
