import { isFor, noTerm, options, type Command, type OptionName } from './options.js';

const program = 'npx n8n-nodes-order-exchange';

const intros: Readonly<Record<Command, readonly string[]>> = {
	invite: [
		`Usage: ${program} invite [options]`,
		'',
		'Lets a distributor write orders into your web shop. Run it on the machine or in the folder of your shop: it reads the',
		'shop’s own configuration, shows what it will do and asks before it does anything. It makes',
		'  - a database user for this distributor, who may do what an order needs and nothing else,',
		'  - the exchange log, a table by which no order is written twice,',
		'  - an activation code, for the distributor to paste, and a pass phrase that you send by another way.',
	],
	list: [
		`Usage: ${program} list [options]`,
		'',
		'Shows whom you have invited, and what each invitation is worth now.',
	],
	renew: [
		`Usage: ${program} renew [CODE-ID] [options]`,
		'',
		'Makes a new code with a new user and password. The old one ends as soon as the new one was tried. What is not given here',
		`stays as it was agreed; “${noTerm}” takes an end, countries, currencies, a minimum order or a cut-off time away.`,
	],
	revoke: [
		`Usage: ${program} revoke [CODE-ID] [options]`,
		'',
		'Ends an invitation at once. Orders that have come in stay in your shop.',
	],
};

const ending = [
	'Passwords and pass phrases are never taken from the command line: they come from a file, from the environment or are asked.',
	'Exit code: 0 done, 1 not done and nothing left behind, 2 wrong use, 3 something was left behind (its SQL is shown), 130 cancelled.',
];

/** What is printed without a command. */
export const generalHelp = (): string =>
	[
		`Usage: ${program} <command> [options]`,
		'',
		'For suppliers: lets a distributor’s n8n send orders into your web shop.',
		'',
		'  invite   let a distributor in: one database user, one activation code',
		'  list     show whom you have invited',
		'  renew    a new code in place of an old one',
		'  revoke   end an invitation',
		'',
		`More: ${program} <command> --help`,
		'',
	].join('\n');

/** What a command does, and the options that it has. */
export function commandHelp(command: Command): string {
	const names = (Object.keys(options) as OptionName[]).filter((name) => isFor(name, command));
	const lines = names.map((name) => {
		const option: { value?: string; short?: string; help: string } = options[name];
		const flag = `${option.short ? `-${option.short}, ` : ''}--${name}${option.value ? ` ${option.value}` : ''}`;
		return `  ${flag.padEnd(34)} ${option.help}`;
	});
	return [...intros[command], '', 'Options:', ...lines, '', ...ending, ''].join('\n');
}
