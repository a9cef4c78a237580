import { z } from 'zod/v4';
import { foldedCode } from '../orders/orderIdentity.js';
import { problem, type Problem } from '../problems/problem.js';
import {
	openActivationCode,
	readActivationCode,
	type ActivationCode,
	type OpenedCode,
} from './activationCode.js';
import { codeLines, shownName, type CodeLine } from './codeLines.js';
import type { InvitationFace } from './invitation.js';
import { readPerSupplier, type PerSupplier } from './perSupplier.js';

const text = z.string().trim().default('');

/** What the Supplier Directory holds: who the distributor is, and how each supplier is reached. */
const directorySchema = z.object({
	distributorCode: text,
	distributorName: text,
	street: text,
	postalCode: text,
	city: text,
	country: text,
	vatId: text,
	contact: text,
	email: text,
	phone: text,
	/** One activation code per line, `#` for comments. */
	activationCodes: z.string().default(''),
	/** `<supplier code> = <pass phrase>` per line, and one without a supplier for all others. */
	passPhrases: z.string().default(''),
	/** `<supplier code> = <number>` per line: under which customer number a supplier knows the distributor. */
	customerNumbers: z.string().default(''),
});

/** What n8n's form holds in place of a saved secret; whoever adds to the dots saves it with the addition. */
const hiddenByForm = '__n8n_BLANK_VALUE_';

export type DirectoryInput = z.input<typeof directorySchema>;

/** One supplier that can be sent to, as far as its code tells without the pass phrase. */
export interface DirectoryEntry {
	readonly supplier: InvitationFace['supplier'];
	/** Of the code in Activation Codes, counted from 1. */
	readonly line: number;
	readonly code: ActivationCode;
	readonly passPhrase: string | undefined;
	readonly customerNumber: string | undefined;
}

export interface Directory {
	readonly distributor: Omit<
		z.output<typeof directorySchema>,
		'activationCodes' | 'passPhrases' | 'customerNumbers'
	>;
	/** One per supplier, in the order of the lines; of two codes of one supplier the one issued later. */
	readonly entries: readonly DirectoryEntry[];
	/** Lines that cannot be used, each with its number and as much of the supplier's name as it shows. */
	readonly findings: readonly Problem[];
}

/** Reads all that can be read without opening a code; a bad line never hides the others. */
export function readDirectory(input: DirectoryInput): Directory {
	const { activationCodes, passPhrases, customerNumbers, ...distributor } = directorySchema.parse(input);
	const { whole, findings } = readLines(codeLines(activationCodes));
	const { current, replaced } = newestOfEach(whole);
	const codes = current.map(({ code }) => code.face.supplier.code);
	const phrases = readPerSupplier(passPhrases, codes);
	const numbers = readPerSupplier(customerNumbers, codes);
	return {
		distributor,
		entries: current.map(({ line, code }) => {
			const { supplier } = code.face;
			return {
				supplier,
				line,
				code,
				passPhrase: phrases.values.get(supplier.code) ?? phrases.forAll,
				customerNumber: numbers.values.get(supplier.code),
			};
		}),
		findings: [
			...(whole.length + findings.length === 0 ? [problem('directory.empty')] : []),
			...findings,
			...replaced,
			...(passPhrases.includes(hiddenByForm) ? [problem('directory.phrasesHidden')] : []),
			...unused(phrases, 'Pass Phrases'),
			...unused(numbers, 'Customer Numbers'),
		],
	};
}

/** The entry of a supplier. Codes are compared as they are, then without case. */
export function entryOf({ entries }: Directory, supplierCode: string): DirectoryEntry | undefined {
	return (
		entries.find(({ supplier }) => supplier.code === supplierCode) ??
		entries.find(({ supplier }) => foldedCode(supplier.code) === foldedCode(supplierCode))
	);
}

/** Opens the code with the supplier's pass phrase: about 0.1 s off the main thread. Never throws. */
export async function openEntry(
	{ code, passPhrase, supplier }: DirectoryEntry,
	now: Date,
): Promise<OpenedCode> {
	return passPhrase === undefined
		? { ok: false, problem: problem('activation.noPassPhrase', {}, { supplier: supplier.name }) }
		: await openActivationCode(code, passPhrase, now);
}

/** A finding about a line of Activation Codes, with its number and the supplier in front. */
export const atLine = (found: Problem, line: number, name: string | undefined): Problem => ({
	...found,
	field: `activationCodes, line ${line}`,
	message: `Line ${line}${name ? ` (${name})` : ''}: ${found.message}`,
});

interface WholeCode {
	readonly line: number;
	readonly code: ActivationCode;
}

function readLines(lines: readonly CodeLine[]): {
	whole: readonly WholeCode[];
	findings: readonly Problem[];
} {
	const whole: WholeCode[] = [];
	const findings: Problem[] = [];
	for (const { line, text: codeText } of lines) {
		const read = readActivationCode(codeText);
		if (read.ok) whole.push({ line, code: read.code });
		else findings.push(atLine(read.problem, line, shownName(codeText)));
	}
	return { whole, findings };
}

function newestOfEach(whole: readonly WholeCode[]): {
	readonly current: readonly WholeCode[];
	readonly replaced: readonly Problem[];
} {
	const issued = ({ code }: WholeCode) => Date.parse(code.face.issuedAt);
	const newest = new Map<string, WholeCode>();
	for (const one of whole) {
		const key = one.code.face.supplier.code;
		const other = newest.get(key);
		if (!other || issued(one) > issued(other)) newest.set(key, one);
	}
	const current = whole.filter((one) => newest.get(one.code.face.supplier.code) === one);
	const replaced = whole
		.filter((one) => !current.includes(one))
		.map(({ line, code: { face } }) => {
			const { code, name } = face.supplier;
			const counts = newest.get(code);
			const other = counts?.code.face.supplier.name ?? '';
			const details = { supplier: name, other, code, line: counts?.line ?? 0 };
			const found = other === name ? 'directory.repeated' : 'directory.sharedCode';
			return atLine(problem(found, {}, details), line, name);
		});
	return { current, replaced };
}

const unused = ({ unused: lines }: PerSupplier, field: string): readonly Problem[] =>
	lines.map((line) => problem('directory.lineUnused', { field }, { line, field }));
