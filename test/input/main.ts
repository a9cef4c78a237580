import { parseArgs } from 'node:util';
import { assertProperty } from './inputProperty.js';
import { inputProperties, runsOf } from './properties/index.js';
import { sendThroughServers } from './trips/sendThroughServers.js';

/**
 * `npm run test:input [-- --runs N] [--seed S] [--only WORDS] [--sent M]`: generates N inputs and checks what is promised about
 * each; sends M orders into each kind of real shop, and M mails through a real server (default none). Prints the seed, which
 * gives the same inputs again. Ends with code 1 when a promise was broken.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string', default: '20000' },
			seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
			only: { type: 'string', default: '' },
			sent: { type: 'string', default: '0' },
		},
	});
	const say = (line: string) => void process.stdout.write(`${line}\n`);
	const seed = Number(values.seed);
	say(`seed ${seed}`);
	let [inputs, broken] = [0, 0];
	for (const property of inputProperties.filter(({ title }) => title.includes(values.only))) {
		const runs = runsOf(property, Number(values.runs));
		const started = performance.now();
		say(`…  ${property.title}`); // the last line of a run that hangs
		try {
			assertProperty(property, runs, seed);
			say(`ok ${runs} inputs, ${((performance.now() - started) / 1000).toFixed(1)} s`);
		} catch (broke) {
			broken += 1;
			say(broke instanceof Error ? broke.message : String(broke));
		}
		inputs += runs;
	}
	const sent = Number(values.sent);
	if (sent > 0) broken += await sendThroughServers(sent, seed, say);
	say(`${inputs} inputs, ${broken} promises broken`);
	return broken === 0 ? 0 : 1;
}

void main().then((code) => {
	process.exitCode = code;
});
