import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { OrderExchangeSupplierDirectory } from '../../../credentials/OrderExchangeSupplierDirectory.credentials.js';
import { checkDirectory, type SupplierStanding } from '../exchange/checks/checkDirectory.js';
import { blocks, type Problem } from '../problems/problem.js';
import type { Directory } from '../suppliers/directory.js';
import { titleOf } from './parameters.js';
import { supplierDirectory } from './supplierDirectory.js';

/** The form waits for the answer, so that all suppliers together get no more than this. */
const limits = { totalMs: 20_000, connectMs: 6_000 };

/**
 * n8n's test of a credential that is saved: every code offline first, then every supplier over the network; one message says who stands and
 * who does not, each with its first obstacle and its cure.
 */
export async function supplierDirectoryTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const directory = supplierDirectory(credential.data ?? {});
		const standings = await checkDirectory(directory, limits, new Date());
		return summary(directory, standings);
	} catch {
		return { status: 'Error', message: 'The credential cannot be read. Fill in Activation Codes.' };
	}
}

const mostExplained = 5;

function summary(directory: Directory, standings: readonly SupplierStanding[]): INodeCredentialTestResult {
	const { distributor, findings } = directory;
	const unsaid = (['distributorCode', 'distributorName'] as const).flatMap((field) =>
		distributor[field] ? [] : [titleOf(new OrderExchangeSupplierDirectory().properties, field)],
	);
	const ready = standings.filter(({ obstacle }) => !obstacle);
	const obstacles = [
		...unsaid.map((title) => `${title} is empty.`),
		...findings.filter(blocks).map(inOneLine),
		...standings.flatMap(({ obstacle }) => (obstacle ? [inOneLine(obstacle)] : [])),
	];
	const notes = [
		...findings.filter((found) => !blocks(found)),
		...standings.flatMap(({ warnings }) => warnings),
	];
	const message = [
		readiness(ready, directory.entries.length + unreadable(findings)),
		...shortened(obstacles, 'more obstacles'),
		...shortened(notes.map(inOneLine), 'more notes'),
	].join(' • ');
	return { status: obstacles.length > 0 ? 'Error' : 'OK', message };
}

const inOneLine = ({ message, remedy }: Problem): string => `${message} ${remedy}`;

const unreadable = (findings: readonly Problem[]): number =>
	findings.filter(({ code }) => code.startsWith('activation.')).length;

function readiness(ready: readonly SupplierStanding[], all: number): string {
	const names = ready.map(({ entry }) => entry.supplier.name).join(', ');
	const count = `${ready.length} of ${all} ${all === 1 ? 'supplier is' : 'suppliers are'} ready`;
	return ready.length > 0 ? `${count}: ${names}.` : `${count}.`;
}

const shortened = (lines: readonly string[], rest: string): readonly string[] =>
	lines.length > mostExplained
		? [...lines.slice(0, mostExplained), `${lines.length - mostExplained} ${rest}.`]
		: lines;
