import { isEmpty, isRecord, own } from '../values/reading.js';
import { moneyIn } from './moneyObject.js';
import { type Field, lineFields, lineFrom, type Lookup, orderFrom, type RowField } from './fields.js';
import type { ReadDocument } from './reader.js';
import { stateIn } from './status.js';

/** Where the fields of an order are in some other shape: property paths such as `ship.to[0].zip`. */
export interface Mapping {
	/** Path of the list of lines; empty when each item is one line, and orders are grouped by number. */
	readonly lines: string;
	readonly fields: readonly { readonly field: Field; readonly path: string }[];
}

export interface CompiledMapping {
	readonly grouped: boolean;
	/** Fields of the item itself. */
	lookup(value: unknown): Lookup;
	/** A whole order from one item, its lines from the list. */
	read(value: unknown): ReadDocument;
	/** Fields whose paths have led to nothing so far. */
	unmet(): readonly string[];
}

/** Compiles the paths once; line fields are relative to each line, all others to the item. */
export function compileMapping({ lines, fields }: Mapping): CompiledMapping {
	const list = stepsOf(lines);
	const getters = new Map<RowField, Getter>(
		fields.map(({ field, path }) => {
			const steps = isOfLine(field) ? fromTheLine(list, stepsOf(path)) : stepsOf(path);
			return [field, isAmount.test(field) ? amountGetter(steps) : getter(steps)];
		}),
	);
	const met = new Set<RowField>();
	const listOf = getter(list);
	const lookup =
		(value: unknown): Lookup =>
		(field) => {
			const found = getters.get(field)?.(value);
			if (!isEmpty(found)) met.add(field);
			return found;
		};
	return {
		grouped: lines.trim() === '',
		lookup,
		unmet: () => fields.filter(({ field }) => !met.has(field)).map(({ field, path }) => `${field} (${path})`),
		read: (value) => {
			const found = listOf(value);
			// read from XML, a list of one is that one itself
			const each = Array.isArray(found) ? found : isRecord(found) ? [found] : [];
			const head = lookup(value);
			const order = orderFrom(
				head,
				each.map((line) => lineFrom(lookup(line))),
			);
			return { order, findings: stateIn(head) };
		},
	};
}

type Getter = (value: unknown) => unknown;

const isAmount = /^totals\.|\.amount$|^line\.(?:unitPrice|discount|total)$/;

/** Money may be an object, or the whole cents in one, which mean nothing without their divisor. */
function amountGetter(steps: readonly string[]): Getter {
	const found = getter(steps);
	const around = getter(steps.at(-1) === 'amount' ? steps.slice(0, -1) : steps);
	return (value) => {
		const object = around(value);
		return moneyIn(isRecord(object) && own(object, 'divisor') !== undefined ? object : found(value));
	};
}

const stepsOf = (path: string): readonly string[] =>
	[...path.matchAll(/\[(?:(\d+)|"([^"]*)"|'([^']*)')\]|([^.[\]]+)/g)].map(
		([, index, double, single, plain]) => index ?? double ?? single ?? plain ?? '',
	);

/** Own properties only; an expression such as `constructor` finds nothing. */
const getter =
	(steps: readonly string[]): Getter =>
	(value) =>
		steps.length === 0 ? undefined : steps.reduce<unknown>(own, value);

const isOfLine = (field: Field): boolean => (lineFields as readonly Field[]).includes(field);

/** Dragged from n8n's input, the field of a line has the way to one line in front, such as `basket.items[0].sku`. */
function fromTheLine(list: readonly string[], steps: readonly string[]): readonly string[] {
	const inList = list.length > 0 && list.every((step, at) => step === steps[at]);
	return inList && /^\d+$/.test(steps[list.length] ?? '') ? steps.slice(list.length + 1) : steps;
}
