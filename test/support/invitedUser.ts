import { createLogSql } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import { recogniseShop } from '../../nodes/OrderExchange/exchange/shop/recogniseShop.js';
import { grantSql, neededGrants } from '../../nodes/OrderExchange/exchange/checks/rights.js';
import { connect } from '../../nodes/OrderExchange/database/connect.js';
import { readSchema } from '../../nodes/OrderExchange/database/readSchema.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import {
	accountSql,
	createUserSql,
	dropUserSql,
	newPassword,
	newUserName,
} from '../../nodes/OrderExchange/invitations/account.js';
import type { TestShop } from '../../sandbox/shops/shopDatabase.js';

export interface InvitedUser {
	readonly settings: DatabaseSettings;
	drop(): Promise<void>;
}

/** A user with exactly the rights that an invitation gives, and the exchange log, which that user may not create. */
export async function invitedUser(shop: TestShop): Promise<InvitedUser> {
	const database = await connect(shop.settings);
	try {
		const schema = await readSchema(database);
		const recognised = recogniseShop(schema, shop.settings.tablePrefix);
		if (!recognised.ok) throw new Error(recognised.problems.map(({ message }) => message).join(' '));
		const { platform, found } = recognised;
		const account = { user: newUserName('test'), host: '%' };
		const password = newPassword();
		await database.write(createLogSql(found.prefix), []);
		await database.write(createUserSql(account, password, { requireTls: false, connections: 20 }), []);
		const grants = neededGrants(platform, found, schema);
		for (const sql of grantSql(grants, shop.settings.database, accountSql(account)))
			await database.write(sql, []);
		return {
			settings: { ...shop.settings, user: account.user, password },
			drop: async () => {
				await shop.query(dropUserSql(account));
			},
		};
	} finally {
		await database.close();
	}
}
