import { parseArgs } from 'node:util';

export const commands = ['invite', 'list', 'renew', 'revoke'] as const;
export type Command = (typeof commands)[number];

interface Option {
	readonly type: 'string' | 'boolean';
	readonly multiple?: true;
	readonly short?: string;
	/** In the help: what is put for the value. */
	readonly value?: string;
	readonly help: string;
	/** Left out: for every command. */
	readonly for?: readonly Command[];
}

const making: readonly Command[] = ['invite', 'renew'];

/** What renewing gives for a term that the new code shall not have. */
export const noTerm = 'none';

/** Every option with its help, in the order of the help. */
export const options = {
	config: {
		type: 'string',
		value: 'PATH',
		help: 'The shop’s configuration file or folder; found by itself in the current folder',
	},
	host: {
		type: 'string',
		value: 'HOST',
		help: 'Database server; default: as the shop’s configuration says, else localhost',
	},
	port: { type: 'string', value: 'PORT', help: 'Its port; default 3306' },
	socket: {
		type: 'string',
		value: 'PATH',
		help: 'Unix socket of a database server on this machine, instead of host and port',
	},
	database: { type: 'string', value: 'NAME', help: 'The shop’s database' },
	prefix: {
		type: 'string',
		value: 'TEXT',
		help: 'Prefix of the shop’s tables, where the database holds several shops; "" for none',
	},
	user: {
		type: 'string',
		value: 'NAME',
		help: 'Account that may create users, often root; default: the shop’s own',
	},
	'password-file': {
		type: 'string',
		value: 'FILE',
		help: 'Holds that account’s password; or set ORDER_EXCHANGE_DB_PASSWORD',
	},
	tls: {
		type: 'string',
		value: 'HOW',
		help: 'Your own connection: verify, noVerify or off; default: off on this machine, else verify',
	},
	ca: {
		type: 'string',
		value: 'FILE',
		help: 'Certificate (PEM) of the authority that vouches for the database server',
	},
	distributor: { type: 'string', value: 'NAME', help: 'Whom you invite', for: ['invite'] },
	name: {
		type: 'string',
		value: 'NAME',
		help: 'Your shop’s name as the distributor sees it; default: as the shop says',
		for: ['invite'],
	},
	code: {
		type: 'string',
		value: 'CODE',
		help: 'Your short name in the distributor’s catalogue; default: made from the name',
		for: ['invite'],
	},
	email: {
		type: 'string',
		multiple: true,
		value: 'ADDRESS',
		help: 'Where you want to be told of new orders; may be repeated',
		for: making,
	},
	'email-language': {
		type: 'string',
		value: 'CODE',
		help: 'Language of those mails: en or de',
		for: making,
	},
	'public-host': {
		type: 'string',
		value: 'HOST',
		help: 'The database server as the distributor reaches it, from outside',
		for: making,
	},
	'public-port': {
		type: 'string',
		value: 'PORT',
		help: 'Its port from outside; default: the one you connect to, over a socket the server’s own',
		for: making,
	},
	from: {
		type: 'string',
		value: 'ADDRESS',
		help: 'Let the distributor in from this address or network only, e.g. 203.0.113.0/24; default: anywhere',
		for: making,
	},
	connections: {
		type: 'string',
		value: 'N',
		help: 'Connections the distributor may have open; default 20',
		for: making,
	},
	'valid-days': {
		type: 'string',
		value: 'DAYS',
		help: 'The code ends after so many days; default: never, until you revoke it',
		for: making,
	},
	'without-tls': {
		type: 'boolean',
		help: 'No encryption; for a server that is reached over a private network only',
		for: making,
	},
	'with-tls': {
		type: 'boolean',
		help: 'Encryption, where the old code was made without it',
		for: ['renew'],
	},
	store: { type: 'string', value: 'ID', help: 'Store of a multi-store shop', for: making },
	language: { type: 'string', value: 'CODE', help: 'Language of the orders in the shop', for: making },
	countries: {
		type: 'string',
		value: 'DE,AT',
		help: 'Countries you deliver to; default: the shop’s own rules',
		for: making,
	},
	currencies: { type: 'string', value: 'EUR', help: 'Currencies you take', for: making },
	'minimum-order': {
		type: 'string',
		value: '"25 EUR"',
		help: 'Least value of goods of one order',
		for: making,
	},
	'cut-off': {
		type: 'string',
		value: '"14:30 Europe/Berlin"',
		help: 'Orders after this time are packed on the next day',
		for: making,
	},
	'pass-phrase-file': {
		type: 'string',
		value: 'FILE',
		help: 'Holds the pass phrase; or set ORDER_EXCHANGE_PASS_PHRASE; default: one is made',
		for: making,
	},
	'without-rehearsal': {
		type: 'boolean',
		help: 'Check the new user’s rights, and rehearse no order',
		for: making,
	},
	sql: {
		type: 'boolean',
		help: 'Change nothing: print the SQL for an administrator to run',
		for: ['invite', 'renew', 'revoke'],
	},
	'dry-run': { type: 'boolean', help: 'Change nothing: show what would be done', for: making },
	yes: {
		type: 'boolean',
		short: 'y',
		help: 'Do it without asking; what no option says is asked all the same',
		for: ['invite', 'renew', 'revoke'],
	},
	json: { type: 'boolean', help: 'One JSON object on standard output, for machines; asks nothing' },
	help: { type: 'boolean', short: 'h', help: 'Show this' },
	version: { type: 'boolean', help: 'Show the version' },
} as const satisfies Readonly<Record<string, Option>>;

type Table = typeof options;
export type OptionName = keyof Table;
type ValueOf<One> = One extends { type: 'boolean' }
	? boolean
	: One extends { multiple: true }
		? string[]
		: string;

export type Given = { readonly [Name in OptionName]?: ValueOf<Table[Name]> };

export type CommandLine =
	| {
			readonly ok: true;
			readonly command: Command | undefined;
			readonly target?: string;
			readonly given: Given;
	  }
	| { readonly ok: false; readonly why: string };

/** Reads the command line; values are not shown when something is wrong with it. */
export function readCommandLine(args: readonly string[]): CommandLine {
	try {
		const config = Object.fromEntries(
			Object.entries<Option>(options).map(([name, { type, multiple, short }]) => [
				name,
				{ type, ...(multiple && { multiple }), ...(short && { short }) },
			]),
		);
		const { values, positionals } = parseArgs({ args: [...args], options: config, allowPositionals: true });
		const [command, target, ...rest] = positionals;
		const known = commands.find((one) => one === command);
		if (command !== undefined && !known) return { ok: false, why: `There is no command ${command}.` };
		const wantsTarget = known === 'renew' || known === 'revoke';
		if (rest.length > 0 || (target !== undefined && !wantsTarget))
			return { ok: false, why: 'There is a word too many. Put values with blanks into quotation marks.' };
		const empty = Object.entries(values).find(([name, value]) => name !== 'prefix' && isEmpty(value));
		if (empty) return { ok: false, why: `The option --${empty[0]} needs a value.` };
		const foreign = Object.keys(values).find((name) => known && !isFor(name as OptionName, known));
		if (foreign) return { ok: false, why: `The command ${known} has no option --${foreign}.` };
		return { ok: true, command: known, ...(target && { target }), given: values as Given };
	} catch (error) {
		const code = (error as { code?: string }).code ?? '';
		const name = /'(?:-\w, )?(-[-\w]*)/.exec((error as Error).message)?.[1] ?? '';
		if (!code.startsWith('ERR_PARSE_ARGS')) return { ok: false, why: 'The command line cannot be read.' };
		return { ok: false, why: wrongly(name) };
	}
}

/** A variable of a script that is empty: `--from "$ADDRESS"` would let everybody in. The empty prefix is one that shops have. */
const isEmpty = (value: unknown): boolean =>
	[value].flat().some((one) => typeof one === 'string' && one.trim() === '');

function wrongly(flag: string): string {
	const option = Object.entries<Option>(options).find(([name]) => `--${name}` === flag)?.[1];
	if (!option) return `The option ${flag} is not known.`;
	return option.type === 'string'
		? `The option ${flag} needs a value; one that begins with a hyphen is given as ${flag}=VALUE.`
		: `The option ${flag} takes no value.`;
}

/** Whether the command has this option. */
export const isFor = (name: OptionName, command: Command): boolean => {
	const option: Option = options[name];
	return option.for === undefined || option.for.includes(command);
};
