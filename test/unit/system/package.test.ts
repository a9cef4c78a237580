import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

test('whoever installs the package has what its README and its texts send them to', () => {
	const packed = spawnSync('npm', ['pack', '--dry-run', '--json'], { encoding: 'utf8' });
	const [{ files }] = JSON.parse(packed.stdout) as [{ files: readonly { path: string }[] }];
	const paths = files.map(({ path }) => path);
	const links = [...readFileSync('README.md', 'utf8').matchAll(/(?<!!\[[^\]]*)\]\((?!https?:)([^)#]+)\)/g)];
	const missing = links
		.map(([, link = '']) => link)
		.filter((link) => !link.startsWith('docs/images/'))
		.filter((link) => !paths.some((path) => path === link || path.startsWith(`${link}/`)));
	expect(missing).toEqual([]);
	expect(paths.filter((path) => path.startsWith('workflows/'))).toHaveLength(4);
	expect(links.length).toBeGreaterThan(4);
});
