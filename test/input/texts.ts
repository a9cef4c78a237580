import fc from 'fast-check';

/** Texts that break careless programs: quoting, controls, Unicode's corners, formulas, markup, keys of every object. */
const hostileSamples: readonly string[] = [
	...[
		"'",
		'"',
		'`',
		'\\',
		"\\'",
		"O'Brien",
		"'; DROP TABLE orders; -- ",
		"' OR '1'='1",
		'" OR ""="',
		'/*!50000 x*/',
	],
	...[
		'\\0',
		'\\n',
		'%',
		'_',
		'?',
		':name',
		'${1}',
		'$&',
		'$1',
		'{number}',
		'{{number}}',
		'{{{w}}}',
		'{{#each w}}',
	],
	...[
		'__proto__',
		'constructor',
		'toString',
		'hasOwnProperty',
		'prototype',
		'valueOf',
		'length',
		'null',
		'NaN',
	],
	...[
		'=1+1',
		'+49 30 1234',
		'-5',
		'@SUM(A1)',
		'=cmd|" /C calc"!A0',
		"'=1",
		"''=1",
		"'s-Hertogenbosch",
		'＝1+1',
	],
	...[
		'<b>x</b>',
		'<script>alert(1)</script>',
		'&amp;',
		'&#0;',
		']]>',
		'<!--',
		'</td></table>',
		'"><img src=x>',
	],
	...[
		'Jürgen Groß',
		'Łódź',
		'Ａ',
		'ﬁ',
		'İ',
		'ı',
		'ß',
		'Dž',
		'日本語',
		'العربية',
		'עברית',
		'€',
		'…',
		'\u00a0x',
		'½',
	],
	...[
		'😀',
		'👩‍👩‍👧‍👦',
		'🇩🇪',
		'𝒳',
		'\u{10ffff}',
		'e\u0301',
		'a\u0308\u0323',
		'\u202eabc\u202c',
		'\u200f',
		'\u200bx',
		'\u2028',
	],
	...[
		'\ufeffx',
		'x\ufeff',
		'\ufffd',
		'\uffff',
		'\u0085',
		' x ',
		'  ',
		'\u3000',
		'a  b',
		'.',
		'..',
		'-',
		'0',
		'00',
		'1e5',
	],
	...[
		'0x10',
		'١٢٣',
		'1,234',
		'1.234,56',
		'true',
		'[]',
		'{}',
		'[object Object]',
		'undefined',
		'a@b',
		'a,b;c',
		'a\tb',
		'a\nb',
	],
];

/** Texts that no shop can take: Prepare must say so, or somebody after it. */
const unfitSamples: readonly string[] = [
	...[
		'\0',
		'a\0b',
		'\u0001',
		'\u001b[31m',
		'\u007f',
		'\ud800',
		'x\udc00y',
		'\udc00\ud800',
		'\r\nBcc: all@x.example',
	],
	...['a\rb', '\u000b', '\u000c', '\r\n.\r\n', '\u0000=1'],
];

/** Not blank, without characters that every check refuses: gets far into the program. */
export const cleanText: fc.Arbitrary<string> = fc
	.oneof(
		{ weight: 4, arbitrary: fc.constantFrom(...hostileSamples) },
		{ weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 20 }) },
		{
			weight: 1,
			arbitrary: fc
				.tuple(fc.constantFrom(...hostileSamples), fc.constantFrom(...hostileSamples))
				.map((two) => two.join('')),
		},
	)
	.filter((text) => text.trim() !== '' && !unfit.test(text) && !text.includes('\ufffd'));

const unfit = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]|\\p{Surrogate}', 'u');

/** Any text at all, a very long one now and then. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
	{ weight: 6, arbitrary: cleanText },
	{ weight: 2, arbitrary: fc.constantFrom(...unfitSamples) },
	{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
	// lone surrogates, which no unit of fast-check makes
	{
		weight: 1,
		arbitrary: fc
			.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
			.map((units) => String.fromCharCode(...units)),
	},
	{ weight: 1, arbitrary: fc.constantFrom('', ' ', '\t\n') },
);

/** What makes slow expressions slow: long runs of one sign with something else at the end; up to a million characters. */
export const longText: fc.Arbitrary<string> = fc
	.tuple(
		fc.constantFrom(
			' ',
			'.',
			'-',
			'0',
			'9',
			'a',
			'A',
			'%',
			'@',
			"'",
			'\\',
			'=',
			',',
			'(',
			'<',
			'{',
			'\n',
			'\t',
			'é',
			'😀',
			'1 ',
			', ',
			'a.',
			'a@',
		),
		fc.constantFrom(10_000, 100_000, 1_000_000),
		fc.constantFrom('', 'x', '!', ' ', '%', '\n', '@'),
		fc.constantFrom('', 'a', '1', ' ', '-'),
	)
	.map(([sign, length, end, start]) => start + sign.repeat(length / sign.length) + end);

/** Texts that look like numbers, as people and programs write them. */
export const numberText: fc.Arbitrary<string> = fc.oneof(
	fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
	fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
	fc.string({ unit: fc.constantFrom(..."0123456789.,-+' eE€%()"), maxLength: 45 }),
	fc.constantFrom(
		'1.234,56',
		'1,234.56',
		"1'234.50",
		'5,-',
		'€ 5.00',
		'0.1234567890123456789',
		'9'.repeat(39),
		'(5)',
		'1e400',
	),
);
