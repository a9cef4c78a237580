import { findProgram, installDebianPackages, type Say } from './programs.js';

const howToInstall =
	'Chromium was not found. Install Chromium or Google Chrome and run this again, ' +
	'e.g. "sudo apt-get install chromium" on Debian, "brew install --cask chromium" on macOS.';

/** Path of a Chromium or Chrome; on Debian, as root, installs it when missing. `CHROMIUM` names another one. */
export async function ensureChromium(say: Say): Promise<string> {
	const found = process.env.CHROMIUM ?? (await findChromium());
	if (found) return found;
	await installDebianPackages(['chromium'], howToInstall, say);
	const installed = await findChromium();
	if (!installed) throw new Error(howToInstall);
	return installed;
}

const findChromium = (): Promise<string | undefined> =>
	findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
