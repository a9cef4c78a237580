import type { ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';
import { invitedShops, oneShop, type SupplierShops } from '../suppliers/supplierShop.js';
import { theDirectory, theShop, type Node } from './credentials.js';
import { SettingsUnusable, settingsProblem } from './failures.js';
import { inSlices } from '../time/inSlices.js';
import { locator } from './parameters.js';
import { differingValues } from './perItem.js';

/** Whether Connect Through says so; else the node has the one Shop Database. */
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
		if (!isForm(node)) {
			const [differs] = await inSlices(
				differingValues(node, [supplierField.name], [supplierField], leaveEmpty),
			);
			if (differs) throw new SettingsUnusable([differs]);
		}
		return invitedShops(await theDirectory(node), onlySupplierOf(node), new Date());
	}
	const { settings, supplierCode } = await theShop(node);
	return oneShop(settings, supplierCode);
}

/** As the form of Push calls it. */
const supplierField: INodeProperties = {
	displayName: 'Supplier',
	name: 'supplier',
	type: 'resourceLocator',
	default: '',
};
const leaveEmpty = 'Leave Supplier empty: each item goes to the supplier that it names.';

const isForm = (node: Node): node is ILoadOptionsFunctions => 'getCurrentNodeParameter' in node;

const parameter = (node: Node, name: string): unknown =>
	isForm(node) ? node.getCurrentNodeParameter(name) : node.getNodeParameter(name, 0, '');
