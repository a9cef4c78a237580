import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { serve } from '../processes/helper.js';
import type { WantedOrders } from '../shops/orders.js';
import { oneByOne } from './oneByOne.js';
import type { OrderWork } from './orderWork.js';
import { pushWithNode } from './ourNode.js';

// Each way is measured in a process of its own, so that nobody's memory or event loop is another's.

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
	/** Bytes that the process has held at most, ever. */
	peakMemory: async () => process.resourceUsage().maxRSS * 1024,
};
export type WorkerService = typeof service;

serve(service);
