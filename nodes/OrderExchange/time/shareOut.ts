/**
 * Shares work out: each worker, as soon as it is there, takes the next item, until no item is left or `work` says that this
 * worker cannot go on. A worker that could not be had is undefined. Returns the items that nobody took.
 */
export async function shareOut<Worker, Item>(
	workers: readonly Promise<Worker | undefined>[],
	items: readonly Item[],
	work: (worker: Worker, item: Item) => Promise<boolean>,
): Promise<readonly Item[]> {
	let next = 0;
	await Promise.all(
		workers.map(async (coming) => {
			const worker = await coming;
			let goesOn = worker !== undefined;
			while (worker !== undefined && goesOn && next < items.length) {
				next += 1;
				goesOn = await work(worker, items[next - 1] as Item);
			}
		}),
	);
	return items.slice(next);
}
