import { z } from 'zod/v4';

/** Of a transform: the texts that it gives back as they are. */
export const unchanged = z.registry<{ readonly pattern: RegExp }>();

/**
 * Whether the schema accepts a value and gives it back as it is. Several times as fast as asking zod, since nothing is
 * copied and nothing explained; where it says no, only zod knows. Throws for kinds of schemas that it does not know.
 */
export function asItIs<Schema extends z.ZodType>(
	schema: Schema,
): (value: unknown) => value is z.output<Schema> {
	const test = testOf(schema);
	return (value): value is z.output<Schema> => test(value);
}

type Test = (value: unknown) => boolean;

function testOf(schema: z.core.$ZodType): Test {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	const checks = checksOf(def);
	switch (def.type) {
		case 'string':
			return (value) => typeof value === 'string' && checks(value);
		case 'number':
			return (value) => Number.isFinite(value) && checks(value);
		case 'enum': {
			const values = new Set<unknown>(Object.values(def.entries));
			return (value) => values.has(value);
		}
		case 'optional': {
			const inner = testOf(def.innerType);
			return (value) => value === undefined || inner(value);
		}
		case 'union': {
			const options = def.options.map(testOf);
			return (value) => options.some((option) => option(value));
		}
		case 'array': {
			const element = testOf(def.element);
			return (value) => Array.isArray(value) && checks(value) && value.every(element);
		}
		case 'object':
			return objectTest(def);
		case 'pipe': {
			const pattern = unchanged.get(def.out)?.pattern;
			if (pattern) return (value) => typeof value === 'string' && pattern.test(value) && checks(value);
		}
	}
	throw new Error(`Whether a value fits a schema of type ${def.type} is not known`);
}

function objectTest(def: z.core.$ZodObjectDef): Test {
	const fields = new Map(Object.entries(def.shape).map(([name, field]) => [name, testOf(field)]));
	const needed = [...fields].filter(([, test]) => !test(undefined)).map(([name]) => name);
	return (value) => {
		if (!isPlainObject(value)) return false;
		for (const name in value) if (!fields.get(name)?.(value[name])) return false;
		return needed.every((name) => value[name] !== undefined);
	};
}

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function checksOf(def: z.core.$ZodTypeDef): Test {
	const own = 'pattern' in def && def.pattern instanceof RegExp ? [patternTest(def.pattern)] : [];
	const tests = [...own, ...(def.checks ?? []).map(checkTest)];
	const [only] = tests;
	if (tests.length <= 1) return only ?? (() => true);
	return (value) => tests.every((test) => test(value));
}

const patternTest =
	(pattern: RegExp): Test =>
	(value) =>
		pattern.test(value as string);

function checkTest(check: z.core.$ZodCheck<never>): Test {
	const { def } = (check as unknown as z.core.$ZodChecks | z.core.$ZodCustom)._zod;
	if (def.check === 'min_length') return (value) => (value as string).length >= def.minimum;
	if (def.check === 'greater_than' && !def.inclusive && typeof def.value === 'number') {
		const limit = def.value;
		return (value) => (value as number) > limit;
	}
	if (def.check === 'string_format' && def.pattern) return patternTest(def.pattern);
	if (def.check === 'custom') return (value) => Boolean(def.fn(value));
	throw new Error(`Whether a value passes a check of kind ${def.check} is not known`);
}
