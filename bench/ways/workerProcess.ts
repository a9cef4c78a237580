import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { serve } from '../processes/helper.js';
import type { WantedOrders } from '../shops/orders.js';
import { mysqlNodeChain } from './mysqlNodeChain.js';
import { notifyWithNode, pushedItems, sendWithNodemailer } from './notify.js';
import { measurePrepare, prepareOnce } from './prepare.js';
import { oneByOne } from './oneByOne.js';
import type { OrderWork } from './orderWork.js';
import { passThrough, pushWithNode } from './ourNode.js';
import { warmShop, type WarmShop } from './warmShop.js';

// Each way is measured in a process of its own, so that nobody's memory or event loop is another's.

let warm: WarmShop | undefined;

const service = {
	push: ({ settings, wanted }: { readonly settings: DatabaseSettings; readonly wanted: WantedOrders }) =>
		pushWithNode(settings, wanted),
	oneByOne: ({
		settings,
		work,
	}: {
		readonly settings: DatabaseSettings;
		readonly work: readonly OrderWork[];
	}) => oneByOne(settings, work),
	mysqlNode: (job: Parameters<typeof mysqlNodeChain>[0]) => mysqlNodeChain(job),
	prepare: (counts: readonly number[]) => measurePrepare(counts),
	prepareOnce: (job: Parameters<typeof prepareOnce>[0]) => prepareOnce(job),
	pushedItems: (job: Parameters<typeof pushedItems>[0]) => pushedItems(job),
	notify: (job: Parameters<typeof notifyWithNode>[0]) => notifyWithNode(job),
	nodemailer: (job: Parameters<typeof sendWithNodemailer>[0]) => sendWithNodemailer(job),
	/** Opens the shop, so that the next pushes find a warm connection. */
	warmUp: async (settings: DatabaseSettings) => {
		warm = await warmShop(settings);
	},
	pushWarm: async (wanted: WantedOrders) => warm?.push(wanted),
	coolDown: async () => warm?.close(),
	passThrough: (wanted: WantedOrders) => passThrough(wanted),
	nodeVersion: async () => process.version,
	/** Bytes that the process has held at most, ever. */
	peakMemory: async () => process.resourceUsage().maxRSS * 1024,
};
export type WorkerService = typeof service;

serve(service);
