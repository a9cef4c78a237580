import {
	createCipheriv,
	createDecipheriv,
	randomBytes,
	scrypt,
	type BinaryLike,
	type ScryptOptions,
} from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod/v4';

/** How a code is sealed; stands in its header in clear. The bounds keep a crafted code from using up time or memory. */
export const sealSchema = z.strictObject({
	kdf: z.literal('scrypt'),
	/** Base-2 logarithm of scrypt's N. */
	n: z.number().int().min(14).max(16),
	r: z.literal(8),
	p: z.number().int().min(1).max(3),
	salt: z.base64url().length(22),
	iv: z.base64url().length(16),
});

export type SealParameters = z.output<typeof sealSchema>;

/** Fresh salt and nonce, and what deriving a key costs: 32 MB and about 0.1 s. */
export const newSeal = (): SealParameters => ({
	kdf: 'scrypt',
	n: 15,
	r: 8,
	p: 1,
	salt: randomBytes(16).toString('base64url'),
	iv: randomBytes(12).toString('base64url'),
});

const tagLength = 16;

/** AES-256-GCM under a key that scrypt makes of the pass phrase; `vouchedFor` is authenticated with it, not hidden. */
export async function seal(
	content: Uint8Array,
	passPhrase: string,
	vouchedFor: string,
	parameters: SealParameters,
): Promise<Buffer> {
	const key = await keyOf(passPhrase, parameters);
	const cipher = createCipheriv('aes-256-gcm', key, Buffer.from(parameters.iv, 'base64url'));
	cipher.setAAD(Buffer.from(vouchedFor, 'utf8'));
	return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** The content; undefined when the pass phrase is another one or anything was changed. */
export async function unseal(
	sealed: Uint8Array,
	passPhrase: string,
	vouchedFor: string,
	parameters: SealParameters,
): Promise<Buffer | undefined> {
	if (sealed.length < tagLength) return undefined;
	const key = await keyOf(passPhrase, parameters);
	const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(parameters.iv, 'base64url'), {
		authTagLength: tagLength,
	});
	decipher.setAAD(Buffer.from(vouchedFor, 'utf8'));
	decipher.setAuthTag(sealed.subarray(-tagLength));
	try {
		return Buffer.concat([decipher.update(sealed.subarray(0, -tagLength)), decipher.final()]);
	} catch {
		return undefined;
	}
}

/**
 * Blanks around and between words do not count, nor invisible marks, nor how an umlaut is composed: people read pass phrases
 * out. In one of the made form, `K7QM-2X4A-9RTV-B3CD`, neither case nor what stands between its groups does.
 */
export function plainPassPhrase(text: string): string {
	const plain = text.normalize('NFKC').replace(invisible, '').trim().replace(/\s+/g, ' ');
	const groups = madeForm.exec(plain)?.slice(1);
	return groups ? groups.join('-').toUpperCase().replace(/[IL]/g, '1').replaceAll('O', '0') : plain;
}

const invisible = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+/gu;
const madeForm =
	/^([0-9a-z]{4})[\s\p{Pd}\u2212]+([0-9a-z]{4})[\s\p{Pd}\u2212]+([0-9a-z]{4})[\s\p{Pd}\u2212]+([0-9a-z]{4})$/iu;

const derive = promisify<BinaryLike, BinaryLike, number, ScryptOptions, Buffer>(scrypt);

function keyOf(passPhrase: string, { n, r, p, salt }: SealParameters): Promise<Buffer> {
	const N = 2 ** n;
	const memory = 128 * r * (N + p + 2);
	return derive(plainPassPhrase(passPhrase), Buffer.from(salt, 'base64url'), 32, { N, r, p, maxmem: memory });
}
