import { randomBytes } from 'node:crypto';
import { hash } from 'bcryptjs';
import type { N8nPrograms } from './n8nPrograms.js';
import { freePort } from './ports.js';

/** Who owns the n8n, and may log in. */
export interface N8nOwner {
	readonly email: string;
	readonly password: string;
}

export const newOwner = (): N8nOwner => ({
	email: 'owner@distributor.example',
	password: `Demo-${randomBytes(6).toString('hex')}-1`,
});

/** What all processes of one n8n have in common. */
export async function commonSettings(
	{ environment }: N8nPrograms,
	owner: N8nOwner,
): Promise<NodeJS.ProcessEnv> {
	// Neither n8n settings of the person's own shell nor a test runner's mode may reach this one.
	const own = Object.entries(environment).filter(
		([name]) => !/^(N8N|DB|EXECUTIONS|QUEUE|JEST)_|^NODE_(ENV|OPTIONS)$/.test(name),
	);
	return {
		...Object.fromEntries(own),
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PROTOCOL: 'http',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Olivia',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: await hash(owner.password, 10),
		GENERIC_TIMEZONE: 'Etc/UTC',
	};
}

/** What one process has for itself: its home and its ports. */
export const processSettings = async (home: string, port: number): Promise<NodeJS.ProcessEnv> => ({
	N8N_USER_FOLDER: home,
	N8N_PORT: String(port),
	N8N_RUNNERS_BROKER_PORT: String(await freePort()),
});
