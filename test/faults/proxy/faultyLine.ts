import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultPlan } from './faultPlan.js';
import type { Strike, Way } from './faults.js';
import { answerWatcher, errorPacket, statementSplitter, type Piece } from '../../../sandbox/mysqlPackets.js';

/** Carries one connection to the server and lets the plan's faults strike it. Returns both sockets. */
export function faultyLine(
	client: Socket,
	targetPort: number,
	plan: () => FaultPlan,
): readonly [Socket, Socket] {
	const target = connect(targetPort, '127.0.0.1');
	const line = new Line(client, target, plan);
	const split = plan().channel === 'shop' ? statementSplitter() : wholeConnection();
	line.open();
	client.on('data', (chunk) => line.queue('toServer', () => line.fromClient(split(chunk))));
	target.on('data', (chunk) => line.queue('toClient', () => line.fromServer(chunk)));
	for (const socket of [client, target]) {
		socket.setNoDelay(true);
		socket.on('error', () => undefined);
	}
	client.on('end', () => line.queue('toServer', () => line.ended(target)));
	target.on('end', () => line.queue('toClient', () => line.ended(client)));
	client.on('close', () => line.queue('toServer', () => line.closed(target)));
	target.on('close', () => line.queue('toClient', () => line.closed(client)));
	return [client, target];
}

const wholeConnection = () => (chunk: Buffer) => [{ bytes: chunk, opensStep: false, sequence: 0 }];

class Line {
	readonly #sockets: Readonly<Record<Way, Socket>>;
	readonly #work: Record<Way, Promise<void>> = { toServer: Promise.resolve(), toClient: Promise.resolve() };
	readonly #planOfNow: () => FaultPlan;
	/** Nothing passes while this is pending. */
	#gate: Promise<void> = Promise.resolve();
	/** The line is cut: what still comes is thrown away. */
	#gone = false;
	/** The server is not to learn that the client is gone. */
	#silent = false;
	/** Set while the answer to a statement is replaced: says when the real one is complete. */
	#swallow: { readonly complete: (chunk: Buffer) => boolean; readonly errno: number } | undefined;

	/** The step under way on this connection, and the plan that it belongs to. */
	#begun: { readonly plan: FaultPlan; readonly step: number } | undefined;
	/** Of the client's last packet. */
	#sequence = 0;
	/** The statement was answered in the server's stead; what follows of it is dropped. */
	#dropping = false;

	constructor(client: Socket, target: Socket, plan: () => FaultPlan) {
		this.#sockets = { toServer: target, toClient: client };
		this.#planOfNow = plan;
	}

	get #plan(): FaultPlan {
		return this.#planOfNow();
	}

	/** None of the plan's steps while what began under an earlier plan goes on. */
	get #step(): number {
		return this.#begun?.plan === this.#plan ? this.#begun.step : -1;
	}

	open(): void {
		const plan = this.#plan;
		this.#begun = { plan, step: plan.openStep() };
	}

	/** One piece of work after the other, per way. */
	queue(way: Way, work: () => Promise<void>): void {
		this.#work[way] = this.#work[way].then(async () => {
			await this.#gate;
			if (!this.#gone) await work();
		});
	}

	async fromClient(pieces: readonly Piece[]): Promise<void> {
		for (const { bytes, opensStep, sequence } of pieces) {
			this.#sequence = sequence;
			if (opensStep) {
				this.#dropping = false;
				await this.#strikeOverdue('toServer');
				await this.#strikeOverdue('toClient');
				this.open();
			}
			if (!this.#dropping) await this.#pass('toServer', bytes);
		}
	}

	async fromServer(chunk: Buffer): Promise<void> {
		await this.#strikeOverdue('toServer');
		if (this.#swallow) {
			if (this.#swallow.complete(chunk)) this.#answer(this.#swallow.errno);
			return;
		}
		await this.#pass('toClient', chunk);
	}

	async ended(other: Socket): Promise<void> {
		if (!this.#silent) other.end();
	}

	async closed(other: Socket): Promise<void> {
		if (!this.#silent) other.destroy();
	}

	async #pass(way: Way, bytes: Buffer): Promise<void> {
		let rest = bytes;
		while (!this.#gone && rest.length > 0) {
			const due = this.#plan.due(this.#step, way, rest.length);
			const free = rest.subarray(0, due?.after ?? rest.length);
			this.#write(way, free);
			rest = rest.subarray(free.length);
			if (!due) return;
			if (due.strike.kind === 'serverError') {
				this.#plan.passed(this.#step, way, rest);
				if (due.strike.carriedOut) {
					this.#swallow = { complete: answerWatcher(), errno: due.strike.errno };
					this.#sockets.toServer.write(rest);
				} else {
					this.#dropping = true;
					this.#answer(due.strike.errno);
				}
				return;
			}
			await this.#strike(due.strike);
		}
	}

	#write(way: Way, bytes: Buffer): void {
		if (bytes.length === 0) return;
		this.#plan.passed(this.#step, way, bytes);
		this.#sockets[way].write(bytes);
	}

	#answer(errno: number): void {
		this.#swallow = undefined;
		this.#write('toClient', errorPacket(errno, this.#sequence + 1));
	}

	async #strikeOverdue(way: Way): Promise<void> {
		for (
			let strike = this.#plan.overdue(this.#step, way);
			strike;
			strike = this.#plan.overdue(this.#step, way)
		)
			if (!this.#gone && strike.kind !== 'serverError') await this.#strike(strike);
	}

	async #strike(strike: Exclude<Strike, { kind: 'serverError' }>): Promise<void> {
		const { killers } = this.#plan;
		if (strike.kind === 'delay') await pause(strike.ms);
		if (strike.kind === 'freeze') this.#silent = true;
		if (strike.kind === 'stall' || strike.kind === 'freeze') {
			this.#gate = strike.kind === 'stall' ? pause(strike.ms) : new Promise(() => undefined);
			await this.#gate;
			if (strike.kind === 'stall' && strike.then === 'cut') this.#cut();
		}
		if (strike.kind === 'cut') this.#cut();
		if (strike.kind === 'reset') {
			this.#gone = true;
			for (const socket of Object.values(this.#sockets)) socket.resetAndDestroy();
		}
		if (strike.kind === 'killWorker') {
			this.#silent = strike.halfOpen;
			this.#gone = true;
			await killers.worker();
			if (!strike.halfOpen) this.#cut();
		}
		if (strike.kind === 'stop') killers.stop();
		if (strike.kind === 'killServer') {
			await killers.server(strike.downMs);
			this.#cut();
		}
	}

	/** Both ends get what was written before, then the end of the connection. */
	#cut(): void {
		this.#gone = true;
		for (const socket of Object.values(this.#sockets)) {
			socket.resume();
			socket.end();
		}
	}
}
