import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { z } from 'zod/v4';
import { shown, someOf, type Problem, type SomeProblems } from '../problems/problem.js';
import { settingsProblem } from './failures.js';

/** A field that is left empty, or whose expression gives nothing, counts as left out. */
const filled = (value: unknown): unknown => {
	const given = typeof value === 'string' ? value.trim() : value;
	return given === '' || given === null ? undefined : given;
};

/** A text to the letter; an expression may give a number. */
export const exactText = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? ''));

/** A text without blanks at its ends. */
export const text = exactText.transform((value) => value.trim());

/** A number, or the text of one, as an expression gives it. */
export const number = (fallback: number, schema = z.number()) =>
	z.preprocess((value) => {
		const given = filled(value);
		return typeof given === 'string' ? Number(given) : given;
	}, schema.default(fallback));

/** On or off; an expression may give the word. */
export const flag = (fallback: boolean) =>
	z.preprocess((value) => {
		const given = filled(value);
		return given === 'true' ? true : given === 'false' ? false : given;
	}, z.boolean().default(fallback));

/** One of the values of a list. */
export const choice = <const Value extends string>(values: readonly Value[], fallback: NoInfer<Value>) =>
	z.preprocess(filled, z.enum(values).optional()).transform((value): Value => value ?? fallback);

/** Chosen from a list or typed: n8n's locator, or a plain text as an expression gives it. */
export const locator = z.union([text, z.object({ value: text }).transform(({ value }) => value)]);

/** Fields that the user adds one by one. */
export const collection = <Shape extends z.ZodRawShape>(shape: Shape) =>
	z.preprocess((value) => value ?? {}, z.object(shape));

export type ReadParameters<Values> =
	{ readonly ok: true; readonly values: Values } | { readonly ok: false; readonly problems: SomeProblems };

/**
 * Reads the parameters that the schema names, as they are for one item, or says of each that cannot be used what is wrong,
 * by the label that the form shows. Never throws.
 */
export function readParameters<Schema extends z.ZodObject>(
	node: IExecuteFunctions,
	item: number,
	schema: Schema,
	form: readonly INodeProperties[],
): ReadParameters<z.output<Schema>> {
	const given: Record<string, unknown> = {};
	const problems: Problem[] = [];
	for (const name of Object.keys(schema.shape)) {
		const read = evaluated(node, name, item, form);
		if (read.ok) given[name] = read.value;
		else problems.push(read.problem);
	}
	const parsed = schema.safeParse(given);
	if (!parsed.success && problems.length === 0)
		problems.push(...parsed.error.issues.map(({ path }) => unusable(form, path, given)));
	const found = someOf(problems);
	return found ? { ok: false, problems: found } : { ok: true, values: parsed.data as z.output<Schema> };
}

/** The value of one parameter as it is for one item, or that its expression fails. Never throws. */
export function evaluated(
	node: IExecuteFunctions,
	name: string,
	item: number,
	form: readonly INodeProperties[],
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem } {
	try {
		return { ok: true, value: node.getNodeParameter(name, item, null) ?? undefined };
	} catch {
		const what = `an expression in ${titleOf(form, name)} cannot be evaluated`;
		return { ok: false, problem: settingsProblem(what, 'Correct the expression.') };
	}
}

/** The label that the form shows for a field; a field inside a collection by its path. */
export const titleOf = (form: readonly INodeProperties[], ...path: readonly PropertyKey[]): string =>
	fieldAt(form, path)?.displayName ?? path.map(String).join('.');

/** Whether the form hides what is entered into the field. */
export function isSecret(form: readonly INodeProperties[], path: readonly PropertyKey[]): boolean {
	const field = fieldAt(form, path);
	return field !== undefined && 'typeOptions' in field && field.typeOptions?.password === true;
}

type Field = INodeProperties | INodePropertyCollection;

/** The innermost field on the path that the form has. */
function fieldAt(fields: readonly Field[], [name, ...rest]: readonly PropertyKey[]): Field | undefined {
	if (typeof name === 'number') return fieldAt(fields, rest);
	const found = fields.find((field) => field.name === name);
	return found && (fieldAt(insideOf(found), rest) ?? found);
}

const insideOf = (field: Field): readonly Field[] =>
	'values' in field
		? field.values
		: (field.options ?? []).filter((one): one is Field => 'displayName' in one);

function unusable(form: readonly INodeProperties[], path: readonly PropertyKey[], given: unknown): Problem {
	const field = fieldAt(form, path);
	const value = path.reduce<unknown>(
		(inside, key) => (inside as Readonly<Record<PropertyKey, unknown>> | undefined)?.[key],
		given,
	);
	return settingsProblem(
		`${titleOf(form, ...path)} cannot be ${isSecret(form, path) ? 'used' : `“${shown(value)}”`}`,
		field && 'type' in field ? howToFill(field) : 'Correct this field or its expression.',
	);
}

const mostNamed = 10;

function howToFill({
	type,
	options = [],
	typeOptions: { minValue, maxValue } = {},
}: INodeProperties): string {
	const values = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	if (type === 'options' && values.length <= mostNamed)
		return `Choose from the list; an expression gives one of ${values.join(', ')}.`;
	if (type === 'boolean') return 'Switch it on or off; an expression gives true or false.';
	if (type !== 'number') return 'Correct this field or its expression.';
	const limits = [
		...(minValue === undefined ? [] : [`from ${minValue}`]),
		...(maxValue === undefined ? [] : [`up to ${maxValue}`]),
	];
	return `Enter a number${limits.length > 0 ? ` ${limits.join(' ')}` : ''}, digits only.`;
}
