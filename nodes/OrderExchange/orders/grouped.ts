/** Items by their key, those of one key in the order in which they came. */
export function byKey<Item>(
	items: Iterable<Item>,
	keyOf: (item: Item) => string,
): ReadonlyMap<string, Item[]> {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}

/** Items of the same key together, groups and items in the order in which they came. */
export const grouped = <Item>(
	items: Iterable<Item>,
	keyOf: (item: Item) => string,
): readonly (readonly Item[])[] => [...byKey(items, keyOf).values()];
