import { z } from 'zod/v4';
import { customerOrderSchema } from '../nodes/OrderExchange/orders/customerOrder.js';
import { catalogue } from '../nodes/OrderExchange/problems/catalogue.js';
import type { ProblemEntry } from '../nodes/OrderExchange/problems/entry.js';

const intro = `# What Order Exchange reports

Every finding of every node, by its code. n8n shows the same words. **Blocks** means that the order is not sent;
**warns** means that it is sent and the finding goes along. A code with a ⚙ can be set to block or only to warn, under
*Also Block On* and *Only Warn About* of Prepare Supplier Order. Words in braces stand for values of the finding.

This page is generated from \`nodes/OrderExchange/problems/\` by \`npm run docs\`.
`;

const headings: Readonly<Record<string, string>> = {
	order: 'The order',
	customer: 'The customer',
	address: 'The addresses',
	text: 'Texts',
	line: 'The lines',
	shop: 'The shop',
	database: 'The database',
	exchange: 'The exchange',
	activation: 'Activation codes',
	directory: 'The Supplier Directory',
	supplier: 'What the supplier takes',
	invitation: 'Inviting a distributor',
	mail: 'The mail',
	node: 'The nodes',
};

const entry = ([code, found]: [string, ProblemEntry]): string =>
	[
		`### ${code}`,
		`${found.happened} *${found.severity === 'block' ? 'Blocks' : 'Warns'}${found.title ? ` ⚙ ${found.title}` : ''}.*`,
		`Why: ${found.why}`,
		`What to do: ${found.remedy}`,
	].join('\n\n');

/** docs/errors.md: every code with what happened, why, and what to do, in the catalogue's order. */
export function problemReference(): string {
	const groups = new Map<string, [string, ProblemEntry][]>();
	for (const each of Object.entries<ProblemEntry>(catalogue)) {
		const group = each[0].split('.')[0] ?? '';
		groups.set(group, [...(groups.get(group) ?? []), each]);
	}
	const parts = [...groups].map(
		([group, found]) => `## ${headings[group] ?? group}\n\n${found.map(entry).join('\n\n')}`,
	);
	return `${intro}\n${parts.join('\n\n')}\n`;
}

/** docs/order.schema.json: what Prepare reads as order JSON, for editors and other programs. */
export function orderJsonSchema(): string {
	const schema = z.toJSONSchema(customerOrderSchema, { io: 'input' });
	return `${JSON.stringify({ title: 'Customer order', ...schema }, null, '\t')}\n`;
}
