/** As `engines` of package.json; npx only warns of an older one, and the questions' library then ends with a SyntaxError. */
export const oldestNode = '20.19';

/** What to say where this Node is too old; undefined where it is not. */
export function tooOldNode(version: string): string | undefined {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number);
	return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
		? undefined
		: `This needs Node ${oldestNode} or newer, and is run by Node ${version}. Install a newer one from https://nodejs.org, or run the command on another machine that reaches the database (“--host”).`;
}
