import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { shown, type Problem } from '../problems/problem.js';
import type { Steps } from '../time/inSlices.js';
import { settingsProblem } from './failures.js';
import { evaluated, isSecret, titleOf } from './parameters.js';

/** By these words an expression may speak of the item that it is evaluated for. */
const ofTheItem =
	/\$json|\$binary|\$data|\$input|\$node|\$position|\$parameter|\$evaluateExpression|\$fromAI|item/i;

/**
 * Whether an expression in the parameter may give another value for another item; in doubt, yes. Only then is it worth its
 * time for each item: an expression costs half a millisecond, a plain value nothing.
 */
export const speaksOfItem = (node: IExecuteFunctions, name: string): boolean =>
	namesItem(node.getNodeParameter(name, 0, null, { rawExpressions: true }));

const namesItem = (value: unknown): boolean =>
	typeof value === 'string'
		? value.startsWith('=') && ofTheItem.test(value)
		: typeof value === 'object' && value !== null && Object.values(value).some(namesItem);

/**
 * A problem for each parameter that holds for the whole run, but whose expression gives something else for a later item than
 * for the first. `how` says what to do then.
 */
export function* differingValues(
	node: IExecuteFunctions,
	names: readonly string[],
	form: readonly INodeProperties[],
	how: string,
): Steps<readonly Problem[]> {
	const problems: Problem[] = [];
	for (const name of names.filter((one) => speaksOfItem(node, one))) {
		const first = evaluated(node, name, 0, form);
		if (!first.ok) continue; // whoever reads it for the first item says so
		for (let item = 1; item < node.getInputData().length; item += 1) {
			yield;
			const other = evaluated(node, name, item, form);
			const found = other.ok ? difference(form, [name], first.value, other.value, item, how) : other.problem;
			if (!found) continue;
			problems.push(found);
			break;
		}
	}
	return problems;
}

/** Of two values of a parameter the innermost field that differs, in words; undefined where none does. */
function difference(
	form: readonly INodeProperties[],
	path: readonly string[],
	first: unknown,
	other: unknown,
	item: number,
	how: string,
): Problem | undefined {
	if (JSON.stringify(first) === JSON.stringify(other)) return undefined;
	if (isRecord(first) && isRecord(other))
		for (const key of new Set([...Object.keys(first), ...Object.keys(other)])) {
			const inside = difference(form, [...path, key], first[key], other[key], item, how);
			if (inside) return inside;
		}
	const [one, another] = isSecret(form, path)
		? ['one value', 'another']
		: [first, other].map((value) => `“${shown(value ?? '')}”`);
	return settingsProblem(
		`${titleOf(form, ...path)} gives ${one} for item 0 and ${another} for item ${item}`,
		how,
	);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
