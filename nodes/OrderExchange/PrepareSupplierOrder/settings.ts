import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { settingsProblem } from '../n8n/failures.js';
import { supplierDirectory, supplierDirectoryCredential } from '../n8n/supplierDirectory.js';
import type { KnownSupplier, PrepareRules } from '../orders/prepareRules.js';
import { lineFields, orderFields, type Field } from '../orders/sources/fields.js';
import type { Mapping } from '../orders/sources/mapping.js';
import type { OrderFormat } from '../orders/sources/readOrders.js';
import { readCountry } from '../orders/values/country.js';
import { readCurrency } from '../orders/values/currency.js';
import { Unreadable } from '../orders/values/reading.js';
import { catalogue, type ProblemCode } from '../problems/catalogue.js';
import type { Problem } from '../problems/problem.js';
import { entryOf, type Directory } from '../suppliers/directory.js';

export interface PrepareSettings {
	readonly format: OrderFormat;
	readonly mapping: Mapping | undefined;
	readonly rules: PrepareRules;
}

const text = z.string().trim().catch('');
const optionsSchema = z.object({
	currencyIfMissing: text,
	countryIfMissing: text,
	prices: z.enum(['elseGross', 'elseNet', 'alwaysGross', 'alwaysNet']).catch('elseGross'),
	costPrices: z.enum(['net', 'gross']).catch('net'),
	slashes: z.enum(['guess', 'dayFirst', 'monthFirst']).catch('guess'),
	timeZone: text,
	maximumAge: z.number().catch(0),
	minimumValue: z.number().catch(0),
	holdIncomplete: z.boolean().catch(false),
	onlyWarn: z.array(z.string()).catch([]),
	alsoBlock: z.array(z.string()).catch([]),
	distributorEmail: text,
});
const addressSchema = z.object({
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
});
const mappedSchema = z
	.object({ field: z.array(z.object({ field: z.string(), path: z.string() })).catch([]) })
	.catch({ field: [] });

/** Reads every parameter once, from the first item; all that is wrong with them comes back at once. */
export async function readSettings(node: IExecuteFunctions): Promise<PrepareSettings | readonly Problem[]> {
	const problems: Problem[] = [];
	const directory = await chosenDirectory(node, problems);
	const needed = (name: string, title: string): string => {
		const value = text.parse(node.getNodeParameter(name, 0, ''));
		if (value === '') problems.push(settingsProblem(`${title} is empty`, `Fill in ${title}.`));
		return value;
	};
	const options = optionsSchema.parse(node.getNodeParameter('options', 0, {}));
	if (directory === undefined && problems.length > 0) return problems;
	const distributor = {
		...(directory
			? distributorIn(directory, problems)
			: {
					code: needed('distributorCode', 'Distributor Code'),
					name: needed('distributorName', 'Distributor Name'),
				}),
		...(options.distributorEmail !== '' && { email: options.distributorEmail }),
	};
	const format = z
		.enum(['detect', 'own', 'shopify', 'woocommerce', 'rows', 'mapping'])
		.catch('detect')
		.parse(node.getNodeParameter('format', 0, 'detect'));
	const sentPrice = z
		.enum(['order', 'cost', 'shop'])
		.catch('order')
		.parse(node.getNodeParameter('sentPrice', 0, 'order'));
	const billed =
		node.getNodeParameter('billed', 0, 'customer') === 'distributor' ? 'distributor' : 'customer';
	const onlySupplier =
		node.getNodeParameter('suppliers', 0, 'automatic') === 'one' ? oneSupplier(node, needed) : undefined;
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
			? distributorBilling(addressOf(node, directory), distributor, problems, directory !== undefined)
			: undefined;
	const mapping = format === 'mapping' ? readMapping(node, problems) : undefined;
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

const isChangeable = (code: string): code is ProblemCode =>
	Object.hasOwn(catalogue, code) && 'title' in catalogue[code as ProblemCode];

function isZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

function oneSupplier(node: IExecuteFunctions, needed: (name: string, title: string) => string) {
	const email = text.parse(node.getNodeParameter('supplierEmail', 0, ''));
	const name = text.parse(node.getNodeParameter('supplierName', 0, ''));
	return { code: needed('supplierCode', 'Supplier Code'), ...(name && { name }), ...(email && { email }) };
}

/** The credential, where the node takes the distributor from it. */
async function chosenDirectory(node: IExecuteFunctions, problems: Problem[]): Promise<Directory | undefined> {
	if (node.getNodeParameter('distributorFrom', 0, 'fields') !== 'directory') return undefined;
	try {
		return supplierDirectory(await node.getCredentials(supplierDirectoryCredential));
	} catch {
		const what = 'the Supplier Directory credential is missing or cannot be used';
		problems.push(settingsProblem(what, 'Choose a credential, or enter the distributor in the node.'));
		return undefined;
	}
}

function distributorIn({ distributor }: Directory, problems: Problem[]) {
	const { distributorCode: code, distributorName: name, email, contact, phone } = distributor;
	for (const [value, title] of [
		[code, 'Distributor Code'],
		[name, 'Distributor Name'],
	])
		if (value === '')
			problems.push(
				settingsProblem(`${title} is empty in the Supplier Directory`, `Fill it in in the credential.`),
			);
	return { code, name, ...(email && { email }), ...(contact && { contact }), ...(phone && { phone }) };
}

const knownIn = (directory: Directory, code: string): KnownSupplier | undefined => {
	const entry = entryOf(directory, code);
	return entry && { name: entry.supplier.name, customerNumber: entry.customerNumber };
};

const addressOf = (node: IExecuteFunctions, directory: Directory | undefined) =>
	addressSchema.parse(directory ? directory.distributor : node.getNodeParameter('distributorAddress', 0, {}));

function distributorBilling(
	address: z.output<typeof addressSchema>,
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
				fromDirectory ? `Add Email ${place}.` : 'Add Distributor Email under Options.',
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

function readMapping(node: IExecuteFunctions, problems: Problem[]): Mapping {
	const { field } = mappedSchema.parse(node.getNodeParameter('mapping', 0, {}));
	const names: ReadonlySet<string> = new Set([...orderFields, ...lineFields]);
	const isField = (name: string): name is Field => names.has(name);
	const fields = field.flatMap(({ field: name, path }) => (isField(name) ? [{ field: name, path }] : []));
	if (fields.length === 0)
		problems.push(settingsProblem('the mapping has no fields', 'Add the fields under Field Mapping.'));
	return { lines: text.parse(node.getNodeParameter('linesPath', 0, '')), fields };
}
