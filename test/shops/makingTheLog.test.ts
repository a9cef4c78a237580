import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkShop } from '../../nodes/OrderExchange/exchange/checks/checkShop.js';
import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { startMariaDb, type MariaDb } from '../support/mariadb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';

let server: MariaDb;
let shop: TestShop;
beforeAll(async () => {
	// as servers had it until MariaDB 10.1 and MySQL 5.6: an indexed column of utf8mb4 holds 191 characters
	server = await startMariaDb({ fast: true, serverOptions: ['--innodb-default-row-format=compact'] });
});
beforeEach(async () => {
	shop = await createShop(server, 'opencart-3.0', { engine: 'MyISAM' });
});
afterAll(() => server?.stop());

const opening = async () => {
	const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
	if (opened.ok) await opened.shop.close();
	return opened.ok ? [] : opened.problems.map(({ message }) => message);
};

test('the exchange log is made where indexed columns must be short', async () => {
	expect(await opening()).toEqual([]);
	expect(await shop.query("SHOW TABLES LIKE '%exchange_log'")).toHaveLength(1);
});

test('an exchange log that somebody converted to MyISAM is refused with the cure, by the check too', async () => {
	expect(await opening()).toEqual([]);
	const log = 'oc_order_exchange_log';
	await shop.query(`ALTER TABLE ${log} ENGINE = MyISAM`);
	const words = ['The exchange log oc_order_exchange_log uses MyISAM, which knows no transactions.'];
	expect(await opening()).toEqual(words);
	const check = await checkShop(shop.settings, { createLog: true });
	expect(check.problems.map(({ message }) => message)).toEqual(words);
	await shop.query(`ALTER TABLE ${log} ENGINE = InnoDB`);
	expect(await opening()).toEqual([]);
});

test('an exchange log that the server cannot make says what the server said', async () => {
	const [row] = await shop.query('SELECT @@datadir AS folder');
	// what a server that went down while it dropped the table may leave
	await writeFile(join(row?.folder ?? '', shop.settings.database, 'oc_order_exchange_log.ibd'), '');
	expect((await opening()).join()).toMatch(/answered with ER_(CANT_CREATE_TABLE|TABLESPACE_EXISTS),/);
});
