import type { Database } from '../database/connect.js';
import type { OpenShop } from './openShop.js';

/** The same shop over the same connection: what follows an answer waits for `turn`. */
export const inTurns = (shop: OpenShop, turn: () => Promise<void>): OpenShop => ({
	...shop,
	get database() {
		return answersInTurns(shop.database, turn);
	},
});

function answersInTurns(database: Database, turn: () => Promise<void>): Database {
	const after = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
		const given = await answer;
		await turn();
		return given;
	};
	return {
		...database,
		get roundTrips() {
			return database.roundTrips;
		},
		read: (read, prefix) => after(database.read(read, prefix)),
		readAll: (reads, prefix) => after(database.readAll(reads, prefix)),
		write: (sql, values) => after(database.write(sql, values)),
		begin: () => after(database.begin()),
		commit: (options) => after(database.commit(options)),
	};
}
