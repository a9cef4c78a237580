import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { settingsProblem } from '../n8n/failures.js';
import type { PrepareRules } from '../orders/prepare.js';
import { lineFields, orderFields, type Field } from '../orders/sources/fields.js';
import type { Mapping } from '../orders/sources/mapping.js';
import type { OrderFormat } from '../orders/sources/readOrders.js';
import { readCountry } from '../orders/values/country.js';
import { readCurrency } from '../orders/values/currency.js';
import { Unreadable } from '../orders/values/reading.js';
import { catalogue, type ProblemCode } from '../problems/catalogue.js';
import type { Problem } from '../problems/problem.js';

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
export function readSettings(node: IExecuteFunctions): PrepareSettings | readonly Problem[] {
	const problems: Problem[] = [];
	const needed = (name: string, title: string): string => {
		const value = text.parse(node.getNodeParameter(name, 0, ''));
		if (value === '') problems.push(settingsProblem(`${title} is empty`, `Fill in ${title}.`));
		return value;
	};
	const options = optionsSchema.parse(node.getNodeParameter('options', 0, {}));
	const distributor = {
		code: needed('distributorCode', 'Distributor Code'),
		name: needed('distributorName', 'Distributor Name'),
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
	const billing = billed === 'distributor' ? distributorBilling(node, distributor, problems) : undefined;
	const mapping = format === 'mapping' ? readMapping(node, problems) : undefined;
	if (problems.length > 0) return problems;
	const changed = (codes: readonly string[], severity: 'block' | 'warn') =>
		codes.filter(isChangeable).map((code) => [code, severity] as const);
	return {
		format,
		mapping,
		rules: {
			distributor,
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
	Object.hasOwn(catalogue, code) && catalogue[code as ProblemCode].title !== undefined;

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

function distributorBilling(
	node: IExecuteFunctions,
	distributor: { readonly name: string; readonly email?: string },
	problems: Problem[],
): PrepareRules['billedDistributor'] {
	const address = addressSchema.parse(node.getNodeParameter('distributorAddress', 0, {}));
	const missing = (['street', 'city', 'country'] as const).filter((field) => address[field] === '');
	if (missing.length > 0)
		problems.push(
			settingsProblem(
				`Distributor Address has no ${missing.join(', no ')}`,
				'Add it under Distributor Address.',
			),
		);
	if (distributor.email === undefined)
		problems.push(
			settingsProblem('the distributor has no e-mail address', 'Add Distributor Email under Options.'),
		);
	const country = readCountry(address.country);
	if (country instanceof Unreadable)
		problems.push(
			settingsProblem('the country of Distributor Address is unknown', 'Use two letters, e.g. DE.'),
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
