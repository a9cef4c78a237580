/** The demo's OpenCart shop: its transaction is complete but for its end. */
export const commitOfOrders = (sent: string): boolean =>
	sent.includes('oc_order_product') && sent.endsWith('COMMIT');

/** The first statement that keeps other workers off. */
export const claimOfOrders = (sent: string): boolean => sent.includes('INSERT INTO `oc_order_exchange_log`');

/** A mail is complete but for the server's answer to its final dot. */
export const endOfMail = (sent: string): boolean =>
	sent.includes('\r\nDATA\r\n') && sent.endsWith('\r\n.\r\n');
