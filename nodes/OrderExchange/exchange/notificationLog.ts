import { classify } from '../database/faults.js';
import { problem, type Problem } from '../problems/problem.js';
import { atMost } from '../time/atMost.js';
import { together } from '../time/together.js';
import {
	claimNotifications,
	confirmNotifications,
	leaveUnconfirmed,
	parkNotification,
	releaseNotification,
	renewClaim,
	type NotificationClaim,
	type NotificationGroup,
	type NotificationRequest,
} from './notifications.js';
import type { OpenShop } from './openShop.js';

/** What became of a claimed mail: sent for ever, free again, and in doubt for the next run or for a person. */
export type Mark = 'sent' | 'free' | 'unconfirmed' | 'parked';

export type Claimed =
	| { readonly ok: true; readonly claim: NotificationClaim }
	| { readonly ok: false; readonly problem: Problem };

/**
 * The exchange log as one run writes its notifications. Many mails may be under way: what they want of the log at the same
 * time goes in one transaction or statement, over the shop's one connection. Never throws.
 */
export interface NotificationLog {
	/** Two requests at a time must not name the same order. */
	claim(request: NotificationRequest): Promise<Claimed>;
	/** Holds a claim for longer where it has waited; undefined when another run may have it, so the mail must not be sent. */
	hold(group: NotificationGroup): Promise<NotificationGroup | undefined>;
	/** A warning where it could not be noted; over a new connection when the first one broke meanwhile. */
	note(group: NotificationGroup, mark: Mark): Promise<readonly Problem[]>;
}

/** `domain` is the right side of the Message-IDs; `signal` stops the run. */
export function notificationLog(shop: OpenShop, domain: string, signal?: AbortSignal): NotificationLog {
	const inTurn = atMost(1);
	const claim = together((requests: readonly NotificationRequest[]) =>
		inTurn(async () => {
			const results = await togetherOrAlone(requests, (some) => claimNotifications(shop, some, domain), {
				reconnect: () => shop.reconnect(signal),
				lasting: (thrown) => classify(thrown).handling === 'stop',
			});
			return results.map((result): Claimed => {
				if ('value' in result) return { ok: true, claim: result.value };
				return { ok: false, problem: problem(classify(result.thrown).problem) };
			});
		}),
	);
	const noteAll = (groups: readonly NotificationGroup[], mark: Mark) =>
		inTurn(async () => {
			const results = await togetherOrAlone(
				groups,
				async (some) => {
					await marks[mark](shop, some);
					return some;
				},
				// also when the run is stopped: what was sent must be noted
				{ reconnect: () => shop.reconnect(), lasting: () => false },
			);
			return results.map((result): readonly Problem[] => {
				if ('value' in result) return [];
				const { message } = problem(classify(result.thrown).problem);
				return [problem('mail.notRecorded', {}, { reason: message })];
			});
		});
	const confirm = together((groups: readonly NotificationGroup[]) => noteAll(groups, 'sent'));
	return {
		claim,
		hold: (group) => inTurn(() => renewClaim(shop, group)).catch(() => undefined),
		note: async (group, mark) =>
			mark === 'sent' ? await confirm(group) : ((await noteAll([group], mark))[0] ?? []),
	};
}

const oneByOne =
	(mark: (shop: OpenShop, group: NotificationGroup) => Promise<void>) =>
	async (shop: OpenShop, groups: readonly NotificationGroup[]): Promise<void> => {
		for (const group of groups) await mark(shop, group);
	};

const marks: Readonly<Record<Mark, (shop: OpenShop, groups: readonly NotificationGroup[]) => Promise<void>>> =
	{
		sent: confirmNotifications,
		free: oneByOne(releaseNotification),
		unconfirmed: oneByOne(leaveUnconfirmed),
		parked: oneByOne(parkNotification),
	};

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
