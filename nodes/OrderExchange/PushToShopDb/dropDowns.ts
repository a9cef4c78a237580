import { NodeOperationError, type ILoadOptionsFunctions, type INodeListSearchResult } from 'n8n-workflow';
import { readChoices, type FoundChoices } from '../exchange/shop/shopChoices.js';
import { theDirectory } from '../n8n/credentials.js';
import { problemsIn, settingsProblem } from '../n8n/failures.js';
import { connectsThroughDirectory, onlySupplierOf, supplierShops } from '../n8n/supplierShops.js';
import { problem, type Problem } from '../problems/problem.js';
import type { ShopChoices } from '../shops/platform.js';
import type { Directory } from '../suppliers/directory.js';

/** The node's drop-downs, filled from the shop or the directory; n8n shows the words of what is thrown. */
export const dropDowns = {
	searchStores: searchOf('stores', 'stores'),
	searchLanguages: searchOf('languages', 'languages'),
	searchOrderStatuses: searchOf('orderStatuses', 'order statuses'),
	searchPaymentMethods: searchOf('paymentMethods', 'payment methods'),
	searchShippingMethods: searchOf('shippingMethods', 'shipping methods'),
	searchSuppliers,
};

interface Choice {
	readonly name: string;
	readonly value: string;
}

function searchOf(kind: keyof ShopChoices, what: string) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const found = await choicesOf(this);
		if (!found.ok) throw shown(this, found.problems);
		const all = found.choices[kind];
		if (all.length === 0)
			throw shown(this, [problem('node.nothingToChoose', {}, { shop: found.shop, what })]);
		return fitting(all, filter);
	};
}

/** Whom the directory knows; no code is opened for it, and nothing goes over the network. */
async function searchSuppliers(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
	const { entries, findings } = await directoryOf(this);
	if (entries.length === 0) throw shown(this, findings);
	const all = entries.map(({ supplier: { code, name } }) => ({ value: code, name: `${name} (${code})` }));
	return fitting(all, filter);
}

function fitting(all: readonly Choice[], filter: string | undefined): INodeListSearchResult {
	const wanted = filter?.trim().toLowerCase() ?? '';
	const results = all.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results: results.map(({ name, value }) => ({ name, value })) };
}

/** The list shows the message alone, so it says what to do as well. */
const shown = (form: ILoadOptionsFunctions, problems: readonly Problem[]) =>
	new NodeOperationError(
		form.getNode(),
		problems.map(({ message, remedy }) => `${message} ${remedy}`).join(' '),
	);

async function directoryOf(form: ILoadOptionsFunctions): Promise<Directory> {
	try {
		return await theDirectory(form);
	} catch (thrown) {
		throw shown(form, problemsIn(thrown));
	}
}

async function choicesOf(form: ILoadOptionsFunctions): Promise<FoundChoices> {
	try {
		const supplier = connectsThroughDirectory(form) ? onlySupplierOf(form) : '';
		if (connectsThroughDirectory(form) && supplier === '')
			return {
				ok: false,
				problems: [settingsProblem('no Supplier is chosen whose shop could be asked', chooseSupplier)],
			};
		const found = await (await supplierShops(form)).find(supplier);
		if (!found.ok) return { ok: false, problems: [found.problem] };
		const { connection, platform, inItsWords } = found.shop;
		const read = await readChoices(connection, platform);
		return read.ok ? read : { ok: false, problems: read.problems.map(inItsWords) };
	} catch (thrown) {
		return { ok: false, problems: problemsIn(thrown) };
	}
}

const chooseSupplier = 'Choose one above, or enter the code by hand: it then holds for every supplier.';
