/** The shop does not take some plans of a batch: what it says of each, by their places. */
export class PlansRefused extends Error {
	constructor(readonly causes: ReadonlyMap<number, unknown>) {
		super('The shop does not take some of the plans');
	}
}
