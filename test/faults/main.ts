import { parseArgs } from 'node:util';
import { runFaults } from './runs/runFaults.js';
import { asJson, asText, isProof } from './report.js';
import { shopTables } from './shop/tables.js';

/**
 * `npm run test:faults [-- --runs N] [--seed S] [--only INDEX] [--platform P] [--engine E] [--json]`: pushes through a
 * proxy that breaks, kills the pusher and the database, and counts what the shop and the mailbox hold afterwards. Ends
 * with code 1 when a count is not zero, or when the writers that must fail did not.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string', default: '60' },
			seed: { type: 'string', default: '1' },
			only: { type: 'string' },
			platform: { type: 'string', multiple: true },
			engine: { type: 'string', multiple: true },
			json: { type: 'boolean', default: false },
		},
	});
	const tell = (line: string) => void process.stderr.write(`${line}\n`);
	const platforms = values.platform ?? shopTables.map(({ platform }) => platform);
	const engines = values.engine ?? ['InnoDB'];
	const report = await runFaults({
		seed: Number(values.seed),
		runs: Number(values.runs),
		...(values.only !== undefined && { only: Number(values.only) }),
		kinds: platforms.flatMap((platform) => engines.map((engine) => ({ platform, engine }))),
		tell,
	});
	process.stdout.write(`${values.json ? asJson(report) : asText(report)}\n`);
	return isProof(report) ? 0 : 1;
}

void main().then((code) => {
	process.exitCode = code;
});
