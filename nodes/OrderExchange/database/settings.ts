import type { Duplex } from 'node:stream';

/** How to reach one shop's database. */
export interface DatabaseSettings {
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly user: string;
	readonly password: string;
	readonly tls: TlsSettings;
	/** Prefix of the shop's tables; left out, the only shop found counts. */
	readonly tablePrefix?: string;
	/** Milliseconds until a connection counts as refused; default 10,000. */
	readonly connectTimeoutMs?: number;
	/**
	 * Opens the way to the server where it is not a plain TCP connection, e.g. through SSH. Called per connection; `late` tells that
	 * it took too long.
	 */
	readonly openStream?: (late: AbortSignal) => Promise<Duplex>;
	/** The SSH server that the way leads through, where nobody checks that it is the right one. */
	readonly tunnelHost?: string;
}

/** How the server proves who it is. All certificates and keys are PEM texts. */
export type TlsSettings = ClientProof &
	(
		| {
				/** `verify` checks the certificate chain and the host name; `noVerify` only encrypts. */
				readonly mode: 'verify' | 'noVerify' | 'off';
				readonly ca?: string;
		  }
		| {
				/**
				 * The server must show the certificate `ca` itself, or one that `ca` issued; the host name does not count. For
				 * self-signed certificates, which name no host, and for the authority that a server made for itself.
				 */
				readonly mode: 'pinned';
				readonly ca: string;
		  }
	);

interface ClientProof {
	readonly cert?: string;
	readonly key?: string;
}
