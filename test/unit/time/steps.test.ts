import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const room = 'nodes/OrderExchange';
const sources = readdirSync(room, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.ts'))
	.map((name) => join(room, name))
	.map((name) => ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.ES2022));

function* nodesOf(node: ts.Node): Generator<ts.Node> {
	yield node;
	const children: ts.Node[] = [];
	ts.forEachChild(node, (child) => void children.push(child));
	for (const child of children) yield* nodesOf(child);
}

test('no work in steps is begun without being driven: it would do nothing', () => {
	const all = sources.flatMap((source) => [...nodesOf(source)].map((node) => ({ source, node })));
	const inSteps = new Set(
		all.flatMap(({ node }) =>
			(ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) &&
			node.asteriskToken &&
			node.name &&
			ts.isIdentifier(node.name)
				? [node.name.text]
				: [],
		),
	);
	expect(inSteps).toContain('addOutcome');
	const undriven = all.flatMap(({ source, node }) => {
		if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return [];
		const { expression: called } = node.expression;
		const name = ts.isIdentifier(called)
			? called.text
			: ts.isPropertyAccessExpression(called)
				? called.name.text
				: '';
		const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
		return inSteps.has(name) ? [`${source.fileName}:${line} ${name}`] : [];
	});
	expect(undriven).toEqual([]);
});
