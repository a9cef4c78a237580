import type { Row } from '../../database/read.js';
import { setting, type OpenCartReference } from './reference.js';

/** Names and numbers as a person types them: without regard to case and surrounding blanks. */
const same = (stored: string | null | undefined, said: string): boolean =>
	stored?.trim().toLowerCase() === said.trim().toLowerCase();

const mainStore = '0';

/** Id of the store with this id or name; the main store when nothing is said, undefined when there is none. */
export function storeId(wanted: string | undefined, reference: OpenCartReference): string | undefined {
	if (!wanted || wanted === mainStore || same(setting(reference, 'config_name'), wanted)) return mainStore;
	const store = reference.stores.find((row) => row.store_id === wanted || same(row.name, wanted));
	return store?.store_id ?? undefined;
}

const languageIn = (code: string): string | undefined => code.split(/[-_]/)[0];

/** For people: the main store first. */
export const storeNames = (reference: OpenCartReference): string =>
	[setting(reference, 'config_name'), ...reference.stores.map(({ name }) => name)].join(', ');

/** Id of the order status with this id, or this name in any of the shop's languages. */
const statusId = (wanted: string, reference: OpenCartReference): string | undefined =>
	reference.statuses.find((row) => row.order_status_id === wanted.trim() || same(row.name, wanted))
		?.order_status_id ?? undefined;

/** The id of the chosen status, undefined where the shop has none such; else the first of the shop's `usual` ones that it has. */
export const statusOf = (
	chosen: string | undefined,
	usual: readonly string[],
	reference: OpenCartReference,
): string | undefined => {
	const wanted = chosen ? [chosen] : usual;
	return wanted.flatMap((one) => statusId(one, reference) ?? [])[0];
};

/** For people, in all languages of the shop. */
export const statusNames = (reference: OpenCartReference): string =>
	[...new Set(reference.statuses.map(({ name }) => name))].join(', ');

/** The customer's language if the shop speaks it, else the node's, else the shop's own. */
export function languageOf(
	wishes: readonly (string | undefined)[],
	reference: OpenCartReference,
	store: string,
): Row {
	const spoken = reference.languages.filter(({ status }) => status === '1');
	const found = wishes.flatMap((wish) => {
		const wanted = wish?.toLowerCase();
		if (!wanted) return [];
		const coded = (test: (code: string) => boolean) =>
			spoken.filter((row) => row.language_id === wanted || test(row.code?.toLowerCase() ?? ''));
		// Where the shop does not speak that of the customer's country, it may speak that of another one: `de-de` for `de-AT`.
		return [
			...coded((code) => code.startsWith(wanted)),
			...coded((code) => languageIn(code) === languageIn(wanted)),
		];
	});
	return found[0] ?? shopLanguage(reference, store) ?? reference.languages[0] ?? {};
}

/** The language of the shop's own pages; before 4.1 the admin's pages had no other. */
export function shopLanguage(reference: OpenCartReference, store = mainStore): Row | undefined {
	const own =
		setting(reference, 'config_language_catalog', store) || setting(reference, 'config_language', store);
	return reference.languages.find(({ code }) => code === own);
}
