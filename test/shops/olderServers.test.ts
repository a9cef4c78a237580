import { openShop, type OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { shopKinds } from '../support/shops/kinds.js';
import { manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { platformsUnderTest } from '../support/platformsUnderTest.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop } from '../../sandbox/shops/shopDatabase.js';
import { watchedShop } from '../support/watchedShop.js';

const kinds = shopKinds({ platforms: platformsUnderTest.map(({ id }) => id) });

/** The same shop on a server that knows neither lists of rows nor blocks: MySQL, and MariaDB before 10.6. */
const onOlderServer = (open: OpenShop): OpenShop =>
	watchedShop(open, () => ({ takesRowLists: false, takesBlocks: false }));

test.each(kinds)(
	'$platform on $engine is written alike on a server that knows neither lists of rows nor blocks',
	async ({ platform, engine }) => {
		const { stock } = platformsUnderTest.find(({ id }) => id === platform) ?? {};
		const written = async (serverOf: (open: OpenShop) => OpenShop) => {
			const shop = await createShop(sharedMariaDb(), platform, { engine });
			const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'accept' });
			if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join());
			const open = serverOf(opened.shop);
			const { receipts } = await pushSupplierOrder(open, supplierOrderOf(manyOrders(platform, 5)));
			const left = await shop.query(stock?.product ?? '');
			const counts = await shop.counts();
			await opened.shop.close();
			await shop.drop();
			return { statuses: receipts.map(({ status }) => status), left, counts };
		};
		const older = await written(onOlderServer);
		expect(older).toEqual(await written((open) => open));
		expect(older.statuses).toEqual(Array(5).fill('written'));
	},
);
