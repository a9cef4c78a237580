import { parseArgs } from 'node:util';
import { assertProperty } from './inputProperty.js';
import { inputProperties, runsOf } from './properties/index.js';

/**
 * `npm run test:input [-- --runs N] [--seed S] [--only WORDS]`: generates N inputs and checks what is promised about each. Prints the
 * seed, which gives the same inputs again. Ends with code 1 when a promise was broken.
 */
function main(): number {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string', default: '20000' },
			seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
			only: { type: 'string', default: '' },
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
	say(`${inputs} inputs, ${broken} of ${inputProperties.length} promises broken`);
	return broken === 0 ? 0 : 1;
}

process.exitCode = main();
