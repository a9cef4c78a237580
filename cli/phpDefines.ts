/** What a shop's configuration file sets: names of constants and variables (`$table_prefix`) with their texts. */
export type PhpSettings = ReadonlyMap<string, string>;

/**
 * Reads `define('NAME', 'text');` and `$name = 'text';` out of a PHP file without running it. Comments do not count, the first
 * definition of a constant does, as in PHP; values that PHP would have to compute are left out.
 */
export function phpSettings(source: string): PhpSettings {
	const tokens = tokensOf(source);
	const settings = new Map<string, string>();
	tokens.forEach((token, at) => {
		const [one, two, three, four, five] = tokens.slice(at + 1, at + 6);
		if (isWord(token, /^define$/i) && one?.text === '(' && two?.kind === 'text' && three?.text === ',') {
			const value = valueOf(four);
			if (value !== undefined && (five?.text === ')' || five?.text === ',') && !settings.has(two.text))
				settings.set(two.text, value);
		}
		if (isWord(token, /^\$\w+$/) && one?.text === '=' && three?.text === ';') {
			const value = valueOf(two);
			if (value !== undefined) settings.set(token.text, value);
		}
	});
	return settings;
}

interface Token {
	readonly kind: 'text' | 'word' | 'sign';
	readonly text: string;
}

const isWord = ({ kind, text }: Token, pattern: RegExp): boolean => kind === 'word' && pattern.test(text);

const valueOf = (token: Token | undefined): string | undefined =>
	token?.kind === 'text' || (token?.kind === 'word' && /^\d+$/.test(token.text)) ? token.text : undefined;

/** Comments, quoted texts, words and variables, single signs. A text that nobody closes goes to the end, so that each sign is read once. */
const pattern =
	/\/\*[\s\S]*?(?:\*\/|$)|(?:\/\/|#(?!\[))[^\r\n]*|(?:'((?:[^'\\]|\\[\s\S]?)*)|"((?:[^"\\]|\\[\s\S]?)*))(?:['"]|$)|(\$?\w+)|(\S)/g;

function tokensOf(source: string): readonly Token[] {
	return [...source.matchAll(pattern)].flatMap(([, single, double, word, sign]): Token[] => {
		if (single !== undefined) return [{ kind: 'text', text: single.replace(/\\([\\'])/g, '$1') }];
		if (double !== undefined) return doubleQuoted(double);
		if (word !== undefined) return [{ kind: 'word', text: word }];
		return sign === undefined ? [] : [{ kind: 'sign', text: sign }];
	});
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', $: '$', '\\': '\\' };

/** A text with variables in it is one that PHP computes. */
function doubleQuoted(raw: string): Token[] {
	if (/(^|[^\\])(\\\\)*\$[\w{]|\{\$/.test(raw)) return [{ kind: 'sign', text: '"' }];
	return [
		{ kind: 'text', text: raw.replace(/\\([\s\S])/g, (whole, sign: string) => escapes[sign] ?? whole) },
	];
}
