/** Everything that could end a header line or hide in one: C0 and C1 controls, line and paragraph separators. */
const controls = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+', 'gu');
const oneControl = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]', 'u');

/** Text of foreign origin on one line: runs of control characters become one space, ends are trimmed. */
export const oneLine = (text: string): string => text.replace(controls, ' ').trim();

/** Whether anything in it could end a header line, or hide in one. */
export const hasControls = (text: string): boolean => oneControl.test(text);

const longestAnswer = 200;

/** Who logs in, as far as an answer must not show it. */
interface Login {
	readonly user?: string;
	readonly password?: string;
}

/**
 * A mail server's answer, fit to be shown: one line, shortened. Some servers say back what they did not understand, be it a
 * login: of such an answer only its numbers are shown.
 */
export const shownAnswer = (answer: string | undefined, login: Login): string => {
	const text = oneLine(answer ?? '') || 'no answer';
	if (repeats(text, login))
		return `${/^\d{3}([ -]\d\.\d{1,3}\.\d{1,3})?/.exec(text)?.[0] ?? ''} (its words repeat the login)`.trim();
	return text.length > longestAnswer ? `${text.slice(0, longestAnswer)}…` : text;
};

/** Enough of a login in base64 to tell it from other words; servers cut what they repeat. */
const tellingSigns = 8;
const shortestWord = 4;

function repeats(text: string, { user = '', password = '' }: Login): boolean {
	if (password === '') return false;
	const inBase64 = (plain: string) => Buffer.from(plain, 'utf8').toString('base64').slice(0, tellingSigns);
	const signs = [inBase64(password), inBase64(`\0${user}\0${password}`)];
	const words = password.length < shortestWord ? [] : [password];
	const said = text.toLowerCase();
	return [...signs, ...words].some((one) => said.includes(one.toLowerCase()));
}
