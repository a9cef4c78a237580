import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { keptFolder } from './keeper.js';
import { freePort } from './ports.js';
import { findProgram, installDebianPackages, type Say } from './programs.js';
import { startServer } from './serverProcess.js';

/** A Redis of this process alone, on a free port of 127.0.0.1; it keeps everything in memory. */
export interface Redis {
	readonly host: string;
	readonly port: number;
	readonly password: string;
	/** Ends the server and removes its folder. */
	stop(): Promise<void>;
}

const names = ['redis-server', 'valkey-server'];

const howToInstall =
	'Redis was not found. Install it and run this again: ' +
	'"sudo apt-get install redis-server" on Debian and Ubuntu, "brew install redis" on macOS, ' +
	'"sudo dnf install valkey" on Fedora. It need not be started.';

/** Path of a Redis or Valkey server; on Debian and Ubuntu, as root, installed first when missing. */
async function ensureRedis(say: Say): Promise<string> {
	const found = await findProgram(...names);
	if (found) return found;
	await installDebianPackages(['redis-server'], howToInstall, say);
	const installed = await findProgram(...names);
	if (!installed) throw new Error(howToInstall);
	return installed;
}

/** Starts a private Redis, installing the program first where that is possible. Nothing of it outlives this process. */
export async function startRedis(say: Say = () => undefined): Promise<Redis> {
	const program = await ensureRedis(say);
	const folder = await keptFolder('order-exchange-redis');
	const address = { host: '127.0.0.1', port: await freePort(), password: randomBytes(12).toString('hex') };
	const settings = join(folder.path, 'redis.conf');
	// In a file: arguments can be read by everybody on the machine.
	await writeFile(
		settings,
		[
			`bind ${address.host}`,
			`port ${address.port}`,
			`requirepass ${address.password}`,
			`dir ${folder.path}`,
			'save ""',
			'appendonly no',
			'',
		].join('\n'),
		{ mode: 0o600 },
	);
	try {
		const server = await startServer({
			name: 'redis',
			program,
			args: [settings],
			folder: folder.path,
			isReady: () => answers(address.host, address.port),
		});
		return {
			...address,
			async stop() {
				await server.stop();
				await folder.remove();
			},
		};
	} catch (cause) {
		await folder.remove();
		throw cause;
	}
}

/** Whatever it says to a stranger's PING: it is there. */
function answers(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, host, () => socket.write('PING\r\n'));
		const say = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('data', () => say(true));
		socket.once('error', () => say(false));
		socket.once('close', () => say(false));
	});
}
