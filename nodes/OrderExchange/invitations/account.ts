import { randomBytes } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

/** A database user made for one distributor. */
export interface Account {
	readonly user: string;
	/** From where it may log in, as MySQL writes it: an address, a name or a pattern; `%` is anywhere. */
	readonly host: string;
}

/** What an account is allowed besides its grants. */
export interface AccountLimits {
	/** The server refuses the user without encryption. */
	readonly requireTls: boolean;
	readonly connections: number;
	/**
	 * Days until the server itself ends the password; `never` overrides the server's own rule. Left out for servers that
	 * know no such limit (before MariaDB 10.4.3 and MySQL 5.7.4).
	 */
	readonly passwordDays?: number | 'never';
}

const ours = /^ox_[a-z0-9_]{1,29}$/;
const hostPattern = /^[0-9A-Za-z.:%_/-]{1,60}$/;

/** Users of other origin are never touched, whatever a record says. */
export const isOurUser = (user: string): boolean => ours.test(user);
/** What may stand behind the @ of an account; nothing that SQL would read. */
export const isHostPattern = (host: string): boolean => hostPattern.test(host);

/** A name, as servers find it by looking an address up. */
export const isHostName = (host: string): boolean => /[a-z]/i.test(host) && !isIPv6(host);

/**
 * A network `203.0.113.0/24` as `203.0.113.0/255.255.255.0`, since only newer MySQL knows the first form; others as they are.
 * Undefined for a network that no server takes: one of IPv6, or none at all.
 */
export function knownHost(host: string): string | undefined {
	const [address = '', length] = host.split('/', 2);
	if (length === undefined) return host;
	const mask = isIPv4(length) ? numberOf(length) : maskOf(length);
	if (!isIPv4(address) || mask === undefined || !isMask(mask)) return undefined;
	return mask === 0 ? '%' : `${addressOf(numberOf(address) & mask)}/${addressOf(mask)}`;
}

const numberOf = (address: string): number =>
	address.split('.').reduce((number, part) => ((number << 8) | Number(part)) >>> 0, 0);
const addressOf = (number: number): string =>
	[24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
const maskOf = (bits: string): number | undefined =>
	/^(\d|[12]\d|3[0-2])$/.test(bits) ? (bits === '0' ? 0 : (-1 << (32 - Number(bits))) >>> 0) : undefined;
const isMask = (mask: number): boolean => /^1*0*$/.test(mask.toString(2).padStart(32, '0'));

/** E.g. `ox_northwind_4f1c2a`: tells whom it is for, is never used twice, and fits MySQL's 32 characters. */
export const newUserName = (distributorCode: string): string => {
	const plain = distributorCode.toLowerCase().replace(/[^a-z0-9]+/g, '_');
	return `ox_${plain.replace(/^_+|_+$/g, '').slice(0, 16) || 'distributor'}_${randomBytes(3).toString('hex')}`;
};

/** 192 random bits, with a sign of each kind that password rules ask for, and none that SQL or a shell reads. */
export const newPassword = (): string => `${randomBytes(24).toString('base64url')}-Aa1`;

/** As SQL writes it: `'ox_northwind_4f1c2a'@'%'`. Throws for what is no user of ours. */
export function accountSql({ user, host }: Account): string {
	if (!isOurUser(user) || !isHostPattern(host)) throw new Error('Not an account of ours');
	return `'${user}'@'${host}'`;
}

/** `password` comes from `newPassword`. */
export const createUserSql = (account: Account, password: string, limits: AccountLimits): string =>
	`CREATE USER ${accountSql(account)} ${identified(password)} ${limitsSql(limits)}`;

/** Also of an account that is gone already. */
export const dropUserSql = (account: Account): string => `DROP USER IF EXISTS ${accountSql(account)}`;

function identified(password: string): string {
	if (!/^[A-Za-z0-9_-]{20,}$/.test(password)) throw new Error('Not a password of ours');
	return `IDENTIFIED BY '${password}'`;
}

const limitsSql = ({ requireTls, connections, passwordDays }: AccountLimits): string =>
	[
		`REQUIRE ${requireTls ? 'SSL' : 'NONE'}`,
		`WITH MAX_USER_CONNECTIONS ${Math.trunc(connections)}`,
		...(passwordDays === undefined ? [] : [`PASSWORD EXPIRE ${expirySql(passwordDays)}`]),
	].join(' ');

const expirySql = (days: number | 'never'): string =>
	days === 'never' ? 'NEVER' : `INTERVAL ${Math.trunc(days)} DAY`;
