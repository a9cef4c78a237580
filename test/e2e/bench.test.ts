import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Measured {
	readonly goals: readonly { readonly name: string; readonly value?: number }[];
	readonly push: readonly { readonly way: string; readonly ordersPerSecond: number }[];
}

/** A shop without transactions, where what a push does is harder to tell from the wire. */
const platform = 'opencart-3.0';

test('npm run bench measures every way into a shop, and counts the round trips of an order', async () => {
	const few = ['--round-trip', '0', '--orders', '2', '--repetitions', '1'];
	const { stdout } = await promisify(execFile)(
		'npm',
		[
			'run',
			'-s',
			'bench',
			'--',
			'--only',
			'push',
			'--only',
			'warm',
			'--platform',
			platform,
			...few,
			'--json',
		],
		{ cwd: join(__dirname, '../..'), maxBuffer: 10_000_000 },
	);
	const { goals, push } = JSON.parse(stdout) as Measured;
	expect(push.map(({ way }) => way)).toEqual(['push', 'readyFile', 'mysqlNode', 'oneByOne']);
	for (const { ordersPerSecond } of push) expect(ordersPerSecond).toBeGreaterThan(0);
	const name = `${platform}: round trips of one order on a warm connection`;
	expect(goals.find((goal) => goal.name === name)?.value).toBeLessThanOrEqual(14);
}, 600_000);
