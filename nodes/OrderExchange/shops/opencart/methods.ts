import type { Row } from '../../database/read.js';
import { setting, type OpenCartReference } from './reference.js';

interface Choice {
	readonly code?: string | undefined;
	readonly title?: string | undefined;
}

/** A payment or shipping method: its code in two parts, e.g. `flat.flat`, and what customers read. */
export interface Method {
	readonly code: string;
	readonly extension: string;
	readonly title: string;
}

const titles: Readonly<Record<string, readonly [english: string, german: string]>> = {
	'cod.cod': ['Cash On Delivery', 'Nachnahme'],
	'free_checkout.free_checkout': ['Free Checkout', 'Kostenlos'],
	'bank_transfer.bank_transfer': ['Bank Transfer', 'Banküberweisung'],
	'cheque.cheque': ['Cheque / Money Order', 'Scheck'],
	'flat.flat': ['Flat Shipping Rate', 'Pauschale Versandkosten'],
	'free.free': ['Free Shipping', 'Versandkostenfrei'],
	sub_total: ['Sub-Total', 'Zwischensumme'],
	total: ['Total', 'Gesamtsumme'],
	coupon: ['Coupon', 'Gutschein'],
	invoice_address: ['Invoice address', 'Rechnungsadresse'],
};

/** The shop's own text for a code, in German or English; titles live in language files, not in the database. */
export const titleOf = (code: string, language: string): string | undefined =>
	titles[code]?.[language.startsWith('de') ? 1 : 0];

/** Where, and in which language, an order is placed. */
interface OrderedIn {
	readonly reference: OpenCartReference;
	readonly store: string;
	readonly languageCode: string;
}

/**
 * The order's own method where the shop has it, since orders bring other software's codes along; else the node's, else the
 * first one switched on in the shop. Its title is in the words of whoever named it.
 */
export function methodOf(
	type: 'payment' | 'shipping',
	stated: Choice | undefined,
	chosen: Choice | undefined,
	{ reference, store, languageCode }: OrderedIn,
): Method {
	const installed = reference.extensions.filter((row) => row.type === type);
	const isInstalled = (code: string) => installed.some((row) => row.code === extensionOf(code));
	const own = stated?.code !== undefined && isInstalled(stated.code) ? stated.code : undefined;
	const sortOrder = ({ code }: Row) => Number(setting(reference, `${type}_${code}_sort_order`, store));
	const enabled = installed
		.filter((row) => setting(reference, `${type}_${row.code}_status`, store) === '1')
		.filter((row) => row.code !== 'free_checkout')
		.sort((a, b) => sortOrder(a) - sortOrder(b));
	const named = own ?? chosen?.code ?? enabled[0]?.code ?? stated?.code ?? type;
	const code = named.includes('.') ? named : `${named}.${named}`;
	const goesByNode = own === undefined && chosen?.code !== undefined;
	const statedTitle = goesByNode && stated?.code !== undefined ? undefined : stated?.title;
	const words = (goesByNode ? chosen.title : undefined) ?? statedTitle;
	return { code, extension: extensionOf(code), title: words ?? titleOf(code, languageCode) ?? named };
}

const extensionOf = (code: string): string => code.split('.')[0] ?? code;
