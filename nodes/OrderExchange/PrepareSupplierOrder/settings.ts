import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { OrderExchangeSupplierDirectory } from '../../../credentials/OrderExchangeSupplierDirectory.credentials.js';
import { theDirectory } from '../n8n/credentials.js';
import { settingsProblem } from '../n8n/failures.js';
import { choice, collection, flag, number, readParameters, text, titleOf } from '../n8n/parameters.js';
import { differingValues } from '../n8n/perItem.js';
import type { KnownSupplier, PrepareRules } from '../orders/prepareRules.js';
import { lineFields, orderFields } from '../orders/sources/fields.js';
import type { Mapping } from '../orders/sources/mapping.js';
import type { OrderFormat } from '../orders/sources/readOrders.js';
import { readCountry } from '../orders/values/country.js';
import { readCurrency } from '../orders/values/currency.js';
import { Unreadable } from '../orders/values/reading.js';
import { catalogue, type ProblemCode } from '../problems/catalogue.js';
import type { Problem } from '../problems/problem.js';
import { entryOf, type Directory } from '../suppliers/directory.js';
import { inSlices } from '../time/inSlices.js';
import { prepareForm } from './parameters/form.js';

export interface PrepareSettings {
	readonly format: OrderFormat;
	readonly mapping: Mapping | undefined;
	readonly rules: PrepareRules;
}

const address = {
	company: text,
	firstName: text,
	lastName: text,
	street: text,
	street2: text,
	postalCode: text,
	city: text,
	region: text,
	country: text,
	phone: text,
	vatId: text,
};
const codes = z.array(z.string()).default([]);
const schema = z.object({
	distributorFrom: choice(['fields', 'directory'], 'fields'),
	distributorCode: text,
	distributorName: text,
	distributorEmail: text,
	format: choice(['detect', 'own', 'shopify', 'woocommerce', 'rows', 'mapping'], 'detect'),
	linesPath: text,
	mapping: collection({
		field: z.array(z.object({ field: z.enum([...orderFields, ...lineFields]), path: text })).default([]),
	}),
	suppliers: choice(['automatic', 'one'], 'automatic'),
	supplierCode: text,
	supplierName: text,
	supplierEmail: text,
	sentPrice: choice(['order', 'cost', 'shop'], 'order'),
	billed: choice(['customer', 'distributor'], 'customer'),
	distributorAddress: collection(address),
	options: collection({
		currencyIfMissing: text,
		countryIfMissing: text,
		prices: choice(['elseGross', 'elseNet', 'alwaysGross', 'alwaysNet'], 'elseGross'),
		costPrices: choice(['net', 'gross'], 'net'),
		slashes: choice(['guess', 'dayFirst', 'monthFirst'], 'guess'),
		timeZone: text,
		maximumAge: number(0, z.number().min(0)),
		minimumValue: number(0, z.number().min(0)),
		holdIncomplete: flag(false),
		onlyWarn: codes,
		alsoBlock: codes,
	}),
});
type Form = z.output<typeof schema>;

/**
 * Reads every parameter once: rows of one order may be several items, so that a run has one value of each. All that is wrong with them
 * comes back at once. @throws SettingsUnusable for a missing credential
 */
export async function readSettings(node: IExecuteFunctions): Promise<PrepareSettings | readonly Problem[]> {
	const read = readParameters(node, 0, schema, prepareForm);
	if (!read.ok) return read.problems;
	const form = read.values;
	const { options, format, sentPrice, billed } = form;
	const problems = [
		...(await inSlices(differingValues(node, Object.keys(schema.shape), prepareForm, divideInFront))),
	];
	const needed = (name: 'distributorCode' | 'distributorName' | 'supplierCode'): string => {
		const title = titleOf(prepareForm, name);
		if (form[name] === '') problems.push(settingsProblem(`${title} is empty`, `Fill in ${title}.`));
		return form[name];
	};
	const directory = form.distributorFrom === 'directory' ? await theDirectory(node) : undefined;
	const distributor = directory
		? distributorIn(directory, problems)
		: {
				code: needed('distributorCode'),
				name: needed('distributorName'),
				...(form.distributorEmail && { email: form.distributorEmail }),
			};
	const onlySupplier =
		form.suppliers === 'one' ? { code: needed('supplierCode'), ...suppliersOwn(form) } : undefined;
	const currency = readCurrency(options.currencyIfMissing);
	if (currency instanceof Unreadable)
		problems.push(settingsProblem('Currency If Missing is no ISO 4217 code', 'Use three letters, e.g. EUR.'));
	const country = readCountry(options.countryIfMissing);
	if (country instanceof Unreadable)
		problems.push(settingsProblem('Country If Missing is no country', 'Use two letters, e.g. DE.'));
	const zone = options.timeZone === '' ? node.getTimezone() : options.timeZone;
	if (!isZone(zone))
		problems.push(settingsProblem('Time Zone is unknown', 'Use a name such as Europe/Berlin.'));
	const billing =
		billed === 'distributor'
			? distributorBilling(
					directory ? addressIn(directory) : form.distributorAddress,
					distributor,
					problems,
					directory !== undefined,
				)
			: undefined;
	const mapping = format === 'mapping' ? readMapping(form, problems) : undefined;
	if (problems.length > 0) return problems;
	const changed = (codes: readonly string[], severity: 'block' | 'warn') =>
		codes.filter(isChangeable).map((code) => [code, severity] as const);
	return {
		format,
		mapping,
		rules: {
			distributor,
			...(directory && { knownOf: (code: string) => knownIn(directory, code) }),
			sentPrice,
			billed,
			...(onlySupplier && { onlySupplier }),
			...(billing && { billedDistributor: billing }),
			costPrices: options.costPrices,
			maximumAge: options.maximumAge,
			minimumValue: options.minimumValue,
			holdIncomplete: options.holdIncomplete,
			now: new Date(),
			severities: new Map([...changed(options.onlyWarn, 'warn'), ...changed(options.alsoBlock, 'block')]),
			drafts: {
				dates: { zone, slashes: options.slashes },
				prices: options.prices,
				...(typeof currency === 'string' && { currencyIfMissing: currency }),
				...(typeof country === 'string' && { countryIfMissing: country }),
			},
		},
	};
}

const divideInFront =
	'A run of this node has one value for all orders. Divide the orders in front of it, for example with Switch, and give each branch a Prepare node of its own.';

const isChangeable = (code: string): code is ProblemCode =>
	Object.hasOwn(catalogue, code) && 'title' in catalogue[code as ProblemCode];

function isZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

const suppliersOwn = ({ supplierName: name, supplierEmail: email }: Form) => ({
	...(name && { name }),
	...(email && { email }),
});

function distributorIn({ distributor }: Directory, problems: Problem[]) {
	const { distributorCode: code, distributorName: name, email, contact, phone } = distributor;
	for (const field of ['distributorCode', 'distributorName'] as const)
		if (distributor[field] === '') {
			const title = titleOf(new OrderExchangeSupplierDirectory().properties, field);
			const what = `${title} is empty in the Supplier Directory`;
			problems.push(settingsProblem(what, 'Fill it in in the credential.'));
		}
	return { code, name, ...(email && { email }), ...(contact && { contact }), ...(phone && { phone }) };
}

const knownIn = (directory: Directory, code: string): KnownSupplier | undefined => {
	const entry = entryOf(directory, code);
	return entry && { name: entry.supplier.name, customerNumber: entry.customerNumber };
};

const addressIn = ({ distributor }: Directory) => z.object(address).parse(distributor);

function distributorBilling(
	address: Form['distributorAddress'],
	distributor: { readonly name: string; readonly email?: string },
	problems: Problem[],
	fromDirectory: boolean,
): PrepareRules['billedDistributor'] {
	const place = fromDirectory ? 'in the Supplier Directory credential' : 'under Distributor Address';
	const missing = (['street', 'city', 'country'] as const).filter((field) => address[field] === '');
	if (missing.length > 0)
		problems.push(
			settingsProblem(`the distributor’s address has no ${missing.join(', no ')}`, `Add it ${place}.`),
		);
	if (distributor.email === undefined)
		problems.push(
			settingsProblem(
				'the distributor has no e-mail address',
				fromDirectory ? `Add Email ${place}.` : `Fill in ${titleOf(prepareForm, 'distributorEmail')}.`,
			),
		);
	const country = readCountry(address.country);
	if (country instanceof Unreadable)
		problems.push(
			settingsProblem('the country of the distributor’s address is unknown', 'Use two letters, e.g. DE.'),
		);
	const { vatId, ...parts } = address;
	const filled = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ''));
	const named: Record<string, string> =
		address.company || address.lastName ? {} : { company: distributor.name };
	return {
		customer: { email: distributor.email ?? '', ...(vatId && { vatId }) },
		billTo: { ...named, ...filled, country: typeof country === 'string' ? country : '' },
	};
}

function readMapping({ mapping: { field: fields }, linesPath }: Form, problems: Problem[]): Mapping {
	if (fields.length === 0)
		problems.push(settingsProblem('the mapping has no fields', 'Add the fields under Field Mapping.'));
	return { lines: linesPath, fields };
}
