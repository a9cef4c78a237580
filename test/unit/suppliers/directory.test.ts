import { createActivationCode } from '../../../nodes/OrderExchange/suppliers/activationCode.js';
import { entryOf, openEntry, readDirectory } from '../../../nodes/OrderExchange/suppliers/directory.js';
import { invitation, now, passPhrase } from './samples.js';

const codeOf = (code: string, name: string, changes: object = {}) =>
	createActivationCode(invitation({ supplier: { code, name }, ...changes }), passPhrase);

let mueller: string;
let acme: string;
let nord: string;
beforeAll(async () => {
	[mueller, acme, nord] = await Promise.all([
		codeOf('mueller', 'Müller & Söhne Käse'),
		codeOf('acme', 'ACME'),
		codeOf('nord west', 'Nord West Handel'),
	]);
});

const suppliers = (activationCodes: string) =>
	readDirectory({ activationCodes }).entries.map(({ line, supplier }) => `${line} ${supplier.code}`);
const findings = (input: Parameters<typeof readDirectory>[0]) =>
	readDirectory(input).findings.map(({ message }) => message);

describe('Activation Codes', () => {
	test('are one per line, with comments and empty lines between', () => {
		const text = `# Cheese\n${mueller}  # Mrs Müller, 030 1234\n\n\t# OX1-old one\n${acme} by phone on 3 May\r\n  ${nord}`;
		expect(suppliers(text)).toEqual(['2 mueller', '5 acme', '6 nord west']);
		expect(findings({ activationCodes: text })).toEqual([]);
	});

	test('are put together again where a mail program broke the lines', () => {
		const broken = (code: string) => code.replace(/.{72}/g, '$&\n  ');
		expect(suppliers(`${broken(mueller)}\n${broken(acme)} # ours\n${broken(nord)}`)).toHaveLength(3);
		expect(findings({ activationCodes: `${broken(mueller)}\n${broken(acme)}` })).toEqual([]);
	});

	test('are taken out of quotation marks, brackets and the end of a sentence', () => {
		const quoted = mueller.replace(/.{72}/g, '$&\n> ');
		expect(suppliers(`> ${quoted}\nOurs: "${acme}".\n<${nord}>, by mail`)).toHaveLength(3);
	});

	test('are told apart where a form put them into one line', () => {
		expect(suppliers(`${mueller} ${acme}   ${nord}`)).toEqual(['1 mueller', '1 acme', '1 nord west']);
	});

	test('that cannot be read are named with line and supplier, and hide no other', () => {
		const text = [
			mueller.slice(0, 300),
			acme,
			nord.replace('-Nord-', '-Nard-'),
			'hello',
			acme.slice(200, 400),
		].join('\n');
		expect(suppliers(text)).toEqual(['2 acme']);
		expect(findings({ activationCodes: text })).toEqual([
			'Line 1 (Mueller Soehne Kaese): Only a part of the activation code is here.',
			expect.stringContaining('Line 3 (Nard West Handel): The activation code was changed on its way'),
			'Line 4: The text is no activation code.',
			'Line 5: Only a part of the activation code is here.',
		]);
	});

	test('say so when there are none', () => {
		expect(findings({ activationCodes: ' \n# nothing yet' })).toEqual([
			'The Supplier Directory holds no activation code.',
		]);
	});

	test('of one supplier: the one issued later counts, and the other is named', async () => {
		const renewed = await codeOf('acme', 'ACME', { issuedAt: '2026-11-20T08:00:00Z', id: 'RENEWED001' });
		const directory = readDirectory({ activationCodes: `${renewed}\n${acme}` });
		expect(directory.entries.map(({ code }) => code.face.id)).toEqual(['RENEWED001']);
		expect(directory.findings).toMatchObject([
			{ code: 'directory.repeated', severity: 'warn', message: expect.stringContaining('Line 2 (ACME)') },
		]);
	});

	test('of two suppliers with one supplier code: both are named, and who gets the orders', async () => {
		const other = await codeOf('acme', 'Acme Sports', {
			issuedAt: '2026-11-20T08:00:00Z',
			id: 'OTHER000001',
		});
		expect(findings({ activationCodes: `${acme}\n${other}` })).toEqual([
			'Line 1 (ACME): ACME and Acme Sports (line 2) have the same supplier code, acme, so that all its orders go to Acme Sports.',
		]);
	});

	test('never show a comment in a finding', () => {
		const text = `${mueller.slice(0, 200)} # the pass phrase is ${passPhrase}`;
		expect(JSON.stringify(readDirectory({ activationCodes: text }).findings)).not.toContain('pass phrase is');
	});
});

describe('Pass Phrases', () => {
	const phrases = (passPhrases: string) =>
		Object.fromEntries(
			readDirectory({ activationCodes: [mueller, acme, nord].join('\n'), passPhrases }).entries.map(
				({ supplier, passPhrase: phrase }) => [supplier.code, phrase],
			),
		);

	test('are one for all suppliers', () => {
		expect(phrases(' one = for all ')).toEqual({
			mueller: 'one = for all',
			acme: 'one = for all',
			'nord west': 'one = for all',
		});
	});

	const each = { mueller: 'sieben Käse', acme: 'eight = crates', 'nord west': 'the rest' };
	test.each([
		['on lines of their own', 'mueller = sieben Käse\n# by phone\nACME=eight = crates\nnord  west =the rest'],
		[
			'in one line, as a field that hides them gives them',
			'mueller = sieben Käse acme=eight = crates nord west = the rest',
		],
		['with one for all others', 'mueller = sieben Käse\nthe rest\nacme = eight = crates'],
		['with one for all others in front, in one line', 'the rest mueller = sieben Käse acme = eight = crates'],
	])('are given %s', (_, text) => expect(phrases(text)).toEqual(each));

	test('for nobody are named by their line, and never shown', () => {
		const passPhrases = 'mueller = sieben Käse\nmuller = secret words here\nmueller = twice given';
		const directory = readDirectory({ activationCodes: mueller, passPhrases });
		expect(directory.findings.map(({ code, message }) => [code, message.slice(0, 23)])).toEqual([
			['directory.lineUnused', 'Line 2 of Pass Phrases '],
			['directory.lineUnused', 'Line 3 of Pass Phrases '],
		]);
		expect(JSON.stringify(directory.findings)).not.toMatch(/secret|twice|sieben/);
	});

	test('that a form kept hidden while something was added to them are known to be lost', () => {
		const passPhrases = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6\nacme = eight crates';
		const [first] = readDirectory({ activationCodes: acme, passPhrases }).findings;
		expect([first?.code, first?.severity]).toEqual(['directory.phrasesHidden', 'block']);
		expect(readDirectory({ activationCodes: acme, passPhrases: 'acme = eight crates' }).findings).toEqual([]);
	});

	test('open their own code; without one the finding says where it goes', async () => {
		const passPhrases = `acme = ${passPhrase}`;
		const directory = readDirectory({ activationCodes: `${mueller}\n${acme}`, passPhrases });
		const opened = await Promise.all(directory.entries.map((entry) => openEntry(entry, now)));
		expect(opened).toMatchObject([
			{ ok: false, problem: { code: 'activation.noPassPhrase' } },
			{ ok: true, invitation: { supplier: { code: 'acme' }, connection: { host: 'db.mueller.example' } } },
		]);
	});
});

test('the customer number at a supplier is found by its code', () => {
	const directory = readDirectory({
		activationCodes: `${mueller}\n${acme}`,
		customerNumbers: 'Acme = K-20417',
	});
	expect(directory.entries.map(({ customerNumber }) => customerNumber)).toEqual([undefined, 'K-20417']);
});

test('a supplier is found by its code as it is, and else without regard to case', async () => {
	const upper = await codeOf('MUELLER', 'Another Müller');
	const both = readDirectory({ activationCodes: `${mueller}\n${upper}` });
	expect(entryOf(both, 'MUELLER')?.supplier.name).toBe('Another Müller');
	expect(entryOf(readDirectory({ activationCodes: mueller }), ' Mueller ')?.supplier.code).toBe('mueller');
	expect(entryOf(both, 'muller')).toBeUndefined();
});
