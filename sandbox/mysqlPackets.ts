/** A run of bytes within one packet; `opensStep`: its first byte starts a new statement. */
export interface Piece {
	readonly bytes: Buffer;
	readonly opensStep: boolean;
	/** Number of the packet in its exchange; the answer's first packet has the next one. */
	readonly sequence: number;
}

const headerBytes = 4;

/**
 * Cuts what a MySQL client sends into statements: a packet with sequence number 0 starts one. Gives every byte it was
 * given, except that a header is held back until it is complete.
 */
export function statementSplitter(): (chunk: Buffer) => readonly Piece[] {
	let held = Buffer.alloc(0);
	let left = 0;
	let sequence = 0;
	return (chunk) => {
		const pieces: Piece[] = [];
		let rest = Buffer.concat([held, chunk]);
		held = Buffer.alloc(0);
		while (rest.length > 0) {
			let opensStep = false;
			if (left === 0) {
				if (rest.length < headerBytes) {
					held = rest;
					break;
				}
				left = headerBytes + rest.readUIntLE(0, 3);
				sequence = rest[3] ?? 0;
				opensStep = sequence === 0;
			}
			const bytes = rest.subarray(0, left);
			pieces.push({ bytes, opensStep, sequence });
			left -= bytes.length;
			rest = rest.subarray(bytes.length);
		}
		return pieces;
	};
}

/** In the status that a packet says the end of rows with: rows or an OK follow (SERVER_MORE_RESULTS_EXISTS). */
const moreResults = 8;

/** Watches the answer to one statement and says when it is complete (text protocol, with EOF packets). */
export function answerWatcher(): (chunk: Buffer) => boolean {
	let buffer = Buffer.alloc(0);
	let packets = 0;
	let ends = 0;
	return (chunk) => {
		buffer = Buffer.concat([buffer, chunk]);
		while (buffer.length >= headerBytes) {
			const length = buffer.readUIntLE(0, 3);
			if (buffer.length < headerBytes + length) return false;
			const first = buffer[headerBytes] ?? 0;
			const status = buffer[headerBytes + 3] ?? 0;
			buffer = buffer.subarray(headerBytes + length);
			packets += 1;
			if (first === 0xff || (packets === 1 && first === 0x00)) return true;
			if (first === 0xfe && length < 9) ends += 1;
			if (ends < 2) continue;
			if ((status & moreResults) === 0) return true;
			[packets, ends] = [0, 0];
		}
		return false;
	};
}

const sqlStates: Readonly<Record<number, string>> = {
	1040: '08004',
	1062: '23000',
	1205: 'HY000',
	1213: '40001',
	1264: '22003',
	1366: '22007',
	1406: '22001',
	1153: '08S01',
};

/** The server's packet for an error. */
export function errorPacket(errno: number, sequence: number): Buffer {
	const text = `#${sqlStates[errno] ?? 'HY000'}Injected fault ${errno}`;
	const payload = Buffer.concat([Buffer.from([0xff, errno & 0xff, errno >> 8]), Buffer.from(text)]);
	const header = Buffer.from([payload.length & 0xff, (payload.length >> 8) & 0xff, 0, sequence]);
	return Buffer.concat([header, payload]);
}
