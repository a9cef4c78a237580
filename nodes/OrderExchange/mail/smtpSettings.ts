import { domainToASCII } from 'node:url';

/** How the connection is encrypted: from the first byte, by STARTTLS, by STARTTLS where offered, not at all. */
export type TlsMode = 'implicit' | 'startTls' | 'startTlsIfOffered' | 'none';

/** A name that people read and the address behind it. */
export interface Mailbox {
	readonly name: string;
	readonly address: string;
}

/** All that is needed to hand a message to a mail server. */
export interface SmtpSettings {
	readonly host: string;
	readonly port: number;
	readonly tls: TlsMode;
	/** Both left out: no login. */
	readonly user?: string;
	readonly password?: string;
	readonly sender: Mailbox;
	/** Address that answers go to, when it is not the sender's. */
	readonly replyTo?: string;
	/** Checks that the certificate is trusted and made out to the host. */
	readonly verifyCertificate: boolean;
	/** PEM of the authorities to trust instead of the machine's own. */
	readonly ca?: string;
	/** Mails on their way at the same time, each over a connection of its own. */
	readonly connections: number;
	readonly limits?: Partial<TimeLimits>;
}

/** In milliseconds. */
export interface TimeLimits {
	/** Name resolution, connection, greeting and STARTTLS together. */
	readonly connect: number;
	/** Until the server greets. */
	readonly greeting: number;
	/** From the moment a message is handed over until the last of it has left, tries again included. */
	readonly message: number;
	/** Until the answer to the whole message. */
	readonly answer: number;
}

export const defaultLimits: TimeLimits = {
	connect: 15_000,
	greeting: 15_000,
	message: 180_000,
	answer: 300_000,
};

/** Most providers allow that many. */
export const defaultConnections = 5;

/** The sender's own domain makes Message-IDs that mail filters trust; in ASCII, as a header wants it. */
export const senderDomain = ({ sender }: Pick<SmtpSettings, 'sender'>): string => {
	const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1);
	return domainToASCII(domain) || domain;
};
