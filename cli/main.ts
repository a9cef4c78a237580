#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandHelp, generalHelp } from './help.js';
import { tooOldNode } from './nodeVersion.js';
import { readCommandLine, type Command, type Given } from './options.js';
import { cancelled, wrongUse, type Outcome } from './outcome.js';
import type { Run } from './commands/run.js';

/** Each command is loaded when it is asked for, so that the help comes at once. */
const commands: Readonly<Record<Command, () => Promise<(run: Run) => Promise<Outcome>>>> = {
	invite: async () => (await import('./commands/invite.js')).inviteCommand,
	list: async () => (await import('./commands/list.js')).listCommand,
	renew: async () => (await import('./commands/renew.js')).renewCommand,
	revoke: async () => (await import('./commands/revoke.js')).revokeCommand,
};

async function main(args: readonly string[]): Promise<void> {
	const line = readCommandLine(args);
	const json = args.includes('--json');
	if (!line.ok) return report(wrongUse(line.why), json);
	if (line.given.version) return print(`${versionOf()}\n`);
	if (line.given.help || line.command === undefined) {
		if (!line.given.help) process.exitCode = 2;
		return print(line.command ? commandHelp(line.command) : generalHelp());
	}
	const tooOld = tooOldNode(process.versions.node);
	if (tooOld) return report({ exit: 1, text: [tooOld], json: { ok: false, usage: tooOld } }, json);
	const { given, target, command } = line;
	const stop = new AbortController();
	// again and again, since npx hands on what the terminal has sent already
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
	// a terminal that is gone takes no more words, and what was begun is taken back all the same
	for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
	const { nobody, personAtTerminal, Cancelled } = await import('./person.js');
	const atTerminal = process.stdin.isTTY && process.stdout.isTTY && !json;
	const person = atTerminal ? personAtTerminal(stop.signal) : nobody;
	if (!atTerminal && !json && changesUnasked(command, given))
		return report(wrongUse('There is no terminal to ask at. Add --yes to do it without asking.'), json);
	try {
		const run = await commands[command]();
		const outcome = await run({
			given,
			person,
			signal: stop.signal,
			environment: process.env,
			...(target && { target }),
		});
		report(outcome, json);
	} catch (error) {
		if (!(error instanceof Cancelled)) throw error;
		report(cancelled, json);
	}
}

const changesUnasked = (command: Command, given: Given): boolean =>
	command !== 'list' && !given.yes && !given.sql && !given['dry-run'];

function report({ exit, text, aside, json: value }: Outcome, json: boolean): void {
	process.exitCode = exit;
	if (json) return print(`${JSON.stringify(value, null, '\t')}\n`);
	if (aside) process.stderr.write(`${aside.join('\n')}\n`);
	(exit === 0 ? process.stdout : process.stderr).write(`${text.join('\n')}\n`);
}

const print = (text: string): void => void process.stdout.write(text);

/** This file is `dist/cli/main.js` of the package. */
const versionOf = (): string =>
	(JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string }).version;

/** What nobody foresaw is told by its class and code: texts of others may hold what must not be shown. */
main(process.argv.slice(2)).catch((error: unknown) => {
	const name = error instanceof Error ? error.name : typeof error;
	const code = (error as { code?: unknown }).code;
	process.stderr.write(
		`Something unforeseen happened: ${name}${typeof code === 'string' ? ` (${code})` : ''}.\n`,
	);
	process.exitCode = 1;
});
