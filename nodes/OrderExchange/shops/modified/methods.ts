import { setting, text, type Language, type ModifiedReference } from './reference.js';

/** The customer's language where the shop speaks it, else the one chosen in the node, else the shop's default. */
export function languageOf(
	wanted: string | undefined,
	preset: string | undefined,
	reference: ModifiedReference,
): Language {
	const spoken = (value: string | undefined) => {
		const said = value?.trim().toLowerCase();
		// Of `de-AT` the shop knows the language alone.
		return [said, said?.split(/[-_]/)[0]]
			.map((name) => reference.languages.find((one) => name && namesOf(one).includes(name)))
			.find(Boolean);
	};
	return (
		spoken(wanted) ??
		spoken(preset) ??
		spoken(setting(reference, 'DEFAULT_LANGUAGE')) ??
		reference.languages[0] ?? { id: '1', name: 'English', code: 'en', directory: 'english' }
	);
}

const namesOf = ({ code, id, directory }: Language): readonly string[] =>
	[code, id, directory].map((name) => name.toLowerCase());

/** Codes of the modules in the order in which the shop offers them. */
export const installed = (reference: ModifiedReference, kind: 'PAYMENT' | 'SHIPPING'): readonly string[] =>
	setting(reference, `MODULE_${kind}_INSTALLED`)
		.split(';')
		.map((file) => file.trim().replace(/\.php$/, ''))
		.filter((code) => code !== '');

/** Those of them that are switched on; the shop's checkout offers no other. */
const offered = (reference: ModifiedReference, kind: 'PAYMENT' | 'SHIPPING'): readonly string[] =>
	installed(reference, kind).filter((code) => !isOff(reference, kind, code));

/** Whether the owner has switched an installed module off; one that knows no such switch is on. */
export const isOff = (reference: ModifiedReference, kind: 'PAYMENT' | 'SHIPPING', code: string): boolean =>
	setting(reference, `MODULE_${kind}_${code.toUpperCase()}_STATUS`).toLowerCase() === 'false';

/** A module of the shop: the order's, the setting's, else the first that is switched on. What the order's own software calls it means nothing here. */
export const paymentOf = (
	ofOrder: string | undefined,
	preset: string | undefined,
	reference: ModifiedReference,
): string => {
	const modules = installed(reference, 'PAYMENT');
	if (ofOrder !== undefined && modules.includes(ofOrder)) return ofOrder;
	return preset ?? offered(reference, 'PAYMENT')[0] ?? modules[0] ?? 'no_payment';
};

/** Likewise; `flat`, `flat.flat` and `flat_flat` are the same method. */
export function methodOf(
	ofOrder: string | undefined,
	preset: string | undefined,
	reference: ModifiedReference,
): string {
	const modules = installed(reference, 'SHIPPING');
	const known = ofOrder !== undefined && modules.includes(moduleOf(ofOrder)) ? ofOrder : undefined;
	const first = offered(reference, 'SHIPPING')[0] ?? modules[0] ?? 'free';
	const method = (known ?? preset ?? first).replace('.', '_');
	return method.includes('_') ? method : `${method}_${method}`;
}

/** Which module offers a shipping method. */
export const moduleOf = (method: string): string => method.split(/[._]/)[0] ?? '';

/** The chosen status, by id or name, undefined where the shop has none such; else the payment method's; else the shop's default. */
export function statusOf(
	chosen: string | undefined,
	payment: string,
	reference: ModifiedReference,
): string | undefined {
	const wanted = chosen?.trim().toLowerCase();
	if (wanted)
		return (
			reference.statuses.find((row) =>
				[row['orders_status_id'], row['orders_status_name']?.trim().toLowerCase()].includes(wanted),
			)?.['orders_status_id'] ?? undefined
		);
	const ofPayment = setting(reference, `MODULE_PAYMENT_${payment.toUpperCase()}_ORDER_STATUS_ID`);
	return Number(ofPayment) > 0 ? ofPayment : setting(reference, 'DEFAULT_ORDERS_STATUS_ID') || '1';
}

export const statusNames = (reference: ModifiedReference): string =>
	[...new Set(reference.statuses.map((row) => text(row, 'orders_status_name')))].join(', ');
