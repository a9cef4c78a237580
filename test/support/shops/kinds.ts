import { platforms } from '../../../nodes/OrderExchange/shops/registry.js';
import { shopTables } from './tables.js';

/** A platform, with its tables in one storage engine. */
export interface ShopKind {
	readonly platform: string;
	readonly engine: string;
}

export interface WantedKinds {
	readonly platforms?: readonly string[] | undefined;
	readonly engines?: readonly string[] | undefined;
}

/** Each platform on InnoDB, and on MyISAM where it plans for tables without transactions; or only those wanted. */
export function shopKinds(wanted: WantedKinds = {}): readonly ShopKind[] {
	const enginesOf = (platform: string) =>
		withoutTransactions.has(platform) ? ['InnoDB', 'MyISAM'] : ['InnoDB'];
	return (wanted.platforms ?? shopTables.map(({ platform }) => platform)).flatMap((platform) =>
		(wanted.engines ?? enginesOf(platform)).map((engine) => ({ platform, engine })),
	);
}

const withoutTransactions: ReadonlySet<string> = new Set(
	platforms.filter((one) => one.plansForTablesWithoutTransactions).map(({ id }) => id),
);

/** As the report names it. */
export const kindName = ({ platform, engine }: ShopKind): string => `${platform} on ${engine}`;

/** Adds to how often each kind was tried. */
export const countKind = (tried: Map<string, number>, kind: ShopKind, trials = 1): void =>
	void tried.set(kindName(kind), (tried.get(kindName(kind)) ?? 0) + trials);
