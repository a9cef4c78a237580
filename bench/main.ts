import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureN8n } from '../scripts/system/n8nPrograms.js';
import { measuredRoundTrip, openLaboratory } from './measure/laboratory.js';
import { measurePush } from './measure/push.js';
import { measureNotify } from './measure/notify.js';
import { measurePrepare } from './measure/prepare.js';
import { measureBadOrders, measureLong, measureWarm } from './measure/special.js';
import { goalsOf, ordersOfGoals, type Figures } from './report/goals.js';
import { page } from './report/page.js';
import { measuredPlatforms } from './shops/platforms.js';

/** One with transactions and one without. */
const measuredWithBadOrders: readonly string[] = ['opencart-4.1', 'opencart-3.0'];

type Part = 'push' | 'warm' | 'bad' | 'prepare' | 'notify';

/**
 * `npm run bench [-- --only PART] [--platform P] [--round-trip MS] [--orders N] [--repetitions N] [--quick] [--long] [--json]
 * [--write]`: how fast the nodes are, beside other ways to do the same. Parts are push, warm, bad, prepare and notify; all of
 * them when left out. A thousand orders, which the goals are about, are measured three times, other numbers once; all of them N
 * times with `--repetitions`. `--quick` takes minutes, `--long` adds a hundred thousand orders, `--write` puts the figures
 * into docs/benchmarks.md. Progress goes to stderr, the figures to stdout.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			only: { type: 'string', multiple: true },
			platform: { type: 'string', multiple: true },
			'round-trip': { type: 'string', multiple: true, default: ['0', '20', '100'] },
			orders: { type: 'string', multiple: true, default: ['1', '10', '100', '1000', '10000'] },
			repetitions: { type: 'string' },
			quick: { type: 'boolean', default: false },
			long: { type: 'boolean', default: false },
			json: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
		},
	});
	const tell = (line: string) => void process.stderr.write(`${line}\n`);
	const wants = (part: Part) => !values.only || values.only.includes(part);
	const platforms = measuredPlatforms.filter(({ id }) => !values.platform || values.platform.includes(id));
	const roundTripsMs = values.quick ? [0, 20] : values['round-trip'].map(Number);
	const repetitionsOf = (orders: number): number =>
		values.quick ? 1 : values.repetitions ? Number(values.repetitions) : orders === ordersOfGoals ? 3 : 1;
	const n8n = await ensureN8n(tell);
	const nodesBase = join(dirname(n8n.cli), '../../n8n-nodes-base');
	const laboratory = await openLaboratory(tell, n8n.node);
	try {
		const figures: Figures = {
			// first, since a run that does not get by with a small heap ends the whole measurement
			...(values.long &&
				wants('push') &&
				platforms[0] && { long: await measureLong(laboratory, platforms[0]) }),
			push: wants('push')
				? await measurePush(laboratory, {
						platforms,
						roundTripsMs,
						orders: values.quick ? [1, 1000] : values.orders.map(Number),
						repetitionsOf,
						nodesBase,
					})
				: [],
			warm: wants('warm') ? await each(platforms, (platform) => measureWarm(laboratory, platform)) : [],
			badOrders: wants('bad')
				? await each(
						platforms.filter(({ id }) => measuredWithBadOrders.includes(id)),
						(platform) => measureBadOrders(laboratory, platform, 20, repetitionsOf(ordersOfGoals)),
					)
				: [],
			...(wants('prepare') && {
				prepare: await measurePrepare(laboratory, [1000, 10_000, ...(values.long ? [100_000] : [])]),
			}),
			notify:
				wants('notify') && platforms[0]
					? await measureNotify(
							laboratory,
							platforms[0],
							roundTripsMs,
							values.quick ? [1000] : [1000, 10_000],
						)
					: [],
		};
		const setting = {
			node: await laboratory.worker('push').ask('nodeVersion'),
			date: new Date().toISOString().slice(0, 10),
			mariaDb: (await laboratory.mariaDb.query('SELECT VERSION() AS v'))[0]?.['v'] ?? '',
			selectOneMs: Object.fromEntries(
				await each(
					roundTripsMs,
					async (ms) => [String(ms), await measuredRoundTrip(laboratory, ms)] as const,
				),
			),
			load: loadavg()[1] ?? 0,
		};
		const text = page(figures, setting);
		if (values.write) await writeFile(join(__dirname, '../docs/benchmarks.md'), text);
		const json = { goals: goalsOf(figures), ...setting, ...figures };
		process.stdout.write(values.json ? `${JSON.stringify(json, null, '\t')}\n` : text);
	} finally {
		await laboratory.close();
	}
}

/** One after the other: what is measured at the same time disturbs each other. */
async function each<Item, Result>(
	items: readonly Item[],
	measure: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
	const results: Result[] = [];
	for (const item of items) results.push(await measure(item));
	return results;
}

void main();
