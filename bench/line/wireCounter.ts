import { performance } from 'node:perf_hooks';
import { statementSplitter } from '../../sandbox/mysqlPackets.js';
import { stepReader, type Step } from './steps.js';

/** What passed on all connections of a line, seen from the client's end. */
export interface WireCount {
	readonly connections: number;
	/** Each time that a client had to wait for an answer before it could go on; opening a connection is two and its login. */
	readonly roundTrips: number;
	readonly statements: number;
	readonly commits: number;
	readonly bytesToServer: number;
	readonly bytesToClient: number;
	/** Per step, summed over the connections. */
	readonly steps: Readonly<Partial<Record<Step | 'own', StepTime>>>;
}

export interface StepTime {
	readonly milliseconds: number;
	readonly statements: number;
}

/** TCP's own handshake, and the server's greeting after it. */
const roundTripsToOpen = 2;
const shownBytes = 600;
const headerBytes = 4;
const quitCommand = 0x01;

export interface WireCounter {
	opened(): { fromClient(chunk: Buffer): void; fromServer(bytes: number): void };
	take(): WireCount;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Counts round trips, statements and bytes of MySQL connections, and how long each step of the work took. */
export function wireCounter(now: () => number = () => performance.now()): WireCounter {
	let count = nothing();
	const spend = (step: Step | 'own', milliseconds: number, statements: number) => {
		const before = count.steps[step] ?? { milliseconds: 0, statements: 0 };
		count.steps[step] = {
			milliseconds: before.milliseconds + milliseconds,
			statements: before.statements + statements,
		};
	};

	return {
		take: () => {
			const taken = count;
			count = nothing();
			return taken;
		},
		opened: () => {
			const split = statementSplitter();
			const stepOf = stepReader();
			let answered = true;
			let spentUntil = now();
			let step: Step = 'connect';
			let text: Buffer | undefined;
			count.connections += 1;
			count.roundTrips += roundTripsToOpen;

			/** The statement's step shows in its first bytes, which may come in several pieces. */
			const named = () => {
				if (!text) return;
				step = stepOf(text.subarray(headerBytes + 1).toString('latin1'));
				if (step === 'commit') count.commits += 1;
				spend(step, 0, 1);
				text = undefined;
			};
			return {
				fromClient: (chunk) => {
					for (const { bytes, opensStep } of split(chunk)) {
						if (opensStep && isQuit(bytes)) return;
						count.bytesToServer += bytes.length;
						if (answered) {
							count.roundTrips += 1;
							const moment = now();
							spend('own', moment - spentUntil, 0);
							spentUntil = moment;
							answered = false;
						}
						if (opensStep) {
							named();
							count.statements += 1;
							text = Buffer.alloc(0);
						}
						if (text && text.length < shownBytes) text = Buffer.concat([text, bytes.subarray(0, shownBytes)]);
					}
				},
				fromServer: (bytes) => {
					named();
					count.bytesToClient += bytes;
					const moment = now();
					spend(step, moment - spentUntil, 0);
					spentUntil = moment;
					answered = true;
				},
			};
		},
	};
}

const isQuit = (bytes: Buffer): boolean =>
	bytes.length === headerBytes + 1 && bytes[headerBytes] === quitCommand;

const nothing = () => ({
	connections: 0,
	roundTrips: 0,
	statements: 0,
	commits: 0,
	bytesToServer: 0,
	bytesToClient: 0,
	steps: {} as Mutable<WireCount['steps']>,
});
