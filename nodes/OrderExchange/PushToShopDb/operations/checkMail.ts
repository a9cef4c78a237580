import type { IExecuteFunctions } from 'n8n-workflow';
import type { CheckStep } from '../../exchange/checks/checkSteps.js';
import { probeRecipients } from '../../mail/probe.js';
import { readRecipients } from '../../mail/recipients.js';
import { theSmtp } from '../../n8n/credentials.js';
import { problemsIn } from '../../n8n/failures.js';
import { smtpCredential } from '../../n8n/smtp.js';
import { problem, type Problem } from '../../problems/problem.js';

/** Where a supplier is told of orders, and what was found about it. */
interface Told {
	readonly emails: readonly string[];
	readonly findings: readonly Problem[];
}

export interface Answered<Supplier extends Told> {
	readonly supplier: Supplier;
	/** Steps that nothing was asked about. */
	readonly unasked: readonly CheckStep[];
}

/**
 * Asks the distributor's own mail server about the addresses of all suppliers, over one connection and without sending.
 * Nothing is asked when the node has no SMTP credential.
 */
export async function askAboutMail<Supplier extends Told>(
	node: IExecuteFunctions,
	suppliers: readonly Supplier[],
): Promise<readonly Answered<Supplier>[]> {
	const unasked = (supplier: Supplier): Answered<Supplier> => ({ supplier, unasked: ['mail'] });
	if (!node.getNode().credentials?.[smtpCredential]) return suppliers.map(unasked);
	const read = suppliers.map(({ emails }) => readRecipients(emails.join(', '), 'notify.emails'));
	const access = await theSmtp(node).then(
		(settings) => ({ settings, problem: undefined }),
		(thrown: unknown) => ({ settings: undefined, problem: problemsIn(thrown)[0] }),
	);
	const addresses = [...new Set(read.flatMap(({ addresses: own }) => own))];
	const probe =
		access.settings && addresses.length > 0
			? await probeRecipients(access.settings, addresses)
			: { problem: access.problem, answers: new Map<string, string | undefined>() };
	return suppliers.map((supplier, at) => {
		const { addresses: own, problems } = read[at] ?? { addresses: [], problems: [] };
		const asked = own.filter((address) => probe.answers.has(address));
		const refused = asked.flatMap((recipient): Problem[] => {
			const answer = probe.answers.get(recipient);
			return answer === undefined
				? []
				: [problem('mail.address.refused', { value: recipient }, { recipient, answer })];
		});
		const missed = asked.length < own.length && probe.problem ? [warning(probe.problem)] : [];
		const found = [...problems.map(warning), ...refused, ...missed];
		return found.length + asked.length === 0
			? unasked(supplier)
			: { supplier: { ...supplier, findings: [...supplier.findings, ...found] }, unasked: [] };
	});
}

/** Orders can be pushed whatever becomes of the mail. */
const warning = (found: Problem): Problem => ({ ...found, severity: 'warn' });
