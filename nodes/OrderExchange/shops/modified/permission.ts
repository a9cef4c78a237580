import type { Row } from '../../database/read.js';
import type { FoundShop } from '../platform.js';
import { pricedGroups } from './ownTables.js';
import { isOn, type Group, type ModifiedReference } from './reference.js';

const permissionOf = (group: string): string => `group_permission_${group}`;

/** Columns of `products` that say which customer groups a product is for; none where the owner does not ask for that. */
export const permissionColumns = (found: FoundShop, reference: ModifiedReference): readonly string[] =>
	isOn(reference, 'GROUP_CHECK') ? pricedGroups(found).map(permissionOf) : [];

/** Whether the shop sells a product to customers of the group: its cart drops what is for others, or for adults only. */
export const isSoldTo = (product: Row, group: Group, reference: ModifiedReference): boolean =>
	(!isOn(reference, 'GROUP_CHECK') || product[permissionOf(group.id)] === '1') &&
	(group.adults || product['products_fsk18'] !== '1');
