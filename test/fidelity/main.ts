import { parseArgs } from 'node:util';
import { startMariaDb } from '../../scripts/system/mariadb.js';
import { shopDataFolder } from '../../sandbox/shops/shopData.js';
import { foldersWithoutPlatform, goldenPlatforms } from './platforms.js';
import { asJson, asText } from './report.js';
import { runCase, type CaseResult } from './runCase.js';

/**
 * `npm run fidelity [-- --golden DIR] [--json] [--verbose]`: pushes every golden order into a real MariaDB and
 * compares all tables with what the shop's own checkout wrote. Ends with code 1 when anything is unexplained or
 * nothing ran.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			golden: { type: 'string', default: shopDataFolder },
			json: { type: 'boolean', default: false },
			verbose: { type: 'boolean', default: false },
		},
	});
	const tell = (line: string) => process.stderr.write(`${line}\n`);
	for (const name of foldersWithoutPlatform(values.golden)) tell(`Left out, not a known platform: ${name}`);

	const mariaDb = await startMariaDb({ fast: true, say: tell });
	const results: CaseResult[] = [];
	try {
		for (const platform of goldenPlatforms(values.golden)) {
			for (const golden of platform.goldens) results.push(await runCase(mariaDb, platform, golden));
		}
	} finally {
		await mariaDb.stop();
	}
	process.stdout.write(`${values.json ? asJson(results) : asText(results, values.verbose)}\n`);
	if (results.length === 0) tell('No golden order was found.');
	const unexplained = results.some((result) => result.unexplained.length > 0 || result.notWritten);
	return unexplained || results.length === 0 ? 1 : 0;
}

void main().then((code) => {
	process.exitCode = code;
});
