import type { Duplex } from 'node:stream';
import { codedFault } from './faults.js';

/** In bytes; the schema of a shop of a thousand tables takes three million. */
const longestAnswer = 32 * 1024 * 1024;

/**
 * Ends the connection (`ANSWER_TOO_LONG`) when one answer of the server grows beyond every measure, before it fills the
 * memory: mysql2 itself keeps whatever comes, be it rows or one endless packet; and when an answer cannot be understood
 * (`MALFORMED_ANSWER`). The returned function begins a new answer.
 */
export function limitAnswers(connection: object, stream: Duplex): () => void {
	const { packetParser } = connection as Parsing;
	let received = 0;
	// some malformed packets make the parser throw into the socket's event, which would end the process
	const parse = (chunk: Buffer) => {
		try {
			packetParser.execute(chunk);
		} catch {
			stream.destroy(codedFault('MALFORMED_ANSWER'));
		}
	};
	// mysql2 hands every chunk to its parser, encrypted connections' chunks once they are decrypted
	(connection as Parsing).packetParser = {
		execute: (chunk) => {
			received += chunk.length;
			if (received > longestAnswer) stream.destroy(codedFault('ANSWER_TOO_LONG'));
			else parse(chunk);
		},
	};
	return () => {
		received = 0;
	};
}

interface Parsing {
	packetParser: { execute(chunk: Buffer): void };
}
