import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';
import { readChoices, type FoundChoices } from '../exchange/shopChoices.js';
import { settingsProblem } from '../n8n/failures.js';
import { shopDatabaseAccess, shopDatabaseCredential } from '../n8n/shopDatabase.js';
import { problem, type Problem } from '../problems/problem.js';
import type { ShopChoices } from '../shops/platform.js';

/** The node's drop-downs, filled from the shop that the credential reaches; n8n shows the words of what is thrown. */
export const dropDowns = {
	searchStores: searchOf('stores', 'stores'),
	searchLanguages: searchOf('languages', 'languages'),
	searchOrderStatuses: searchOf('orderStatuses', 'order statuses'),
	searchPaymentMethods: searchOf('paymentMethods', 'payment methods'),
	searchShippingMethods: searchOf('shippingMethods', 'shipping methods'),
};

function searchOf(kind: keyof ShopChoices, what: string) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const found = await choicesOf(this);
		if (!found.ok) throw shown(this, found.problems);
		const all = found.choices[kind];
		if (all.length === 0)
			throw shown(this, [problem('node.nothingToChoose', {}, { shop: found.shop, what })]);
		const wanted = filter?.trim().toLowerCase() ?? '';
		const results = all.filter(({ name }) => name.toLowerCase().includes(wanted));
		return { results: results.map(({ name, value }) => ({ name, value })) };
	};
}

/** The list shows the message alone, so it says what to do as well. */
const shown = (form: ILoadOptionsFunctions, problems: readonly Problem[]) =>
	new NodeOperationError(
		form.getNode(),
		problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' '),
	);

async function choicesOf(form: ILoadOptionsFunctions): Promise<FoundChoices> {
	try {
		const { settings } = shopDatabaseAccess(
			await form.getCredentials(shopDatabaseCredential),
			form.helpers.getSSHClient.bind(form.helpers),
		);
		return await readChoices(settings);
	} catch {
		const missing = settingsProblem(
			'the Shop Database credential is missing or cannot be used',
			'Choose a credential, fill in host, port, database and user, and press Test.',
		);
		return { ok: false, problems: [missing] };
	}
}
