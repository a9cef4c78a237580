import { startMariaDb, type MariaDb } from '../scripts/system/mariadb.js';
import { startN8n, type N8n } from '../scripts/system/n8n.js';
import type { Say } from '../scripts/system/programs.js';
import { startDistributorSite, type DistributorSite } from './distributorSite.js';
import { startMailbox, type Mailbox } from './mailbox.js';
import { catalogueOf, readOrders, readProducts, type DemoProduct, type OrderJson } from './northwind.js';
import { createDemoShops, type DemoShop } from './shops/demoShops.js';
import { credentialsFor, readWorkflows, type Patch } from './workflows.js';
import { switchedOff, unknownToShop } from './wrongOrders.js';

/** Everything that plays in the demo: one distributor with n8n, four suppliers with shops and mailboxes. */
export interface Stage {
	readonly orders: readonly OrderJson[];
	readonly products: readonly DemoProduct[];
	readonly mariaDb: MariaDb;
	readonly shops: readonly DemoShop[];
	readonly mailbox: Mailbox;
	readonly site: DistributorSite;
	readonly n8n: N8n;
	/** Ends everything and removes its folders; only the cache stays. */
	stop(): Promise<void>;
}

/** Where something listens on this machine. */
export interface Ports {
	readonly database: number;
	readonly smtp: number;
}

export interface StageOptions {
	readonly patch?: Patch;
	/** More than 0: n8n's queue mode with so many worker processes. */
	readonly workers?: number;
	/** Further settings of n8n. */
	readonly n8nSettings?: Readonly<Record<string, string>>;
	/** Gives n8n other ways to database and mail server than the straight ones, e.g. through a proxy, which then reads along. */
	readonly waysTo?: (straight: Ports) => Promise<Ports>;
}

/** Installs what is missing and starts it all. What was started is ended again when something does not start. */
export async function setStage(say: Say, options: StageOptions = {}): Promise<Stage> {
	const { patch, workers = 0, n8nSettings = {}, waysTo } = options;
	const started: (() => Promise<void>)[] = [];
	const stop = async () => {
		for (const end of started.splice(0).reverse()) await end();
	};
	try {
		say('Starting MariaDB …');
		const mariaDb = await startMariaDb({ say, withTls: true });
		started.push(() => mariaDb.stop());
		say('Building four shops and filling them with products …');
		const products = readProducts();
		const shops = await createDemoShops(mariaDb, [
			...products.map((product) => ({ ...product, enabled: true })),
			switchedOff,
		]);
		const mailbox = await startMailbox();
		started.push(() => mailbox.stop());
		const site = await startDistributorSite();
		started.push(() => site.stop());
		const orders = readOrders();
		site.documents.set('catalogue', catalogueOf([...products, switchedOff, unknownToShop]));
		site.documents.set('open-orders', orders);
		const straight = { database: mariaDb.port, smtp: mailbox.smtpPort };
		const ports = (await waysTo?.(straight)) ?? straight;
		say('The suppliers invite the distributor …');
		const reach = { host: mariaDb.host, port: ports.database, tls: waysTo === undefined };
		const invited = await Promise.all(
			shops.map(async (shop) => ({ supplier: shop.supplier, ...(await shop.invite(reach)) })),
		);
		const credentials = credentialsFor(invited, reach, mariaDb.certificates?.ca, ports.smtp);
		const workflows = readWorkflows(credentials, site.url, patch);
		const n8n = await startN8n({ credentials, workflows, workers, settings: n8nSettings, say });
		started.push(() => n8n.stop());
		return { orders, products, mariaDb, shops, mailbox, site, n8n, stop };
	} catch (cause) {
		await stop();
		throw cause;
	}
}
