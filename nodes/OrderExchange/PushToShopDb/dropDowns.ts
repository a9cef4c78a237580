import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readChoices } from '../exchange/shopChoices.js';
import { operationError, settingsProblem, unforeseen } from '../n8n/failures.js';
import { shopDatabaseAccess, shopDatabaseCredential } from '../n8n/shopDatabase.js';
import type { Problem } from '../problems/problem.js';
import type { ShopChoices } from '../shops/platform.js';

/** The node's drop-downs, filled from the shop that the credential reaches; n8n shows the words of what is thrown. */
export const dropDowns = {
	searchStores: searchOf('stores', 'stores'),
	searchLanguages: searchOf('languages', 'languages of orders'),
	searchOrderStatuses: searchOf('orderStatuses', 'order statuses'),
	searchPaymentMethods: searchOf('paymentMethods', 'payment methods'),
	searchShippingMethods: searchOf('shippingMethods', 'shipping methods'),
};

function searchOf(kind: keyof ShopChoices, what: string) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const found = await choicesOf(this);
		if (!found.ok) throw operationError(this.getNode(), found.problems);
		const all = found.choices[kind];
		if (all.length === 0) {
			const nothing = settingsProblem(
				`${found.shop} offers no ${what} to choose from`,
				'Remove this option: the shop decides by itself.',
			);
			throw operationError(this.getNode(), [nothing]);
		}
		const wanted = filter?.trim().toLowerCase() ?? '';
		const results = all.filter(({ name }) => name.toLowerCase().includes(wanted));
		return { results: results.map(({ name, value }) => ({ name, value })) };
	};
}

type Found =
	| { readonly ok: true; readonly shop: string; readonly choices: ShopChoices }
	| { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

async function choicesOf(form: ILoadOptionsFunctions): Promise<Found> {
	try {
		const { settings } = shopDatabaseAccess(
			await form.getCredentials(shopDatabaseCredential),
			form.helpers.getSSHClient.bind(form.helpers),
		);
		const read = await readChoices(settings);
		if (read.ok) return read;
		const [first = unforeseen(undefined), ...others] = read.problems;
		return { ok: false, problems: [first, ...others] };
	} catch {
		const missing = settingsProblem(
			'the Shop Database credential is missing or incomplete',
			'Choose a credential and fill in its host, port, database and user.',
		);
		return { ok: false, problems: [missing] };
	}
}
