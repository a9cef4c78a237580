import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8n } from '../../scripts/system/n8n.js';
import { ensureN8n } from '../../scripts/system/n8nPrograms.js';
import { run } from '../../scripts/system/run.js';

/** A text that must be nowhere but in n8n's encrypted credentials. */
export interface Planted {
	readonly what: string;
	readonly text: string;
}

/** A place where n8n keeps or shows something. */
export interface Place {
	readonly name: string;
	readonly text: string;
}

// One row a line: JSON, as n8n keeps its execution data anyway.
const dump = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1], { readOnly: true });
for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all())
	for (const row of database.prepare('SELECT * FROM "' + name + '"').all())
		console.log(name, JSON.stringify(row));
`;

/** Every table of n8n's database, its log with all that its process printed, and every file that it wrote. */
export async function placesOf(n8n: N8n): Promise<readonly Place[]> {
	const { node } = await ensureN8n(() => undefined);
	const folder = join(n8n.home, '.n8n');
	const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
		(file) => file.isFile() && !file.parentPath.startsWith(join(folder, 'nodes')),
	);
	return [
		{ name: 'database', text: await run(node, ['-e', dump, join(folder, 'database.sqlite')]) },
		{ name: 'log', text: await n8n.log() },
		...(await Promise.all(
			files.map(async ({ parentPath, name }) => ({
				name,
				text: await readFile(join(parentPath, name), 'latin1'),
			})),
		)),
	];
}

/** One sentence per secret and place where it shows, plain or as protocols encode it. */
export const leaks = (secrets: readonly Planted[], places: readonly Place[]): readonly string[] =>
	secrets.flatMap(({ what, text }) =>
		places
			.filter((place) => shapesOf(text).some((shape) => place.text.includes(shape)))
			.map(({ name }) => `${what} is in ${name}`),
	);

/** As it is, in JSON inside JSON, in base64 at each of its three offsets (SMTP logins, data URLs), in hex, in a URL. */
function shapesOf(text: string): readonly string[] {
	const base64 = [0, 1, 2].map((offset) =>
		Buffer.from(' '.repeat(offset) + text)
			.toString('base64')
			.slice(offset === 0 ? 0 : 4)
			.replace(/.{0,3}=*$/, ''),
	);
	const hex = Buffer.from(text).toString('hex');
	return [text, JSON.stringify(text).slice(1, -1), ...base64, hex, encodeURIComponent(text)];
}

/** A code shows the supplier's name in clear at its beginning; what follows is sealed. */
export const sealedPart = (code: string): string => code.slice(-120, -20);
