import type { Writer } from '../workers/jobs.js';
import type { StockedShop } from '../../support/shops/stockedShop.js';
import { emailOf, type WantedOrder } from './orders.js';
import { flawOfAny, shapeOf, type Shape } from './shapes.js';
import {
	readMarks,
	readRowsSince,
	type Marks,
	type ShopRows,
	type WholeRows,
} from '../../support/shops/shopRows.js';

/** What must be zero. */
export interface Counts {
	readonly lost: number;
	readonly duplicated: number;
	readonly partial: number;
	readonly falselyReported: number;
	/** Not handled as this kind of fault must be. */
	readonly misclassified: number;
	/** Connections, timers and the like that a stopped run left in its process. */
	readonly leftBehind: number;
}

/** One thing that is wrong, and which count it adds to. */
export interface Finding {
	readonly count: keyof Counts;
	readonly what: string;
}

/** What a receipt says. */
export interface Report {
	readonly order: string;
	readonly status: string;
	readonly shopOrderId: string;
}

/** Reads the shop itself, never the exchange log, and says what became of a trial's orders. */
export interface Checker {
	mark(): Promise<Mark>;
	/** Orders that a receipt calls written and that are not whole in the shop at this moment. */
	falseReports(mark: Mark, reports: readonly Report[]): Promise<readonly Finding[]>;
	/** Everything since the mark, once nobody writes any more. */
	verdict(mark: Mark, orders: readonly WantedOrder[]): Promise<readonly Finding[]>;
}

export interface Mark {
	readonly rows: Marks;
	readonly figures: readonly number[];
}

interface Learnt {
	readonly orders: readonly Shape[];
	readonly customers: readonly Shape[];
	/** What one order changes, figure by figure. */
	readonly figures: readonly number[];
}

/** Pushes these orders undisturbed, at that moment of the shop's clock, in batches of that size. */
export type CalmPush = (orders: readonly WantedOrder[], batchSize: number, now: string) => Promise<void>;

/**
 * Learns from undisturbed pushes what a whole order is. Two orders of one new customer may differ from each other, so
 * they are learnt apart.
 */
export async function learnChecker(shop: StockedShop, writer: Writer, push: CalmPush): Promise<Checker> {
	const figuresNow = () => readFigures(shop);
	const seen: ShopRows[][] = [];
	const deltas: number[][] = [];
	for (const batchSize of [100, 1]) {
		const pair: ShopRows[] = [];
		for (const day of [10, 11]) {
			const name = `Calm-${writer}-${batchSize}-${day}`;
			const [marks, before] = [await readMarks(shop.query, shop.tables), await figuresNow()];
			const orders = ['own', 'shared', 'shared'].map((customer, index) => ({
				number: `${name}-${index}`,
				customer: `${name}-${customer}`,
			}));
			await push(orders, batchSize, `2026-11-${day}T0${day - 9}:${day}:1${day - 8}.000Z`);
			pair.push(await readRowsSince(shop.query, shop.tables, marks));
			deltas.push(
				(await figuresNow()).map((figure, index) => (figure - (before[index] ?? 0)) / orders.length),
			);
		}
		seen.push(pair);
	}
	const shapes = (kind: 'orders' | 'customers') =>
		seen.flatMap(([one, other]) =>
			(one?.[kind] ?? []).map((whole, index) => shapeOf(whole, other?.[kind][index] ?? whole)),
		);
	const learnt = { orders: shapes('orders'), customers: shapes('customers'), figures: deltas[0] ?? [] };
	if (learnt.orders.length !== 6 || new Set(deltas.map(String)).size !== 1)
		throw new Error(`Undisturbed pushes into ${shop.tables.platform} differ: ${JSON.stringify(deltas)}`);
	return {
		mark: async () => ({
			rows: await readMarks(shop.query, shop.tables),
			figures: await figuresNow(),
		}),
		falseReports: async (mark, reports) => {
			if (reports.length === 0) return [];
			return reportFindings(await readRowsSince(shop.query, shop.tables, mark.rows), shop, learnt, reports);
		},
		verdict: async (mark, orders) => {
			const rows = await readRowsSince(shop.query, shop.tables, mark.rows);
			const figures = (await figuresNow()).map((figure, index) => figure - (mark.figures[index] ?? 0));
			return [
				...orderFindings(rows, shop, learnt, orders),
				...customerFindings(rows, shop, learnt, orders),
				...figureFindings(figures, learnt, orders.length),
				...[...rows.strays].map(([table, n]) => partial(`${n} rows in ${table} belong to nothing`)),
			];
		},
	};
}

async function readFigures({ query, tables }: StockedShop): Promise<readonly number[]> {
	const figures: number[] = [];
	for (const sql of tables.figures)
		figures.push(...Object.values((await query(sql))[0] ?? {}).map((value) => Number(value)));
	return figures;
}

const partial = (what: string): Finding => ({ count: 'partial', what });

const numberOf = (whole: WholeRows, shop: StockedShop): string => whole.root[shop.tables.orders.number] ?? '';

function reportFindings(
	rows: ShopRows,
	shop: StockedShop,
	learnt: Learnt,
	reports: readonly Report[],
): readonly Finding[] {
	return reports.flatMap(({ order, shopOrderId }) => {
		const found = rows.orders.filter((whole) => numberOf(whole, shop) === order);
		const flaws = found.map((whole) => flawOfAny(whole, learnt.orders));
		const named = found[flaws.indexOf(undefined)]?.root[shop.tables.orders.id];
		const isTrue = named !== undefined && (shopOrderId === '' || shopOrderId === named);
		const what = `${order} was reported as ${shopOrderId}, the shop has ${found.length}: ${flaws.join() || 'none'}`;
		return isTrue ? [] : [{ count: 'falselyReported' as const, what }];
	});
}

function orderFindings(
	rows: ShopRows,
	shop: StockedShop,
	learnt: Learnt,
	orders: readonly WantedOrder[],
): readonly Finding[] {
	const findings: Finding[] = [];
	const customerIds = new Map(
		rows.customers.map(({ root }) => [
			root[shop.tables.customers.id],
			root[shop.tables.customers.email]?.toLowerCase(),
		]),
	);
	for (const { number, customer } of orders) {
		const found = rows.orders.filter((whole) => numberOf(whole, shop) === number);
		if (found.length === 0) findings.push({ count: 'lost', what: `${number} is not in the shop` });
		for (let copy = 1; copy < found.length; copy += 1)
			findings.push({ count: 'duplicated', what: `${number} is in the shop again` });
		for (const whole of found) {
			const flaw = flawOfAny(whole, learnt.orders);
			if (flaw) findings.push(partial(`${number}: ${flaw}`));
			const owner = customerIds.get(whole.root[shop.tables.orders.customer] ?? '');
			if (owner !== emailOf(customer)) findings.push(partial(`${number} belongs to no customer of its own`));
		}
	}
	const known = new Set(orders.map(({ number }) => number));
	for (const whole of rows.orders)
		if (!known.has(numberOf(whole, shop)))
			findings.push(partial(`an order without a number of ours: “${numberOf(whole, shop)}”`));
	return findings;
}

function customerFindings(
	rows: ShopRows,
	shop: StockedShop,
	learnt: Learnt,
	orders: readonly WantedOrder[],
): readonly Finding[] {
	const findings: Finding[] = [];
	const emails = new Set(orders.map(({ customer }) => emailOf(customer)));
	for (const email of emails) {
		const found = rows.customers.filter(
			({ root }) => root[shop.tables.customers.email]?.toLowerCase() === email,
		);
		if (found.length > 1) findings.push({ count: 'duplicated', what: `customer ${email} is there twice` });
		for (const whole of found) {
			const flaw = flawOfAny(whole, learnt.customers);
			if (flaw) findings.push(partial(`customer ${email}: ${flaw}`));
		}
	}
	for (const { root } of rows.customers)
		if (!emails.has(root[shop.tables.customers.email]?.toLowerCase() ?? ''))
			findings.push(partial('a customer that nobody ordered for'));
	return findings;
}

const figureFindings = (figures: readonly number[], learnt: Learnt, orders: number): readonly Finding[] =>
	figures.flatMap((figure, index) => {
		const wanted = (learnt.figures[index] ?? 0) * orders;
		return figure === wanted
			? []
			: [partial(`stock or counter ${index} changed by ${figure}, not ${wanted}`)];
	});

/** How often each count was found. */
export const countsOf = (findings: readonly Finding[]): Counts => {
	const of = (count: keyof Counts) => findings.filter((finding) => finding.count === count).length;
	return {
		lost: of('lost'),
		duplicated: of('duplicated'),
		partial: of('partial'),
		falselyReported: of('falselyReported'),
		misclassified: of('misclassified'),
		leftBehind: of('leftBehind'),
	};
};
