/**
 * Does `work` for each of the items, at most `atMost` at a time, and gives the results in the order of the items. One that
 * throws ends the whole, so `work` that may fail returns what went wrong.
 */
export async function inParallel<Item, Result>(
	items: readonly Item[],
	atMost: number,
	work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < items.length; index = next++)
			results[index] = await work(items[index] as Item, index);
	};
	await Promise.all(Array.from({ length: Math.min(atMost, items.length) }, worker));
	return results;
}
