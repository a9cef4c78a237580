import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { SmtpSettings } from '../mail/smtpSettings.js';
import type { Directory } from '../suppliers/directory.js';
import { credentialUnusable, SettingsUnusable } from './failures.js';
import { shopDatabaseAccess, shopDatabaseCredential, type ShopDatabaseAccess } from './shopDatabase.js';
import { smtpAccess, smtpCredential } from './smtp.js';
import { supplierDirectory, supplierDirectoryCredential } from './supplierDirectory.js';

export type Node = IExecuteFunctions | ILoadOptionsFunctions;

/** The shop of the node's Shop Database credential. @throws SettingsUnusable */
export const theShop = (node: Node): Promise<ShopDatabaseAccess> =>
	usable('Shop Database', async () =>
		shopDatabaseAccess(await node.getCredentials(shopDatabaseCredential), node.helpers),
	);

/** What the node's Supplier Directory credential holds. @throws SettingsUnusable */
export const theDirectory = (node: Node): Promise<Directory> =>
	usable('Supplier Directory', async () =>
		supplierDirectory(await node.getCredentials(supplierDirectoryCredential)),
	);

/** The mail server of the node's SMTP credential. @throws SettingsUnusable */
export async function theSmtp(node: Node): Promise<SmtpSettings> {
	const access = await usable('SMTP', async () => smtpAccess(await node.getCredentials(smtpCredential)));
	if (!access.ok) throw new SettingsUnusable([access.problem]);
	return access.settings;
}

const usable = <Access>(credential: string, read: () => Promise<Access>): Promise<Access> =>
	read().catch(() => Promise.reject(credentialUnusable(credential)));
