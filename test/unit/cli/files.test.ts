import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesOf } from '../../../cli/files.js';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'order-exchange-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Buffer): string => {
	writeFileSync(join(folder, name), content);
	return join(folder, name);
};

test.each([
	['an editor', Buffer.from('pass wörd\n')],
	['an editor of Windows', Buffer.from('\ufeffpass wörd\r\n')],
	['PowerShell', Buffer.from('\ufeffpass wörd\r\n', 'utf16le')],
	['nobody’s line end', Buffer.from('pass wörd')],
])('a password is read as written by %s', async (_, content) => {
	expect(await filesOf({ 'password-file': file('password', content) })).toEqual({ password: 'pass wörd' });
});

test('a file that cannot be read is named by its option', async () => {
	expect(await filesOf({ 'password-file': join(folder, 'nowhere') })).toContain('--password-file cannot');
	expect(await filesOf({ ca: folder })).toContain('--ca cannot');
});

test.each([
	['of another kind', Buffer.from([0x30, 0x82, 1, 2])],
	['cut off', Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----')],
])('a certificate %s is told before anybody connects', async (_, content) => {
	expect(await filesOf({ ca: file('ca', content) })).toContain('--ca holds no certificate as text');
});

test('a certificate is one with Windows’ mark too', async () => {
	const [pem = ''] = /-----BEGIN CERT[\s\S]+?-----END CERTIFICATE-----\n/.exec(certificate()) ?? [];
	expect(await filesOf({ ca: file('ca.pem', `\ufeff${pem}`) })).toEqual({ ca: pem });
});

const certificate = (): string => readFileSync(join(__dirname, '../../data/tls/ca.pem'), 'utf8');
