import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Given } from './options.js';

/** What the options that name files come to. */
export interface Files {
	readonly password?: string;
	/** PEM. */
	readonly ca?: string;
}

/** The files' contents, or which of them cannot be used. */
export async function filesOf(given: Given): Promise<Files | string> {
	const passwordFile = given['password-file'];
	const password = passwordFile === undefined ? undefined : await firstLine(passwordFile);
	if (passwordFile !== undefined && password === undefined)
		return 'The file of --password-file cannot be read.';
	const ca = given.ca === undefined ? undefined : await textOf(given.ca);
	if (given.ca !== undefined && ca === undefined) return 'The file of --ca cannot be read.';
	if (ca !== undefined && !isCertificate(ca))
		return 'The file of --ca holds no certificate as text (PEM, which begins with -----BEGIN CERTIFICATE-----).';
	return { ...(password !== undefined && { password }), ...(ca !== undefined && { ca }) };
}

/** A secret kept in a file: its first line. Undefined where the file cannot be read. */
export const firstLine = async (file: string): Promise<string | undefined> =>
	(await textOf(file))?.split(/\r?\n/)[0];

/** As editors and shells write texts, Windows' own with a mark in front too; PowerShell's `>` writes UTF-16. */
async function textOf(file: string): Promise<string | undefined> {
	const bytes = await readFile(file).catch(() => undefined);
	const isUtf16 = bytes?.[0] === 0xff && bytes[1] === 0xfe;
	return bytes?.toString(isUtf16 ? 'utf16le' : 'utf8').replace(/^\ufeff/, '');
}

function isCertificate(text: string): boolean {
	try {
		return text.includes('-----BEGIN CERTIFICATE-----') && new X509Certificate(text).raw.length > 0;
	} catch {
		return false;
	}
}
