import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { OrderExchangeSupplierDirectory } from '../../../credentials/OrderExchangeSupplierDirectory.credentials.js';
import { theDirectory } from '../n8n/credentials.js';
import { settingsProblem } from '../n8n/failures.js';
import { choice, collection, flag, number, readParameters, text, titleOf } from '../n8n/parameters.js';
import { differingValues } from '../n8n/perItem.js';
import type { DraftRules, NamedSupplier } from '../orders/draft.js';
import type { KnownSupplier, PrepareRules } from '../orders/prepareRules.js';
import { lineFields, orderFields } from '../orders/sources/fields.js';
import type { Mapping } from '../orders/sources/mapping.js';
import { type OrderFormat, orderFormats } from '../orders/sources/readOrders.js';
import type { Distributor } from '../orders/supplierOrder.js';
import { readCountry } from '../orders/values/country.js';
import { readCurrency } from '../orders/values/currency.js';
import { Unreadable } from '../orders/values/reading.js';
import { catalogue, type ProblemCode } from '../problems/catalogue.js';
import { someOf, type Problem, type Severity, type SomeProblems } from '../problems/problem.js';
import { entryOf, type Directory } from '../suppliers/directory.js';
import { inSlices } from '../time/inSlices.js';
import { prepareForm } from './parameters/form.js';

export interface PrepareSettings {
	readonly format: OrderFormat;
	readonly mapping: Mapping | undefined;
	readonly rules: PrepareRules;
}

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
const codes = z.array(z.string()).default([]);
const schema = z.object({
	distributorFrom: choice(['fields', 'directory'], 'fields'),
	distributorCode: text,
	distributorName: text,
	distributorEmail: text,
	format: choice(orderFormats, 'detect'),
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
	distributorAddress: collection(addressSchema.shape),
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

export type ReadPrepareSettings =
	| { readonly ok: true; readonly settings: PrepareSettings }
	| { readonly ok: false; readonly problems: SomeProblems };

/** A part of the settings, and all that is wrong with it: where anything is, the value does not count. */
interface Part<Value> {
	readonly value: Value;
	readonly problems: readonly Problem[];
}

/**
 * Reads every parameter once: rows of one order may be several items, so that a run has one value of each. All that is wrong with them
 * comes back at once. @throws SettingsUnusable for a missing credential
 */
export async function readSettings(node: IExecuteFunctions): Promise<ReadPrepareSettings> {
	const read = readParameters(node, 0, schema, prepareForm);
	if (!read.ok) return read;
	const form = read.values;
	const differing = await inSlices(
		differingValues(node, Object.keys(schema.shape), prepareForm, divideInFront),
	);
	const directory = form.distributorFrom === 'directory' ? await theDirectory(node) : undefined;
	const distributor = directory ? distributorIn(directory) : distributorOf(form);
	const onlySupplier = onlySupplierOf(form);
	const drafts = draftRulesOf(form, node.getTimezone());
	const billing = billingOf(form, directory, distributor.value);
	const mapping = mappingOf(form);
	const problems = someOf([
		...differing,
		...[distributor, onlySupplier, drafts, billing, mapping].flatMap((part) => part.problems),
	]);
	if (problems) return { ok: false, problems };
	const { options } = form;
	return {
		ok: true,
		settings: {
			format: form.format,
			mapping: mapping.value,
			rules: {
				distributor: distributor.value,
				...(directory && { knownOf: (code: string) => knownIn(directory, code) }),
				sentPrice: form.sentPrice,
				billed: form.billed,
				...(onlySupplier.value && { onlySupplier: onlySupplier.value }),
				...(billing.value && { billedDistributor: billing.value }),
				costPrices: options.costPrices,
				maximumAge: options.maximumAge,
				minimumValue: options.minimumValue,
				holdIncomplete: options.holdIncomplete,
				now: new Date(),
				severities: severitiesOf(options),
				drafts: drafts.value,
			},
		},
	};
}

const divideInFront =
	'A run of this node has one value for all orders. Divide the orders in front of it, for example with Switch, and give each branch a Prepare node of its own.';

type NeededField = 'distributorCode' | 'distributorName' | 'supplierCode';

const emptyFields = (form: Form, ...names: readonly NeededField[]): readonly Problem[] =>
	names
		.filter((name) => form[name] === '')
		.map((name) => {
			const title = titleOf(prepareForm, name);
			return settingsProblem(`${title} is empty`, `Fill in ${title}.`);
		});

const distributorOf = (form: Form): Part<Distributor> => ({
	value: {
		code: form.distributorCode,
		name: form.distributorName,
		...(form.distributorEmail && { email: form.distributorEmail }),
	},
	problems: emptyFields(form, 'distributorCode', 'distributorName'),
});

function distributorIn({ distributor }: Directory): Part<Distributor> {
	const { distributorCode: code, distributorName: name, email, contact, phone } = distributor;
	const problems = (['distributorCode', 'distributorName'] as const)
		.filter((field) => distributor[field] === '')
		.map((field) => {
			const title = titleOf(new OrderExchangeSupplierDirectory().properties, field);
			return settingsProblem(`${title} is empty in the Supplier Directory`, 'Fill it in in the credential.');
		});
	return {
		value: { code, name, ...(email && { email }), ...(contact && { contact }), ...(phone && { phone }) },
		problems,
	};
}

function onlySupplierOf(form: Form): Part<NamedSupplier | undefined> {
	if (form.suppliers !== 'one') return { value: undefined, problems: [] };
	const { supplierCode: code, supplierName: name, supplierEmail: email } = form;
	return {
		value: { code, ...(name && { name }), ...(email && { email }) },
		problems: emptyFields(form, 'supplierCode'),
	};
}

const knownIn = (directory: Directory, code: string): KnownSupplier | undefined => {
	const entry = entryOf(directory, code);
	return entry && { name: entry.supplier.name, customerNumber: entry.customerNumber };
};

function draftRulesOf({ options }: Form, timeZoneOfWorkflow: string): Part<DraftRules> {
	const problems: Problem[] = [];
	const currency = readCurrency(options.currencyIfMissing);
	if (currency instanceof Unreadable)
		problems.push(settingsProblem('Currency If Missing is no ISO 4217 code', 'Use three letters, e.g. EUR.'));
	const country = readCountry(options.countryIfMissing);
	if (country instanceof Unreadable)
		problems.push(settingsProblem('Country If Missing is no country', 'Use two letters, e.g. DE.'));
	const zone = options.timeZone === '' ? timeZoneOfWorkflow : options.timeZone;
	if (!isZone(zone))
		problems.push(settingsProblem('Time Zone is unknown', 'Use a name such as Europe/Berlin.'));
	return {
		value: {
			dates: { zone, slashes: options.slashes },
			prices: options.prices,
			...(typeof currency === 'string' && { currencyIfMissing: currency }),
			...(typeof country === 'string' && { countryIfMissing: country }),
		},
		problems,
	};
}

function isZone(zone: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

function severitiesOf({ onlyWarn, alsoBlock }: Form['options']): PrepareRules['severities'] {
	const changed = (codes: readonly string[], severity: Severity) =>
		codes.filter(isChangeable).map((code) => [code, severity] as const);
	return new Map([...changed(onlyWarn, 'warn'), ...changed(alsoBlock, 'block')]);
}

const isChangeable = (code: string): code is ProblemCode =>
	Object.hasOwn(catalogue, code) && 'title' in catalogue[code as ProblemCode];

/** The distributor as the customer in the supplier's shop, where it is billed; its address as the directory has it, else the form. */
function billingOf(
	form: Form,
	directory: Directory | undefined,
	distributor: Distributor,
): Part<PrepareRules['billedDistributor']> {
	if (form.billed !== 'distributor') return { value: undefined, problems: [] };
	const { vatId, ...address } = directory
		? addressSchema.parse(directory.distributor)
		: form.distributorAddress;
	const place = directory ? 'in the Supplier Directory credential' : 'under Distributor Address';
	const problems: Problem[] = [];
	const missing = (['street', 'city', 'country'] as const).filter((field) => address[field] === '');
	if (missing.length > 0)
		problems.push(
			settingsProblem(`the distributor’s address has no ${missing.join(', no ')}`, `Add it ${place}.`),
		);
	if (distributor.email === undefined)
		problems.push(
			settingsProblem(
				'the distributor has no e-mail address',
				directory ? `Add Email ${place}.` : `Fill in ${titleOf(prepareForm, 'distributorEmail')}.`,
			),
		);
	const country = readCountry(address.country);
	if (country instanceof Unreadable)
		problems.push(
			settingsProblem('the country of the distributor’s address is unknown', 'Use two letters, e.g. DE.'),
		);
	const filled = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ''));
	const named: Record<string, string> =
		address.company || address.lastName ? {} : { company: distributor.name };
	return {
		value: {
			customer: { email: distributor.email ?? '', ...(vatId && { vatId }) },
			billTo: { ...named, ...filled, country: typeof country === 'string' ? country : '' },
		},
		problems,
	};
}

function mappingOf({ format, mapping: { field: fields }, linesPath }: Form): Part<Mapping | undefined> {
	if (format !== 'mapping') return { value: undefined, problems: [] };
	const problem = settingsProblem('the mapping has no fields', 'Add the fields under Field Mapping.');
	return { value: { lines: linesPath, fields }, problems: fields.length === 0 ? [problem] : [] };
}
