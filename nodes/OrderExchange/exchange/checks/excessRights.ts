import { problem, type Problem } from '../../problems/problem.js';
import type { ShopPlatform } from '../../shops/platform.js';
import type { Grant, HeldRight } from './rights.js';

/** Warnings about a user who may do more than a push needs, reading passwords first. */
export function excessRights(
	held: readonly HeldRight[],
	needed: readonly Grant[],
	platform: ShopPlatform,
	prefix: string,
): readonly Problem[] {
	const secrets = platform.tables
		.flatMap(({ table, secret = [] }) => secret.map((column) => ({ table: prefix + table, column })))
		.filter(({ table, column }) =>
			held.some(
				({ right, place }) => right === 'SELECT' && ['', table, `${table}.${column}`].includes(place),
			),
		)
		.map(({ table, column }) => `${table}.${column}`);
	const beyond = held.filter((one) => one.right !== 'USAGE' && !isNeeded(one, needed));
	const passedOn = held.filter(({ grantable }) => grantable);
	const words = [
		...inWords(beyond),
		...(passedOn.length > 0 ? ['passing its rights on to others (GRANT OPTION)'] : []),
	];
	return [
		...(secrets.length > 0 ? [problem('exchange.secretsReadable', {}, { columns: secrets.join(', ') })] : []),
		...(words.length > 0 ? [problem('exchange.rightsBeyondNeed', {}, { rights: words.join('; ') })] : []),
	];
}

function isNeeded({ right, scope, place }: HeldRight, needed: readonly Grant[]): boolean {
	if (scope === 'server' || scope === 'database') return false;
	const [table, column] = place.split('.');
	const grants = needed.filter((grant) => grant.table === table && grant.right === right);
	return grants.some(({ columns }) => !columns || (column !== undefined && columns.includes(column)));
}

const mostNamed = 8;

/** `SELECT, INSERT, … on the whole server; DELETE on oc_order`. */
function inWords(rights: readonly HeldRight[]): readonly string[] {
	const places = new Map<string, Set<string>>();
	for (const { right, scope, place } of rights) {
		const where = { server: 'the whole server', database: 'the whole database', table: place, column: place }[
			scope
		];
		places.set(where, (places.get(where) ?? new Set()).add(right));
	}
	const all = [...places].map(([where, names]) => `${shortened([...names])} on ${where}`);
	return all.length > mostNamed ? [...all.slice(0, mostNamed), `${all.length - mostNamed} more places`] : all;
}

const shortened = (names: readonly string[]): string =>
	names.length > mostNamed
		? `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more rights`
		: names.join(', ');
