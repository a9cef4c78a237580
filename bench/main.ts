import { parseArgs } from 'node:util';
import { measuredRoundTrip, openLaboratory } from './measure/laboratory.js';
import { measurePush } from './measure/push.js';
import { pushTable, stepTable } from './report/pushTable.js';
import { measuredPlatforms } from './shops/platforms.js';

/**
 * `npm run bench [-- --platform P] [--round-trip MS] [--orders N] [--repetitions N] [--json]`: how fast Push is, beside
 * other ways to do the same. Progress goes to stderr, the figures to stdout.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			platform: { type: 'string', multiple: true, default: ['opencart-4.1'] },
			'round-trip': { type: 'string', multiple: true, default: ['0', '20'] },
			orders: { type: 'string', multiple: true, default: ['1', '10', '100', '1000'] },
			repetitions: { type: 'string', default: '3' },
			json: { type: 'boolean', default: false },
		},
	});
	const tell = (line: string) => void process.stderr.write(`${line}\n`);
	const roundTripsMs = values['round-trip'].map(Number);
	const laboratory = await openLaboratory(tell);
	try {
		const measuredMs: Record<string, number> = {};
		for (const roundTripMs of roundTripsMs)
			measuredMs[roundTripMs] = await measuredRoundTrip(laboratory, roundTripMs);
		const push = await measurePush(laboratory, {
			platforms: measuredPlatforms.filter(({ id }) => values.platform.includes(id)),
			roundTripsMs,
			orders: values.orders.map(Number),
			repetitions: Number(values.repetitions),
		});
		process.stdout.write(
			values.json
				? `${JSON.stringify({ selectOneMs: measuredMs, push }, null, '\t')}\n`
				: `SELECT 1 takes ${JSON.stringify(measuredMs)} ms\n\n${pushTable(push)}\n\nms (statements) of Push on the wire, per step; own: our work between statements\n\n${stepTable(push)}\n`,
		);
	} finally {
		await laboratory.close();
	}
}

void main();
