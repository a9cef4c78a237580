import { fork } from 'node:child_process';

/** What a helper process can be asked to do. */
export type Service = Readonly<Record<string, (input: never) => Promise<unknown>>>;

export interface Helper<Offered extends Service> {
	/** Rejects with what the helper threw, or when it dies. */
	ask<Name extends keyof Offered & string>(
		name: Name,
		...input: Parameters<Offered[Name]>
	): Promise<Awaited<ReturnType<Offered[Name]>>>;
	end(): Promise<void>;
}

export interface Request {
	readonly id: number;
	readonly name: string;
	readonly input: unknown;
}
export type Answer =
	{ readonly id: number; readonly result: unknown } | { readonly id: number; readonly thrown: string };

export interface HelperOptions {
	/** The Node that runs it; left out, this process's own. */
	readonly node?: string;
	readonly nodeOptions?: readonly string[];
	readonly environment?: NodeJS.ProcessEnv;
	/** Everything in the process shares one core, the collector's and the compiler's threads too; on Linux only. */
	readonly onOneCore?: boolean;
}

/** Starts a file that calls `serve` as a process of its own, with an event loop and memory of its own. */
export function startHelper<Offered extends Service>(
	file: string,
	{ node = process.execPath, nodeOptions = [], environment = process.env, onOneCore }: HelperOptions = {},
): Helper<Offered> {
	const options = [...(file.endsWith('.ts') ? ['--import', 'tsx'] : []), ...nodeOptions];
	const child = fork(file, {
		...(onOneCore && process.platform === 'linux'
			? { execPath: 'taskset', execArgv: ['--cpu-list', '0', node, ...options] }
			: { execPath: node, execArgv: options }),
		env: environment,
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		serialization: 'advanced',
	});
	const waiting = new Map<number, { done: (result: unknown) => void; failed: (cause: Error) => void }>();
	let lastId = 0;
	const exited = new Promise<void>((resolve) => {
		child.once('exit', (code, signal) => {
			for (const { failed } of waiting.values()) failed(new Error(`${file} ended with ${signal ?? code}`));
			waiting.clear();
			resolve();
		});
	});
	child.on('message', (answer: Answer) => {
		const asked = waiting.get(answer.id);
		waiting.delete(answer.id);
		if ('thrown' in answer) asked?.failed(new Error(answer.thrown));
		else asked?.done(answer.result);
	});
	return {
		ask: (name, ...[input]) =>
			new Promise((resolve, reject) => {
				lastId += 1;
				waiting.set(lastId, { done: resolve as (result: unknown) => void, failed: reject });
				child.send({ id: lastId, name, input } satisfies Request);
			}),
		end: async () => {
			if (child.connected) child.disconnect();
			await exited;
		},
	};
}

/** Answers the requests of the process that started this one, and ends with it. */
export function serve(service: Service): void {
	process.on('message', ({ id, name, input }: Request) => {
		const answer = (content: Answer) => process.send?.(content);
		Promise.resolve()
			.then(() => service[name]?.(input as never))
			.then(
				(result) => answer({ id, result }),
				(thrown: unknown) => answer({ id, thrown: String((thrown as Error).stack) }),
			);
	});
	process.on('disconnect', () => process.exit());
}
