import type { z } from 'zod/v4';

type Writer = (value: unknown) => string;

/**
 * Gives what writes values of a schema as JSON, the keys of each object in alphabetical order and those without a value left
 * out: the same text, in whatever order a value was put together. Throws for kinds of schemas that it does not know.
 */
export function canonicalJson(schema: z.core.$ZodType): Writer {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	switch (def.type) {
		case 'string':
		case 'number':
		case 'enum':
		case 'pipe':
			return (value) => JSON.stringify(value);
		case 'optional':
			return canonicalJson(def.innerType);
		case 'array': {
			const element = canonicalJson(def.element);
			return (value) => `[${(value as readonly unknown[]).map((inner) => element(inner)).join(',')}]`;
		}
		case 'object': {
			const fields = Object.entries(def.shape)
				.sort(([a], [b]) => (a < b ? -1 : 1))
				.map(([name, field]) => ({ name, label: `${JSON.stringify(name)}:`, write: canonicalJson(field) }));
			return (value) => {
				let text = '';
				for (const { name, label, write } of fields) {
					const inner = (value as Readonly<Record<string, unknown>>)[name];
					if (inner !== undefined) text += (text === '' ? '' : ',') + label + write(inner);
				}
				return `{${text}}`;
			};
		}
	}
	throw new Error(`How to write a value of type ${def.type} is not known`);
}
