/** Items of the same key together, groups and items in the order in which they came. */
export function grouped<Item>(
	items: readonly Item[],
	keyOf: (item: Item) => string,
): readonly (readonly Item[])[] {
	const groups = new Map<string, Item[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return [...groups.values()];
}
