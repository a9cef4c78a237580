import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { openAsAdmin } from '../../nodes/OrderExchange/invitations/adminShop.js';
import { invite } from '../../nodes/OrderExchange/invitations/invite.js';
import { newPassPhrase } from '../../nodes/OrderExchange/invitations/passPhrase.js';
import { planInvitation } from '../../nodes/OrderExchange/invitations/plan.js';
import { proveServer } from '../../nodes/OrderExchange/invitations/serverProof.js';
import { readTerms } from '../../nodes/OrderExchange/invitations/terms.js';
import type { Problem } from '../../nodes/OrderExchange/problems/problem.js';
import { distributor, type DemoSupplier } from '../suppliers.js';

/** What a supplier sends to the distributor, by two ways. */
export interface DemoInvitation {
	readonly activationCode: string;
	readonly passPhrase: string;
	/** What the code holds for a login: for who enters it by hand. */
	readonly login: { readonly database: string; readonly user: string; readonly password: string };
}

/** Where the distributor finds the database server, and whether it must encrypt. */
export interface Reach {
	readonly host: string;
	readonly port: number;
	readonly tls: boolean;
}

/** What `npx n8n-nodes-order-exchange invite` does in the shop's folder, a rehearsed order included. */
export async function inviteDistributor(
	settings: DatabaseSettings,
	supplier: DemoSupplier,
	{ host, port, tls }: Reach,
	ca: string | undefined,
): Promise<DemoInvitation> {
	const opened = await openAsAdmin(settings);
	if (!opened.ok) throw refused(supplier, opened.problems);
	const { shop } = opened;
	try {
		const read = readTerms({
			distributor: distributor.name,
			supplier: { code: supplier.code, name: supplier.name },
			notify: { emails: [supplier.email], language: supplier.language },
			reach: { host, port },
			requireTls: tls,
		});
		if (!read.ok) throw refused(supplier, read.problems);
		const now = new Date();
		const plan = planInvitation(shop, read.terms, await proveServer(shop, read.terms, ca, now), now);
		const passPhrase = newPassPhrase();
		const invited = await invite(shop, plan, passPhrase, { rehearse: true });
		if (!invited.ok) throw refused(supplier, invited.problems);
		return {
			...{ activationCode: invited.code, passPhrase },
			login: {
				database: settings.database,
				user: plan.record.account.user,
				password: plan.password,
			},
		};
	} finally {
		await shop.close();
	}
}

const refused = ({ name }: DemoSupplier, problems: readonly Problem[]): Error =>
	new Error([`${name} could not invite:`, ...problems.map(({ message }) => message)].join(' '));
