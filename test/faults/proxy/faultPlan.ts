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
	/** All steps so far, over all connections. */
	readonly steps: readonly StepSeen[];
	/** The number of the step that begins now. */
	openStep(): number;
	/** Notes what passes. */
	passed(step: number, way: Way, bytes: Buffer): void;
	/** The strike that is due before one of the next `length` bytes, and how many pass before it. */
	due(
		step: number,
		way: Way,
		length: number,
	): { readonly after: number; readonly strike: Strike } | undefined;
	/** What should have struck later in this step, which is over this way. */
	overdue(step: number, way: Way): Strike | undefined;
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
	const seen = (step: number) => steps[step] ?? { toServer: 0, toClient: 0, text: '' };
	const here = (step: number, way: Way) =>
		[...left]
			.filter(({ place }) => place.step === step && place.way === way)
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
		openStep: () => steps.push({ toServer: 0, toClient: 0, text: '' }) - 1,
		passed: (step, way, bytes) => {
			const now = seen(step);
			now[way] += bytes.length;
			if (way === 'toServer' && now.text.length < shownText)
				now.text = (now.text + bytes.toString('latin1').replace(/[^ -~]+/g, ' ')).slice(0, shownText);
		},
		due: (step, way, length) => {
			const fault = here(step, way);
			if (!fault) return undefined;
			const after = Math.max(0, fault.place.byte - seen(step)[way]);
			return after < length ? { after, strike: taken(fault) } : undefined;
		},
		overdue: (step, way) => {
			const fault = here(step, way);
			return fault && taken(fault);
		},
		get done() {
			return left.size === 0;
		},
	};
}
