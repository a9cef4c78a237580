/** The shop stored something else than planned: `column` says where. */
export class ReadBackDifference extends Error {
	constructor(readonly column: string) {
		super('The shop stored another value');
	}
}
