import { NodeHelpers, type INodeProperties } from 'n8n-workflow';
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
