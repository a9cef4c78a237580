import type { Draft } from '../draft.js';
import type { Assignment } from '../assignment.js';
import { problem, shown, type PlaceAndDetails, type Problem } from '../../problems/problem.js';
import { known } from '../values/reading.js';
import type { ProblemCode } from '../../problems/catalogue.js';

/** What the user decides, as far as checks need it. */
export interface CheckRules {
	readonly sentPrice: 'order' | 'cost' | 'shop';
	readonly billed: 'customer' | 'distributor';
	/** Days; 0 accepts any age. */
	readonly maximumAge: number;
	/** In the order's currency; 0 accepts any value. */
	readonly minimumValue: number;
	readonly now: Date;
}

export interface CheckedOrder {
	readonly draft: Draft;
	/** By line, in the order of the draft's lines; undefined where no supplier was found. */
	readonly assignments: readonly (Assignment | undefined)[];
}

export type Find = <Code extends ProblemCode>(
	code: Code,
	...placeAndDetails: PlaceAndDetails<Code, 'value'>
) => void;

/** One rule about orders: tells `find` everything that breaks it. */
export type Check = (order: CheckedOrder, rules: CheckRules, find: Find) => void;

/** A `Find` that collects problems of one order; `value` is shown in the texts as well. */
export const finder =
	(draft: Pick<Draft, 'number'>, problems: Problem[]): Find =>
	<Code extends ProblemCode>(code: Code, ...[place = {}, details]: PlaceAndDetails<Code, 'value'>) => {
		const order = known(draft.number);
		const value = place.value === undefined ? {} : { value: shown(place.value) };
		const all = [
			{ ...(order !== undefined && { order }), ...place },
			{ ...value, ...details },
		];
		problems.push(problem(code, ...(all as unknown as PlaceAndDetails<Code>)));
	};
