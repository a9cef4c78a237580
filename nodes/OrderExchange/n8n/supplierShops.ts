import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import { invitedShops, oneShop, type SupplierShops } from '../suppliers/supplierShop.js';
import { CredentialUnusable } from './failures.js';
import { shopDatabaseAccess, shopDatabaseCredential, type ShopDatabaseAccess } from './shopDatabase.js';
import { supplierDirectory, supplierDirectoryCredential } from './supplierDirectory.js';

/** n8n's locator, or a plain text as an expression gives it. */
const locatorSchema = z
	.union([z.string(), z.object({ value: z.string().nullish() }).transform(({ value }) => value ?? '')])
	.catch('')
	.transform((value) => value.trim());

type Node = IExecuteFunctions | ILoadOptionsFunctions;

export const connectsThroughDirectory = (node: Node): boolean =>
	parameter(node, 'connectThrough') === 'supplierDirectory';

/** The supplier code that the node is limited to; empty: none. */
export const onlySupplierOf = (node: Node): string => locatorSchema.parse(parameter(node, 'supplier'));

/** Where the node finds the shop of a supplier, as Connect Through says. @throws CredentialUnusable */
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

/** The shop of the node's Shop Database credential. @throws CredentialUnusable */
export const theShop = (node: Node): Promise<ShopDatabaseAccess> =>
	usable('Shop Database', async () =>
		shopDatabaseAccess(await node.getCredentials(shopDatabaseCredential), node.helpers),
	);

const usable = <Access>(credential: string, read: () => Promise<Access>): Promise<Access> =>
	read().catch(() => Promise.reject(new CredentialUnusable(credential)));

const parameter = (node: Node, name: string): unknown =>
	'getCurrentNodeParameter' in node ? node.getCurrentNodeParameter(name) : node.getNodeParameter(name, 0, '');
