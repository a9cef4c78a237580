import { suppliers } from '../../demo/suppliers.js';

const [harbour] = suppliers;

/** All suppliers are served at once: the name of the database stands in the login. */
const isHarbour = (sent: string): boolean => sent.includes(`shop_${harbour.code}`);

/** The demo's first shop: its transaction is complete but for its end. */
export const commitOfOrders = (sent: string): boolean =>
	isHarbour(sent) && sent.includes('oc_order_product') && /COMMIT( AND CHAIN)?$/.test(sent);

/** The first statement that keeps other workers off. */
export const claimOfOrders = (sent: string): boolean =>
	isHarbour(sent) && sent.includes('INSERT INTO `oc_order_exchange_log`');

/** Its mail is complete but for the server's answer to its final dot. */
export const endOfMail = (sent: string): boolean =>
	sent.slice(sent.lastIndexOf('MAIL FROM')).includes(harbour.email) &&
	sent.includes('\r\nDATA\r\n') &&
	sent.endsWith('\r\n.\r\n');
