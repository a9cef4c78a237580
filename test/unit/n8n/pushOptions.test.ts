import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
import { PushToShopDb } from '../../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { pushOptions } from '../../../nodes/OrderExchange/PushToShopDb/parameters/options.js';

/** What n8n's form offers under Options. */
const offered = (operation: string): readonly string[] => {
	const root = { operation, options: {} };
	const isShown = (property: INodeProperties, values: object) =>
		NodeHelpers.displayParameter(values as never, property, null, null, root);
	return isShown(pushOptions, root)
		? (pushOptions.options as INodeProperties[])
				.filter((option) => isShown(option, root.options))
				.map(({ displayName }) => displayName)
		: [];
};

test('every option of Push is offered for Push, and for other operations those that act there', () => {
	const all = (pushOptions.options as INodeProperties[]).map(({ displayName }) => displayName);
	expect(offered('push')).toEqual(all);
	expect(all.filter((title) => !offered('rehearse').includes(title))).toEqual([
		'Create Exchange Log',
		'Read Back',
	]);
	for (const operation of ['lookUp', 'checkSuppliers', 'setUpShop']) expect(offered(operation)).toEqual([]);
});

test('what is typed in place of a choice has a mode whose own name n8n shows', () => {
	const { properties } = new PushToShopDb().description;
	const locators = [...properties, ...(pushOptions.options as INodeProperties[])].filter(
		({ type }) => type === 'resourceLocator',
	);
	expect(locators.length).toBeGreaterThan(5);
	for (const { modes = [] } of locators)
		expect(modes.map(({ name, displayName }) => [name, displayName])).toEqual([
			['list', 'From List'],
			['typed', expect.stringMatching(/^By /)],
		]);
});
