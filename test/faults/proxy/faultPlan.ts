import type { Fault, Killers, Strike, StrikeKind, Way } from './faults.js';

/** What passed in one step, both ways, in bytes. */
export interface StepSeen {
	toServer: number;
	toClient: number;
	/** The first bytes of what the client sent, as text. */
	text: string;
}

/** The faults that are still to come on one worker's way, and what has passed on it. */
export interface FaultPlan {
	readonly channel: 'shop' | 'mail';
	readonly killers: Killers;
	/** All steps so far; the last one is under way. */
	readonly steps: readonly StepSeen[];
	openStep(): void;
	/** Notes what passes. */
	passed(way: Way, bytes: Buffer): void;
	/** The strike that is due before one of the next `length` bytes, and how many pass before it. */
	due(way: Way, length: number): { readonly after: number; readonly strike: Strike } | undefined;
	/** What should have struck later in this step, which is over this way. */
	overdue(way: Way): Strike | undefined;
	/** True once nothing is left to come. */
	readonly done: boolean;
}

const shownText = 60;

export function faultPlan(
	channel: 'shop' | 'mail',
	faults: readonly Fault[],
	killers: Killers,
	tell: (kind: StrikeKind) => void,
): FaultPlan {
	const steps: StepSeen[] = [];
	const left = new Set(faults.filter(({ place }) => place.channel === channel));
	const current = () => steps.at(-1) ?? { toServer: 0, toClient: 0, text: '' };
	const here = (way: Way) =>
		[...left]
			.filter(({ place }) => place.step === steps.length - 1 && place.way === way)
			.sort((a, b) => a.place.byte - b.place.byte)[0];
	const taken = (fault: Fault): Strike => {
		left.delete(fault);
		tell(fault.strike.kind);
		return fault.strike;
	};
	return {
		channel,
		killers,
		steps,
		openStep: () => void steps.push({ toServer: 0, toClient: 0, text: '' }),
		passed: (way, bytes) => {
			const step = current();
			step[way] += bytes.length;
			if (way === 'toServer' && step.text.length < shownText)
				step.text = (step.text + bytes.toString('latin1').replace(/[^ -~]+/g, ' ')).slice(0, shownText);
		},
		due: (way, length) => {
			const fault = here(way);
			if (!fault) return undefined;
			const after = Math.max(0, fault.place.byte - current()[way]);
			return after < length ? { after, strike: taken(fault) } : undefined;
		},
		overdue: (way) => {
			const fault = here(way);
			return fault && taken(fault);
		},
		get done() {
			return left.size === 0;
		},
	};
}
