import type { Option } from '@clack/prompts';

/** Thrown when the person stops the command at a question. */
export class Cancelled extends Error {}

/** Whoever sits at the terminal. Without a person every question is answered by its default, or by nothing. */
export interface Person {
	readonly present: boolean;
	text(question: string, preset: string, check?: (answer: string) => string | undefined): Promise<string>;
	/** Not shown while it is typed. */
	secret(question: string): Promise<string>;
	/** The preset is taken on Return. */
	agrees(question: string, preset: boolean): Promise<boolean>;
	choose(question: string, choices: readonly Choice[]): Promise<string>;
	say(lines: readonly string[]): void;
	/** Says what takes a moment. */
	busy(what: string): void;
}

export interface Choice {
	readonly value: string;
	readonly label: string;
}

/**
 * Questions on the terminal; the library is loaded with the first one. Its spinner is not used: that takes Ctrl-C for itself and
 * ends the process, whatever has to be taken back.
 */
export function personAtTerminal(signal: AbortSignal): Person {
	const prompts = () => import('@clack/prompts');
	const answered = <Answer>(answer: Answer): Exclude<Answer, symbol> => {
		if (typeof answer === 'symbol') throw new Cancelled();
		return answer as Exclude<Answer, symbol>;
	};
	return {
		present: true,
		text: async (message, preset, check) => {
			const { text } = await prompts();
			const validate = (value: string | undefined) => check?.((value || preset).trim());
			const answer = await text({ message, defaultValue: preset, placeholder: preset, validate, signal });
			return answered(answer).trim();
		},
		secret: async (message) => answered(await (await prompts()).password({ message, signal })),
		agrees: async (message, initialValue) =>
			answered(await (await prompts()).confirm({ message, initialValue, signal })),
		choose: async (message, choices) => {
			const { select } = await prompts();
			return answered(await select<string>({ message, options: choices as Option<string>[], signal }));
		},
		say: (lines) => void process.stdout.write(`${lines.join('\n')}\n`),
		busy: (what) => void process.stdout.write(`${what} …\n`),
	};
}

/** Whoever is not there, as with `--json` or without a terminal. */
export const nobody: Person = {
	present: false,
	text: async (_, preset) => preset,
	secret: async () => '',
	agrees: async () => true,
	choose: async () => '',
	say: () => undefined,
	busy: () => undefined,
};
