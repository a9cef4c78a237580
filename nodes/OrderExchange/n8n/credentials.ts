import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { SmtpSettings } from '../mail/smtpSettings.js';
import type { Directory } from '../suppliers/directory.js';
import { credentialUnusable, settingsProblem, SettingsUnusable } from './failures.js';
import { shopDatabaseAccess, shopDatabaseCredential, type ShopDatabaseAccess } from './shopDatabase.js';
import { smtpAccess, smtpCredential } from './smtp.js';
import { supplierDirectory, supplierDirectoryCredential } from './supplierDirectory.js';

export type Node = IExecuteFunctions | ILoadOptionsFunctions;

/** The shop of the node's Shop Database credential. @throws SettingsUnusable */
export async function theShop(node: Node): Promise<ShopDatabaseAccess> {
	const access = await usable('Shop Database', async () =>
		shopDatabaseAccess(await node.getCredentials(shopDatabaseCredential), node.helpers),
	);
	if ('getInputData' in node) await sameForEverySupplier(node);
	return access;
}

/**
 * An expression in the credential may name another shop for another supplier's orders, and n8n hands it out as one item has it.
 * @throws SettingsUnusable
 */
async function sameForEverySupplier(node: IExecuteFunctions): Promise<void> {
	const given = (item: number) =>
		usable('Shop Database', async () =>
			JSON.stringify(await node.getCredentials(shopDatabaseCredential, item)),
		);
	const seen = new Set<unknown>([undefined]);
	for (const [item, { json }] of node.getInputData().entries()) {
		const { supplier } = (json['supplierOrder'] ?? {}) as { readonly supplier?: { readonly code?: unknown } };
		if (seen.has(supplier?.code)) continue;
		seen.add(supplier?.code);
		if (item > 0 && (await given(item)) !== (await given(0)))
			throw new SettingsUnusable([
				settingsProblem(
					`expressions in the Shop Database credential give item ${item} another shop than item 0`,
					'A run has one shop: use a Supplier Directory, or put Loop Over Items in front of this node, one item at a time.',
				),
			]);
	}
}

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
	read().catch(() => {
		throw credentialUnusable(credential);
	});
