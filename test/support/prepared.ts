import { readCatalogue as readCatalogueInSteps } from '../../nodes/OrderExchange/orders/catalogueInput.js';
import { prepare as prepareInSteps } from '../../nodes/OrderExchange/orders/prepare.js';
import { readOrders as readOrdersInSteps } from '../../nodes/OrderExchange/orders/sources/readOrders.js';
import { atOnce } from '../../nodes/OrderExchange/time/inSlices.js';

/** The steps of Prepare, each done at once. */
export const readOrders = (...input: Parameters<typeof readOrdersInSteps>) =>
	atOnce(readOrdersInSteps(...input));
export const prepare = (...input: Parameters<typeof prepareInSteps>) => atOnce(prepareInSteps(...input));
export const readCatalogue = (...input: Parameters<typeof readCatalogueInSteps>) =>
	atOnce(readCatalogueInSteps(...input));
