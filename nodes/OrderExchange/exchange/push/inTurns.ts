import type { Database } from '../../database/connect.js';
import type { OpenShop } from '../shop/openShop.js';

/** The same shop over the same connection: what follows an answer waits for `turn`. */
export function inTurns(shop: OpenShop, turn: () => Promise<void>): OpenShop {
	let connection = shop.database;
	let database = answersInTurns(connection, turn);
	return {
		...shop,
		get database() {
			if (shop.database !== connection) {
				connection = shop.database;
				database = answersInTurns(connection, turn);
			}
			return database;
		},
	};
}

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
		readLists: (reads, prefix) => after(database.readLists(reads, prefix)),
		write: (sql, values) => after(database.write(sql, values)),
		insertTogether: (inserts, savepoint) => after(database.insertTogether(inserts, savepoint)),
		begin: () => after(database.begin()),
		commit: (options) => after(database.commit(options)),
	};
}
