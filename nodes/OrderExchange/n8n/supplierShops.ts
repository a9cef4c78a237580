import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { invitedShops, oneShop, type SupplierShops } from '../suppliers/supplierShop.js';
import { credentialUnusable, SettingsUnusable, settingsProblem } from './failures.js';
import { locator } from './parameters.js';
import { shopDatabaseAccess, shopDatabaseCredential, type ShopDatabaseAccess } from './shopDatabase.js';
import { supplierDirectory, supplierDirectoryCredential } from './supplierDirectory.js';

type Node = IExecuteFunctions | ILoadOptionsFunctions;

export const connectsThroughDirectory = (node: Node): boolean =>
	parameter(node, 'connectThrough') === 'supplierDirectory';

/** The supplier code that the node is limited to; empty: none. @throws SettingsUnusable */
export function onlySupplierOf(node: Node): string {
	const read = locator.safeParse(parameter(node, 'supplier'));
	if (read.success) return read.data;
	const how = 'Choose a supplier, enter its code, or leave the field empty.';
	throw new SettingsUnusable([settingsProblem('Supplier cannot be used', how)]);
}

/** Where the node finds the shop of a supplier, as Connect Through says. @throws SettingsUnusable */
export async function supplierShops(node: Node): Promise<SupplierShops> {
	if (connectsThroughDirectory(node)) {
		const directory = await usable('Supplier Directory', async () =>
			supplierDirectory(await node.getCredentials(supplierDirectoryCredential)),
		);
		return invitedShops(directory, onlySupplierOf(node), new Date());
	}
	const { settings, supplierCode } = await theShop(node);
	return oneShop(settings, supplierCode);
}

/** The shop of the node's Shop Database credential. @throws SettingsUnusable */
export const theShop = (node: Node): Promise<ShopDatabaseAccess> =>
	usable('Shop Database', async () =>
		shopDatabaseAccess(await node.getCredentials(shopDatabaseCredential), node.helpers),
	);

const usable = <Access>(credential: string, read: () => Promise<Access>): Promise<Access> =>
	read().catch(() => Promise.reject(credentialUnusable(credential)));

const parameter = (node: Node, name: string): unknown =>
	'getCurrentNodeParameter' in node ? node.getCurrentNodeParameter(name) : node.getNodeParameter(name, 0, '');
