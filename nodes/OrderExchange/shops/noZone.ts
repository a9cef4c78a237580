/**
 * A number that no zone has, for a mark in an address (see `InsertRow.mark`): of the columns of an address only those of
 * numbers are short, and hold nothing that a customer said. `place`: 0 or 1, of an order's addresses.
 */
export const noZone = (exchangeKey: string, place: 0 | 1): string =>
	String(-1 - 2 * Number.parseInt(exchangeKey.slice(0, 7), 16) - place);
