/** Everything that could end a header line or hide in one: C0 and C1 controls, line and paragraph separators. */
const controls = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]+', 'gu');
const oneControl = new RegExp('[\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029]', 'u');

/** Text of foreign origin on one line: runs of control characters become one space, ends are trimmed. */
export const oneLine = (text: string): string => text.replace(controls, ' ').trim();

export const hasControls = (text: string): boolean => oneControl.test(text);

const longestAnswer = 200;

/** A mail server's answer, fit to be shown: one line, shortened. */
export const shownAnswer = (answer: string | undefined): string => {
	const text = oneLine(answer ?? '') || 'no answer';
	return text.length > longestAnswer ? `${text.slice(0, longestAnswer)}…` : text;
};
