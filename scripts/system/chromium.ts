import { findProgram, installDebianPackages, type Say } from './programs.js';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium, installed first where that is possible. */
export async function ensureChromium(say: Say): Promise<string> {
	const found = await findProgram(...names);
	if (found) return found;
	const otherwise =
		'The editor tests need Chromium or Google Chrome. Please install one (Debian and Ubuntu: apt-get install chromium).';
	await installDebianPackages(['chromium'], otherwise, say);
	const installed = await findProgram(...names);
	if (!installed) throw new Error(otherwise);
	return installed;
}

/** So that it starts as root and in containers, and looks nothing up outside. */
export const chromiumFlags: readonly string[] = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
