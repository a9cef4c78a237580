import { createServer, type AddressInfo, type Socket } from 'node:net';
import { faultyLine } from './faultyLine.js';
import { faultPlan, type FaultPlan } from './faultPlan.js';
import type { Fault, Killers, StrikeKind } from './faults.js';

/** The way of one worker to one server. */
export interface FaultProxy {
	readonly port: number;
	/** From now on these faults strike, each once; steps are counted from 0 again. */
	begin(faults: readonly Fault[], killers: Killers, tell: (kind: StrikeKind) => void): FaultPlan;
	/** Breaks all connections, frozen ones too. */
	breakAll(): void;
	close(): Promise<void>;
}

/** A proxy to a MariaDB or a mail server on this machine, whose connections break as they are told. */
export async function faultProxy(channel: 'shop' | 'mail', targetPort: number): Promise<FaultProxy> {
	const open = new Set<Socket>();
	const nobody: Killers = {
		worker: async () => undefined,
		server: async () => undefined,
		stop: () => undefined,
	};
	let plan = faultPlan(channel, [], nobody, () => undefined);
	const server = createServer((client) => {
		for (const socket of faultyLine(client, targetPort, () => plan)) {
			open.add(socket);
			socket.on('close', () => open.delete(socket));
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const breakAll = () => open.forEach((socket) => socket.destroy());
	return {
		port: (server.address() as AddressInfo).port,
		begin: (faults, killers, tell) => {
			plan = faultPlan(channel, faults, killers, tell);
			return plan;
		},
		breakAll,
		close: async () => {
			breakAll();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
