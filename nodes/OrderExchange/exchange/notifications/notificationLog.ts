import { classify, problemOf } from '../../database/faults.js';
import { problem, type Problem } from '../../problems/problem.js';
import { atMost } from '../../time/atMost.js';
import { together } from '../../time/together.js';
import type { OpenShop } from '../shop/openShop.js';
import { ClaimUnanswered, claimNotifications, renewClaim } from './claims.js';
import type {
	NotificationClaim,
	NotificationGroup,
	NotificationRequest,
	UnansweredClaims,
} from './deciding.js';
import { markNotifications, type Mark, type MarkedNotification } from './marks.js';

export type Claimed =
	| { readonly ok: true; readonly claim: NotificationClaim }
	| { readonly ok: false; readonly problem: Problem };

/** `group` is undefined when another run has the claim; in that case, and where the log could not be asked, the mail must not be sent. */
export type Held =
	| { readonly ok: true; readonly group: NotificationGroup | undefined }
	| { readonly ok: false; readonly problem: Problem };

/**
 * The exchange log as one run writes its notifications. Many mails may be under way: what they want of the log at the same
 * time goes in one transaction or statement; what is noted while others are claimed, over one more connection. Never throws.
 */
export interface NotificationLog {
	/** Two requests at a time must not name the same order. */
	claim(request: NotificationRequest): Promise<Claimed>;
	/** Holds a claim for longer where it has waited. */
	hold(group: NotificationGroup): Promise<Held>;
	/** A warning where it could not be noted; over a new connection when the first one broke meanwhile. */
	note(notification: MarkedNotification, mark: Mark): Promise<readonly Problem[]>;
	/** Closes what it opened. */
	close(): Promise<void>;
}

/** A connection, and who waits for it. */
interface Lane {
	readonly shop: OpenShop;
	readonly inTurn: ReturnType<typeof atMost>;
}

const laneOf = (shop: OpenShop): Lane => ({ shop, inTurn: atMost(1) });

/** `domain` is the right side of the Message-IDs; `signal` stops the run. */
export function notificationLog(shop: OpenShop, domain: string, signal?: AbortSignal): NotificationLog {
	const claims = laneOf(shop);
	const whileRunning: Retry = {
		reconnect: () => shop.reconnect(signal),
		lasting: (thrown) => classify(thrown).handling === 'stop',
	};
	let claiming = 0;
	let apart: Promise<Lane> | undefined;
	// A claim takes four round trips, and a mail that waits so long to be noted keeps its place from another.
	const notes = async (): Promise<Lane> => {
		if (claiming > 0) apart ??= shop.another().then(laneOf, () => claims);
		return (await apart) ?? claims;
	};
	const claim = together((requests: readonly NotificationRequest[]) => {
		claiming += 1;
		return claims
			.inTurn(async () => {
				let unanswered: UnansweredClaims = new Map();
				const claimAll = (some: readonly NotificationRequest[]) =>
					claimNotifications(shop, some, domain, unanswered).catch((thrown: unknown) => {
						if (!(thrown instanceof ClaimUnanswered)) throw thrown;
						unanswered = thrown.claims;
						throw thrown.cause;
					});
				const results = await togetherOrAlone(requests, claimAll, whileRunning);
				return results.map((result): Claimed => {
					if ('value' in result) return { ok: true, claim: result.value };
					return { ok: false, problem: problemOf(result.thrown) };
				});
			})
			.finally(() => (claiming -= 1));
	});
	const noteAll = async (notifications: readonly MarkedNotification[], mark: Mark) => {
		const lane = await notes();
		return await lane.inTurn(async () => {
			const results = await togetherOrAlone(
				notifications,
				async (some) => {
					await markNotifications(lane.shop, some, mark);
					return some;
				},
				// also when the run is stopped: what was sent must be noted
				{ reconnect: () => lane.shop.reconnect(), lasting: () => false },
			);
			return results.map((result): readonly Problem[] => {
				if ('value' in result) return [];
				const { message } = problemOf(result.thrown);
				const code = mark === 'sent' ? 'mail.notRecorded' : 'mail.outcomeNotRecorded';
				return [problem(code, {}, { reason: message })];
			});
		});
	};
	const confirm = together((sent: readonly MarkedNotification[]) => noteAll(sent, 'sent'));
	const hold = async (group: NotificationGroup): Promise<Held> => {
		const moments = [group.claimedAt];
		const renew = async () => [await renewClaim(shop, group, moments)];
		// the session ends after some idle seconds, and who waits for other mails has waited longer
		const [result] = await claims.inTurn(() => togetherOrAlone([group], renew, whileRunning));
		if (result && 'thrown' in result) return { ok: false, problem: problemOf(result.thrown) };
		return { ok: true, group: result?.value };
	};
	return {
		claim,
		hold,
		note: async (notification, mark) =>
			mark === 'sent' ? await confirm(notification) : ((await noteAll([notification], mark))[0] ?? []),
		close: async () => {
			const lane = await apart;
			if (lane !== claims) await lane?.shop.close();
		},
	};
}

type Outcome<Result> = { readonly value: Result } | { readonly thrown: unknown };

/** When all together do not go through, each is tried alone, so that one does not hold up the others. */
async function togetherOrAlone<Input, Result>(
	inputs: readonly Input[],
	work: (inputs: readonly Input[]) => Promise<readonly Result[]>,
	{ reconnect, lasting }: Retry,
): Promise<readonly Outcome<Result>[]> {
	try {
		return (await work(inputs)).map((value) => ({ value }));
	} catch (thrown) {
		if (lasting(thrown)) return inputs.map(() => ({ thrown }));
	}
	const outcomes: Outcome<Result>[] = [];
	let broken = true;
	for (const input of inputs) {
		try {
			if (broken) await reconnect();
			broken = false;
			const [value] = await work([input]);
			outcomes.push({ value: value as Result });
		} catch (thrown) {
			broken = true;
			outcomes.push({ thrown });
		}
	}
	return outcomes;
}

interface Retry {
	readonly reconnect: () => Promise<void>;
	/** Trying again in this run is of no use. */
	readonly lasting: (thrown: unknown) => boolean;
}
