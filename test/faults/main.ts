import { parseArgs } from 'node:util';
import { runFaults } from './runs/runFaults.js';
import { asJson, asText, isProof } from './report.js';
import { shopKinds } from '../support/shops/kinds.js';

const numbers = (list: string): readonly number[] => list.split(',').map(Number);

/**
 * `npm run test:faults`: pushes through a proxy that breaks, kills the pusher and the database, and counts what the shop
 * and the mailbox hold afterwards. The options are in the README. Ends with code 1 when a count is not zero, or when the
 * writers that must fail did not.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string' },
			seed: { type: 'string', default: '1' },
			only: { type: 'string' },
			'every-byte': { type: 'boolean', default: false },
			'every-statement': { type: 'boolean', default: false },
			'every-step': { type: 'boolean', default: false },
			'half-open': { type: 'boolean', default: false },
			stride: { type: 'string', default: '1' },
			orders: { type: 'string' },
			'worker-kills': { type: 'string', default: '300' },
			'server-kills': { type: 'string', default: '60' },
			stops: { type: 'string', default: '300' },
			lanes: { type: 'string', default: '2' },
			platform: { type: 'string', multiple: true },
			engine: { type: 'string', multiple: true },
			json: { type: 'boolean', default: false },
		},
	});
	const stride = Number(values.stride);
	const only = values.only === undefined ? undefined : Number(values.only);
	const series = ['every-byte', 'every-statement', 'every-step', 'half-open'] as const;
	const isRandom = values.runs !== undefined || only !== undefined || !series.some((name) => values[name]);
	const report = await runFaults({
		seed: Number(values.seed),
		lanes: Number(values.lanes),
		kinds: shopKinds({ platforms: values.platform, engines: values.engine }),
		tell: (line) => void process.stderr.write(`${line}\n`),
		...(only === undefined && { controlStride: values['every-byte'] ? stride : 29 }),
		...(values['every-byte'] && { everyByte: { stride, orders: numbers(values.orders ?? '1,3,50') } }),
		...(values['every-statement'] && { everyStatement: { stride, orders: numbers(values.orders ?? '1,3') } }),
		...(values['every-step'] && {
			everyStep: {
				killWorker: Number(values['worker-kills']),
				killServer: Number(values['server-kills']),
				stop: Number(values.stops),
			},
		}),
		...(values['half-open'] && { halfOpen: true }),
		...(isRandom && { random: { runs: Number(values.runs ?? '60'), only } }),
	});
	process.stdout.write(`${values.json ? asJson(report) : asText(report)}\n`);
	return isProof(report) ? 0 : 1;
}

void main().then((code) => {
	process.exitCode = code;
});
