import { invitationProblems } from '../../../nodes/OrderExchange/problems/invitationProblems.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsThat } from '../../../nodes/OrderExchange/PrepareSupplierOrder/findingOptions.js';
import { prepareOptions } from '../../../nodes/OrderExchange/PrepareSupplierOrder/parameters/options.js';
import { catalogue } from '../../../nodes/OrderExchange/problems/catalogue.js';
import type { ProblemEntry } from '../../../nodes/OrderExchange/problems/entry.js';
import { problem } from '../../../nodes/OrderExchange/problems/problem.js';
import { orderJsonSchema, problemReference } from '../../../scripts/reference.js';

const docs = (file: string): string => readFileSync(join(__dirname, '../../../docs', file), 'utf8');
const entries = Object.entries<ProblemEntry>(catalogue);

test('docs/errors.md is what npm run docs would write', () => {
	expect(docs('errors.md')).toBe(problemReference());
});

test('docs/order.schema.json is what npm run docs would write', () => {
	expect(docs('order.schema.json')).toBe(orderJsonSchema());
});

test.each(entries)('%s says in whole sentences what happened, why, and what to do', (code, entry) => {
	expect(code).toMatch(/^[a-z]+(\.[a-zA-Z]+)+$/);
	for (const text of [entry.happened, entry.why, entry.remedy])
		expect(text).toMatch(/^(?:[A-Z{].*[.!?]|.*\{\w+\})$/s);
	expect(`${entry.happened} ${entry.remedy}`).not.toMatch(/\b(error|problem|failure|mistake)s?\b/i);
});

test('no two titles are the same, so that a choice is clear', () => {
	const titles = entries.flatMap(([, { title }]) => (title === undefined ? [] : [title]));
	expect(new Set(titles).size).toBe(titles.length);
});

test.each(entries.filter(([, { remedy }]) => /only warn|also block/i.test(remedy)))(
	'the cure of %s by an option names the option, the choice in it and the node, as the form shows them',
	(_, { severity, title, remedy }) => {
		const option = severity === 'block' ? 'Only Warn About' : 'Also Block On';
		expect(remedy).toContain(`choose ${title} under ${option} in Prepare’s options`);
		expect(findingsThat(severity).map(({ name }) => name)).toContain(title);
		expect(prepareOptions.options?.map((one) => 'displayName' in one && one.displayName)).toContain(option);
	},
);

test('a finding shows the value that was seen, shortened', () => {
	const found = problem('line.quantity.negative', { line: '1', value: 'x'.repeat(200) }, { value: '-3' });
	expect(found.message).toBe('The quantity -3 is negative.');
	expect(found.value).toHaveLength(81);
});

test('what an invitation wants is named as in the form of n8n; the command has words of its own', () => {
	for (const { remedy } of Object.values(invitationProblems)) expect(remedy).not.toContain('“--');
});
