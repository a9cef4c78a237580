import type { IExecuteFunctions } from 'n8n-workflow';
import { expiryWarnings } from '../../exchange/checks/checkDirectory.js';
import { checkShop, type ShopCheck } from '../../exchange/checks/checkShop.js';
import { stepStates, type CheckStep } from '../../exchange/checks/checkSteps.js';
import { theDirectory } from '../../n8n/credentials.js';
import { outputItem } from '../../n8n/items.js';
import { connectsThroughDirectory, supplierShops } from '../../n8n/supplierShops.js';
import { readCatalogue, type CatalogueEntry } from '../../orders/catalogueInput.js';
import { grouped } from '../../orders/grouped.js';
import { blocks, type Problem } from '../../problems/problem.js';
import { entryOf, type Directory, type DirectoryEntry } from '../../suppliers/directory.js';
import { suppliersAtOnce, type SupplierShop, type SupplierShops } from '../../suppliers/supplierShop.js';
import { inParallel } from '../../time/inParallel.js';
import { each, inSlices } from '../../time/inSlices.js';
import { askAboutMail } from './checkMail.js';
import { noOutputs, type PushOutputs } from './outputs.js';

/** A supplier to check, and what the catalogue says about it. */
interface Candidate {
	readonly code: string;
	readonly entry: DirectoryEntry | undefined;
	readonly articles: readonly string[] | undefined;
	readonly emails: readonly string[];
}

interface CheckedSupplier {
	readonly candidate: Candidate;
	readonly check: ShopCheck | undefined;
	readonly emails: readonly string[];
	readonly findings: readonly Problem[];
}

/**
 * One item per supplier, with how each step ended and every finding with its cure. Healthy: nothing was found; Warnings:
 * orders can be sent; Not Ready: they cannot. Reads only. The input may bring the catalogue's rows.
 */
export async function checkSuppliers(node: IExecuteFunctions): Promise<PushOutputs> {
	const directory = connectsThroughDirectory(node) ? await theDirectory(node) : undefined;
	const shops = await supplierShops(node);
	const signal = node.getExecutionCancelSignal();
	const candidates = candidatesOf(await catalogueBySupplier(node), directory, shops.only);
	const checked = await inParallel(candidates, suppliersAtOnce, (one) =>
		checkOne(shops, one, directory !== undefined, signal),
	);
	const answered = await askAboutMail(node, checked);
	const outputs = noOutputs();
	const allItems = node.getInputData().map((_, item) => item);
	for (const { supplier, unasked } of answered) {
		const { candidate, check, findings } = supplier;
		const { code, entry } = candidate;
		const { clockAheadMs, missingArticles } = check ?? {};
		const value = {
			supplier: code === '' ? null : (entry?.supplier ?? { code, name: code }),
			...(entry && { line: entry.line, codeExpiresAt: entry.code.face.expiresAt ?? null }),
			ready: !findings.some(blocks),
			steps: stepStates(findings, [...unasked, ...notGiven(candidate)]),
			...(check?.platform && { shop: { platform: check.platform, version: check.version } }),
			...(clockAheadMs !== undefined && { clockAheadMs }),
			...(missingArticles && { articles: candidate.articles?.length ?? 0, missingArticles }),
			problems: findings,
		};
		outputOf(outputs, findings).push(outputItem(value, allItems));
	}
	for (const found of directory?.findings ?? [])
		outputOf(outputs, [found]).push(
			outputItem({ supplier: null, ready: !blocks(found), problems: [found] }, allItems),
		);
	return outputs;
}

/** Healthy, Warnings, Not Ready. */
function outputOf({ pushed, refused, retryLater }: PushOutputs, findings: readonly Problem[]) {
	if (findings.some(blocks)) return retryLater;
	return findings.length > 0 ? refused : pushed;
}

const notGiven = ({ articles }: Candidate): readonly CheckStep[] => (articles ? [] : ['catalogue']);

/** What the catalogue's rows say, in a group per supplier. */
async function catalogueBySupplier(node: IExecuteFunctions): Promise<readonly (readonly CatalogueEntry[])[]> {
	const { skus, entriesOf } = await inSlices(readCatalogue(node.getInputData().map(({ json }) => json)));
	const entries = await inSlices(each([...skus], entriesOf));
	return grouped(entries.flat(), ({ supplier }) => supplier.code);
}

/** Every supplier of the directory, and those of the catalogue that it lacks; or the one Shop Database. */
function candidatesOf(
	catalogue: readonly (readonly CatalogueEntry[])[],
	directory: Directory | undefined,
	only: string,
): readonly Candidate[] {
	const codes = catalogue.flatMap(([first]) => first?.supplier.code ?? []);
	const candidate = (code: string, entry: DirectoryEntry | undefined): Candidate => {
		const own = catalogue
			.filter((_, index) =>
				directory && entry
					? entryOf(directory, codes[index] ?? '') === entry
					: code === '' || codes[index] === code,
			)
			.flat();
		return {
			code,
			entry,
			articles: own.length > 0 ? own.map(({ supplierSku }) => supplierSku) : undefined,
			emails: [...new Set(own.flatMap(({ supplier }) => supplier.email ?? []))],
		};
	};
	if (!directory) return [candidate(only, undefined)];
	const strangers = codes.filter((code) => !entryOf(directory, code));
	return [
		...directory.entries.map((entry) => candidate(entry.supplier.code, entry)),
		...strangers.map((code) => candidate(code, undefined)),
	].filter(
		({ code, entry }) => only === '' || code === only || (entry && entry === entryOf(directory, only)),
	);
}

async function checkOne(
	shops: SupplierShops,
	candidate: Candidate,
	invited: boolean,
	signal: AbortSignal | undefined,
): Promise<CheckedSupplier> {
	const { code, entry, articles, emails } = candidate;
	const expiry = entry ? expiryWarnings(entry, new Date()) : [];
	const found = await shops.find(code);
	if (!found.ok) return { candidate, check: undefined, emails, findings: [found.problem] };
	const { shop } = found;
	const { platform } = shop;
	const check = await checkShop(shop.connection, { createLog: false, signal, platform, articles });
	return {
		candidate,
		check,
		emails: emails.length > 0 ? emails : shop.notify.emails,
		findings: [...expiry, ...problemsOf(check, shop, invited), ...check.warnings],
	};
}

/** With a credential of its own the first push creates the log; the user of an invitation may not. */
const problemsOf = ({ problems }: ShopCheck, shop: SupplierShop, invited: boolean): readonly Problem[] =>
	problems.map((found): Problem =>
		found.code === 'exchange.notSetUp' && !invited ? { ...found, severity: 'warn' } : shop.inItsWords(found),
	);
