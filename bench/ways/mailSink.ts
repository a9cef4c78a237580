import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { delayLine } from '../line/delayLine.js';
import { serve } from '../processes/helper.js';

// A mail server in a process of its own that takes everything and keeps nothing.

let taken = 0;
const ports = new Map<number, number>();

const server = new SMTPServer({
	disabledCommands: ['AUTH', 'STARTTLS'],
	authOptional: true,
	disableReverseLookup: true,
	logger: false,
	onData(stream, _session, done) {
		stream.resume();
		stream.on('end', () => {
			taken += 1;
			done();
		});
	},
});
server.on('error', () => undefined);
const listening = new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const service = {
	/** Gives the port of a line to it with this round trip, in milliseconds. */
	open: async (roundTripMs: number) => {
		await listening;
		const { port } = server.server.address() as AddressInfo;
		const open = ports.get(roundTripMs) ?? (await delayLine(port, roundTripMs, false)).port;
		ports.set(roundTripMs, open);
		return open;
	},
	/** Mails since the last call. */
	taken: async () => {
		const count = taken;
		taken = 0;
		return count;
	},
};
export type MailSinkService = typeof service;

serve(service);
