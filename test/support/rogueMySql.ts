import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What the server sends: payloads that become packets, or bytes as they are. */
export type Answer = readonly Buffer[] | { readonly raw: Buffer; readonly endless?: Buffer };

export interface RogueMySql {
	readonly port: number;
	/** All that clients sent, without encryption. */
	readonly received: Buffer;
	/** Bytes that were taken from the server. */
	readonly sent: number;
	close(): Promise<void>;
}

export interface RogueOptions {
	readonly offersTls?: boolean;
	/** Instead of a greeting. */
	readonly greeting?: Buffer;
	/** Instead of welcoming whoever logs in. */
	readonly login?: Answer;
	/** To the n-th statement, counted from 1; undefined: a proper answer. */
	readonly answer?: (n: number, sql: string) => Answer | undefined;
	/** Takes the connection over once the client asks for TLS. */
	readonly onTls?: (socket: Socket) => void;
}

/** Speaks enough of the MySQL protocol to be logged into, and then does what it likes. */
export async function rogueMySql(options: RogueOptions = {}): Promise<RogueMySql> {
	const open = new Set<Socket>();
	const chunks: Buffer[] = [];
	let sent = 0;
	const server = createServer((socket) => {
		open.add(socket);
		socket.on('error', () => undefined);
		socket.on('close', () => {
			open.delete(socket);
			sent += socket.bytesWritten;
		});
		serve(socket, options, chunks);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		get received() {
			return Buffer.concat(chunks);
		},
		get sent() {
			return sent + [...open].reduce((total, { bytesWritten }) => total + bytesWritten, 0);
		},
		close: async () => {
			open.forEach((socket) => socket.destroy());
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}

const sslRequestBytes = 36;

function serve(socket: Socket, options: RogueOptions, chunks: Buffer[]): void {
	let statements = 0;
	let isIn = false;
	socket.write(options.greeting ?? packet(greeting(options.offersTls ?? false), 0));
	socket.on('data', (chunk: Buffer) => {
		chunks.push(chunk);
		if (!isIn && options.onTls && chunk.length === sslRequestBytes) {
			socket.removeAllListeners('data');
			return options.onTls(socket);
		}
		if (!isIn) {
			isIn = true;
			return send(socket, options.login ?? [okPayload], 2);
		}
		if (chunk[3] !== 0) return; // part of an exchange that we do not answer
		const sql = chunk.subarray(5).toString('utf8');
		statements += 1;
		send(socket, options.answer?.(statements, sql) ?? properAnswer(sql), 1);
	});
}

function send(socket: Socket, answer: Answer, sequence: number): void {
	if ('raw' in answer) {
		const { raw, endless } = answer;
		socket.write(raw);
		if (!endless) return void socket.end();
		const more = () => {
			while (!socket.destroyed && socket.write(endless));
		};
		more();
		socket.on('drain', more);
	} else socket.write(Buffer.concat(answer.map((payload, at) => packet(payload, sequence + at))));
}

export const packet = (payload: Buffer, sequence: number): Buffer => {
	const header = Buffer.alloc(4);
	header.writeUIntLE(payload.length, 0, 3);
	header[3] = sequence & 0xff;
	return Buffer.concat([header, payload]);
};

/** Protocol version 10, `mysql_native_password`; bit 11 of the capabilities offers TLS. */
const greeting = (offersTls: boolean): Buffer =>
	Buffer.concat([
		Buffer.from([10]),
		Buffer.from('8.0.36\0'),
		Buffer.from([1, 0, 0, 0]),
		Buffer.from('12345678\0'),
		Buffer.from([0xff, offersTls ? 0xff : 0xf7, 0x21, 2, 0, 0xff, 0x00, 21]),
		Buffer.alloc(10),
		Buffer.from('123456789012\0'),
		Buffer.from('mysql_native_password\0'),
	]);

const okPayload = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
export const eofPayload = Buffer.from([0xfe, 0, 0, 2, 0]);

const properAnswer = (sql: string): readonly Buffer[] =>
	/^SELECT @@/.test(sql)
		? resultSet(['step', 'packet', 'version'], [['1', '16777216', '8.0.36']])
		: [okPayload];

const text = (value: string): Buffer => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

/** Columns of type VAR_STRING in utf8mb4, values of at most 250 bytes. */
export const resultSet = (
	columns: readonly string[],
	rows: readonly (readonly string[])[],
): readonly Buffer[] => [
	Buffer.from([columns.length]),
	...columns.map(columnPayload),
	eofPayload,
	...rows.map((row) => Buffer.concat(row.map(text))),
	eofPayload,
];

export const columnPayload = (name: string): Buffer =>
	Buffer.concat([
		...['def', '', '', '', name, name].map(text),
		Buffer.from([0x0c, 45, 0, 0xff, 0, 0, 0, 0xfd, 0, 0, 0, 0, 0]),
	]);
