import type { SchemaView } from '../../database/schemaView.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { FoundShop, ShopPlatform } from '../../shops/platform.js';
import { platforms } from '../../shops/registry.js';

/** Which shop the tables show; with a wanted prefix, the shop of that prefix; with an expected platform, no other. */
export function recogniseShop(
	schema: SchemaView,
	wantedPrefix: string | undefined,
	expected?: string,
):
	| { readonly ok: true; readonly platform: ShopPlatform; readonly found: FoundShop }
	| { readonly ok: false; readonly problems: readonly Problem[] } {
	const isWanted = prefixIn(schema, wantedPrefix);
	const candidates = platforms
		.flatMap((platform) => platform.recognise(schema).map((found) => ({ platform, found })))
		.filter(({ found }) => isWanted(found.prefix));
	const [first, ...others] = candidates;
	if (!first) {
		const [miss] = platforms
			.flatMap((platform) => platform.nearMisses?.(schema) ?? [])
			.filter(({ prefix }) => isWanted(prefix));
		return { ok: false, problems: [miss?.problem ?? problem('shop.notRecognised')] };
	}
	if (expected !== undefined && first.platform.id !== expected)
		return { ok: false, problems: [otherShop(first.platform, expected)] };
	if (others.length === 0) return { ok: true, ...first };
	const shops = candidates.map(({ platform, found }) => `${platform.title} “${found.prefix}”`).join(', ');
	return { ok: false, problems: [problem('shop.several', {}, { shops })] };
}

/** A server on Windows writes table names in small letters, whatever a shop's configuration says (`lower_case_table_names`). */
function prefixIn(schema: SchemaView, wanted: string | undefined): (prefix: string) => boolean {
	if (wanted === undefined) return () => true;
	const asItIs = [...schema.keys()].some((table) => table.startsWith(wanted));
	return (prefix) => prefix === (asItIs ? wanted : wanted.toLowerCase());
}

const otherShop = ({ title }: ShopPlatform, expected: string): Problem => {
	const invited = platforms.find(({ id }) => id === expected)?.title ?? expected;
	return problem('activation.otherShop', {}, { found: title, expected: invited });
};
