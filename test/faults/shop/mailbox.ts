import { words } from '../../../nodes/OrderExchange/mail/words.js';
import type { MailServer, ReceivedMail } from '../../support/mailServer.js';
import type { Finding } from './checker.js';
import type { WantedOrder } from './orders.js';

/** The supplier's mailbox, as the supplier sees it. */
export interface Mailbox {
	/** Orders that a run calls announced and that no mail tells about. */
	falseReports(said: readonly string[]): readonly Finding[];
	/**
	 * Once nobody sends any more: an order that no mail tells about is lost; one that several tell about is duplicated,
	 * unless the later ones have the first one's Message-ID and say themselves that they may be repeats.
	 */
	verdict(orders: readonly WantedOrder[]): readonly Finding[];
	/** Mails that were repeated as they may be. */
	readonly repeats: number;
}

export function mailbox(server: MailServer): Mailbox {
	const first = server.mails.length;
	let repeats = 0;
	const about = (order: string) => server.mails.slice(first).filter((mail) => tells(mail, order));
	return {
		falseReports: (said) =>
			said
				.filter((order) => about(order).length === 0)
				.map((order) => ({ count: 'falselyReported', what: `no mail tells about ${order}` })),
		verdict: (orders) =>
			orders.flatMap(({ number }): readonly Finding[] => {
				const [one, ...others] = about(number);
				if (!one) return [{ count: 'lost', what: `no mail tells about ${number}` }];
				const wrong = others.filter(
					(mail) => mail.parsed.messageId !== one.parsed.messageId || !saysRepeat(mail),
				);
				repeats += others.length - wrong.length;
				return wrong.map(({ parsed: { messageId } }) => ({
					count: 'duplicated',
					what: `${number} was announced by ${one.parsed.messageId} and by ${messageId}, which says no word of it`,
				}));
			}),
		get repeats() {
			return repeats;
		},
	};
}

const textOf = ({ parsed }: ReceivedMail): string => (parsed.text ?? '').replace(/\s+/g, ' ');

const tells = (mail: ReceivedMail, order: string): boolean => textOf(mail).includes(order);

const saysRepeat = (mail: ReceivedMail): boolean =>
	Object.values(words).some(({ repeat }) => textOf(mail).includes(repeat.replace(/\s+/g, ' ')));
