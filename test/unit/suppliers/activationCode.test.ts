import fc from 'fast-check';
import {
	createActivationCode,
	newCodeId,
	openActivationCode,
	readActivationCode,
} from '../../../nodes/OrderExchange/suppliers/activationCode.js';
import { codeText, withoutBlanks } from '../../../nodes/OrderExchange/suppliers/codeText.js';
import { invitation, now, passPhrase } from './samples.js';

let code: string;
beforeAll(async () => {
	code = await createActivationCode(invitation(), passPhrase);
});

const reasonOf = (text: string): string => {
	const read = readActivationCode(text);
	return read.ok ? 'accepted' : read.problem.code;
};

async function opened(text: string, phrase = passPhrase, at = now) {
	const read = readActivationCode(text);
	return read.ok ? await openActivationCode(read.code, phrase, at) : read;
}

describe('a code that arrived whole', () => {
	test('brings the invitation to whoever has the pass phrase', async () => {
		expect(await opened(code)).toEqual({ ok: true, invitation: invitation() });
	});

	test('shows the supplier’s name to a person, and its code and name to a program without the pass phrase', () => {
		expect(code).toMatch(/^OX1-\d+-Mueller-Soehne-Kaese-[0-9A-Z]+-[0-9A-Z]+-[0-9A-Z]{10}-\d+-OX$/);
		const read = readActivationCode(code);
		expect(read.ok && read.code.face).toEqual({
			id: 'K7Q2M4X9AB',
			issuedAt: '2026-11-01T08:00:00Z',
			supplier: { code: 'mueller', name: 'Müller & Söhne Käse' },
		});
	});

	test('shows nothing of the connection without the pass phrase', () => {
		const read = readActivationCode(code);
		const clear = read.ok
			? read.code.parts.header.toString() + read.code.parts.sealed.toString('latin1')
			: '';
		expect(clear).toContain('mueller');
		expect(clear).not.toMatch(/db\.mueller|ox_nordwind|g3h31m|bestellung/);
	});

	test.each([
		['a mail program broke its lines', (text: string) => text.replace(/.{70}/g, '$&\r\n  ')],
		[
			'a chat put blanks and invisible marks into it',
			(text: string) => text.replace(/.{50}/g, '$& \u00a0\u200b'),
		],
		['somebody quoted it', (text: string) => `“${text}”.`],
		['a chat showed it as code', (text: string) => `\`${text}\``],
		['a mail program put brackets around it', (text: string) => `<${text}>,`],
		['a mail was answered', (text: string) => text.replace(/.{70}/g, '$&\n> ').replace(/^/, '> ')],
		['a word processor kept its hyphens together', (text: string) => text.replaceAll('-', '\u2011')],
		['it passed through a text from right to left', (text: string) => `\u202a\u2066${text}\u2069\u202c`],
		['the form put blanks around it', (text: string) => `\ufeff \t${text}\n\n`],
	])('still opens after %s', async (_, changed) => {
		expect(await opened(changed(code))).toMatchObject({ ok: true });
	});

	test('opens however the pass phrase is spaced and its umlauts are composed', async () => {
		const made = await createActivationCode(invitation(), 'zwölf Gläser Honig');
		expect(await opened(made, '  zwo\u0308lf  Gla\u0308ser Honig ')).toMatchObject({ ok: true });
	});

	test.each([
		'k7qm-2x4a-9rtv-b3cd',
		' K7QM 2X4A 9RTV B3CD',
		'K7QM–2X4A–9RTV–B3CD',
		'K7\u200bQM - 2x4a-9rtv-b3cd\u200e',
	])('opens with a made pass phrase however it is typed: %s', async (typed) => {
		const made = await createActivationCode(invitation(), 'K7QM-2X4A-9RTV-B3CD');
		expect(await opened(made, typed)).toMatchObject({ ok: true });
		expect(await opened(made, typed.replace(/7/, '8'))).toMatchObject({ ok: false });
	});

	test('wants a pass phrase of one’s own as it was chosen, in capitals and small letters', async () => {
		const made = await createActivationCode(invitation(), 'Correct Horse Battery');
		expect(await opened(made, 'correct horse battery')).toMatchObject({ ok: false });
	});

	test('is another text each time, so that two codes of the same content cannot be told to be that', async () => {
		const again = await createActivationCode(invitation(), passPhrase);
		const sealedPart = (text: string) => text.split('-').at(-4);
		expect(sealedPart(again)).not.toBe(sealedPart(code));
	});

	test.each(['有限公司', '🧀', 'Ł', `${'Very long name '.repeat(7)}`])(
		'carries the name “%s” as it is',
		async (name) => {
			const made = await createActivationCode(invitation({ supplier: { code: 'x', name } }), passPhrase);
			expect(made).toMatch(/^[\x21-\x7e]+$/);
			expect(await opened(made)).toMatchObject({ ok: true, invitation: { supplier: { name: name.trim() } } });
		},
	);
});

describe('a code that is refused', () => {
	test('with another pass phrase, or made for somebody else', async () => {
		expect(await opened(code, 'correct horse battery stable')).toMatchObject({
			problem: { code: 'activation.passPhrase' },
		});
	});

	test('after its last day, which needs no pass phrase to see', async () => {
		const made = await createActivationCode(invitation({ expiresAt: '2026-11-24T11:59:59Z' }), passPhrase);
		expect(await opened(made, 'whatever it is')).toMatchObject({
			problem: {
				code: 'activation.expired',
				message: expect.stringContaining('Müller & Söhne Käse') as string,
			},
		});
		expect(await opened(made, passPhrase, new Date('2026-11-24T11:59:58Z'))).toMatchObject({ ok: true });
	});

	test.each([
		'',
		'hello',
		'OY1-',
		'https://supplier.example/shop',
		'# a comment',
		'{"host":"db"}',
		'-----BEGIN',
	])('when it is none: “%s”', (text) => expect(reasonOf(text)).toBe('activation.notACode'));

	test('when a later version of this package made it', () => {
		const read = readActivationCode(code);
		if (!read.ok) throw new Error('The sample code cannot be read');
		const { label, header, sealed } = read.code.parts;
		const withHeader = (change: object) =>
			codeText(label, Buffer.from(JSON.stringify({ ...JSON.parse(header.toString()), ...change })), sealed);
		expect(reasonOf(withHeader({}))).toBe('accepted');
		expect(reasonOf(withHeader({ seal: { ...read.code.seal, kdf: 'argon2id' } }))).toBe('activation.newer');
		expect(reasonOf(withHeader({ seal: { ...read.code.seal, n: 30 } }))).toBe('activation.newer');
	});

	test('at making, when the pass phrase is short or the invitation not whole', async () => {
		await expect(createActivationCode(invitation(), '  short      ')).rejects.toThrow(RangeError);
		const nowhere = invitation({ accepts: { countries: ['XX'] } });
		await expect(createActivationCode(nowhere, passPhrase)).rejects.toThrow('3166');
	});
});

describe('ten thousand changed and cut codes', () => {
	const runs = { numRuns: 10_000, seed: 4 };
	const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
	const sign = fc
		.oneof(
			fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZabcdeoilOILU-_*#|=+/'),
			fc
				.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
				.filter((text) => text.length === 1 && /\S/.test(text)),
		)
		.filter((text) => withoutBlanks(`A${text}A`) === `A${text}A`);
	const isAround = (text: string) => withoutBlanks(text) === '';
	const body = () => ({ from: code.indexOf('-', 4) + 1, to: code.lastIndexOf('-', code.length - 4) });
	/** Processor time, so that a busy machine does not count. */
	let slowestMs = 0;
	const timed = (text: string): string => {
		const start = process.cpuUsage();
		const reason = reasonOf(text);
		const { user, system } = process.cpuUsage(start);
		slowestMs = Math.max(slowestMs, (user + system) / 1000);
		return reason;
	};

	test('one character changed anywhere: mistyped', () => {
		fc.assert(
			fc.property(place, sign, (where, other) => {
				const at = Math.floor(where * code.length);
				fc.pre(code[at] !== other);
				fc.pre(!isAround(other) || (at > 0 && at < code.length - 1));
				expect(timed(code.slice(0, at) + other + code.slice(at + 1))).toBe('activation.mistyped');
			}),
			runs,
		);
	});

	test('two neighbours exchanged, or something slipped in between: mistyped', () => {
		fc.assert(
			fc.property(place, fc.option(sign), (where, extra) => {
				const at = Math.floor(where * (code.length - 1));
				const [a = '', b = ''] = code.slice(at, at + 2);
				fc.pre(extra !== null || a !== b);
				const middle = extra === null ? b + a : a + extra + b;
				expect(timed(code.slice(0, at) + middle + code.slice(at + 2))).toBe('activation.mistyped');
			}),
			runs,
		);
	});

	test('cut at either end, or in the middle as when a line is lost: truncated', () => {
		fc.assert(
			fc.property(place, place, fc.constantFrom('front', 'end', 'both', 'middle'), (one, two, where) => {
				const { from, to } = body();
				const inBody = [one, two]
					.map((share) => from + Math.floor(share * (to - from)))
					.sort((a, b) => a - b);
				const [start = 0, end = 0] = inBody;
				fc.pre(end - start > 60);
				const anywhere = 2 + Math.floor(one * (code.length - 2));
				const cut = {
					front: code.slice(-anywhere),
					end: code.slice(0, anywhere),
					both: code.slice(start, end),
					middle: code.slice(0, start) + code.slice(end),
				}[where];
				fc.pre(cut.length < code.length);
				expect(timed(cut)).toBe('activation.truncated');
			}),
			runs,
		);
	});

	test('any text at all is answered, and never accepted', () => {
		const piece = fc.oneof(
			fc.string(),
			fc.constantFrom('OX1-', '-OX', '-100-', 'OX1-100-', '-ABCDEFGHJK-', '\n'),
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				expect(timed(pieces.join(''))).toMatch(/^activation\.(notACode|truncated|mistyped|newer)$/);
			}),
			runs,
		);
	});

	test('none of them was slow, nor is a text of a million characters', () => {
		expect(slowestMs).toBeLessThan(500);
		for (const text of ['-', 'A', 'OX1-100-', '-100-OX', 'A-']) timed(text.repeat(1_000_000 / text.length));
		for (const text of ['-', 'A', 'OX1-100-', '-100-OX', 'A-']) timed(text.repeat(60_000 / text.length));
		expect(slowestMs).toBeLessThan(500);
	});

	test('somebody who repairs the checksum after a change still gets nothing', async () => {
		const read = readActivationCode(code);
		if (!read.ok) throw new Error('The sample code cannot be read');
		const { label, header, sealed } = read.code.parts;
		const later = Buffer.from(header.toString().replace('2026-11-01', '2026-11-02'));
		const other = (bytes: Buffer, at: number) => {
			const changed = Buffer.from(bytes);
			changed[at] = (changed[at] ?? 0) ^ 1;
			return changed;
		};
		const forged = [
			codeText('Somebody', header, sealed),
			codeText(label, later, sealed),
			codeText(label, header, other(sealed, 0)),
			codeText(label, header, other(sealed, sealed.length - 1)),
			codeText(label, header, sealed.subarray(0, -1)),
			codeText(label, header, sealed.subarray(0, 8)),
		];
		for (const text of forged)
			expect(await opened(text)).toMatchObject({ problem: { code: 'activation.passPhrase' } });
	}, 60_000);
});

test('no two codes have the same id', () => {
	const ids = Array.from({ length: 1000 }, newCodeId);
	expect(new Set(ids).size).toBe(1000);
	for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{10}$/);
});
