import { Decimal } from '../../orders/money.js';

interface Share {
	/** What the line costs before this discount, in the smallest unit. */
	readonly price: Decimal;
	/** What a piece costs before any discount. */
	readonly piece: Decimal;
	readonly quantity: number;
}

/**
 * Spreads a fixed amount over lines as the shop's cart coupons do: the same per piece, dearest pieces
 * first, never below zero, and what does not divide goes piece by piece in smallest units.
 * All numbers are whole smallest units; gives each line's part in the lines' order.
 */
export function spread(amount: Decimal, lines: readonly Share[]): readonly Decimal[] {
	const shares = lines.map((line) => ({ line, part: new Decimal(0) }));
	const dearestFirst = [...shares].sort((a, b) => b.line.piece.comparedTo(a.line.piece));
	const left = ({ line, part }: (typeof shares)[number]) => line.price.minus(part);
	let rest = amount;
	const take = (share: (typeof shares)[number], wanted: Decimal): void => {
		const more = Decimal.min(wanted, left(share), rest);
		share.part = share.part.plus(more);
		rest = rest.minus(more);
	};
	for (;;) {
		const open = dearestFirst.filter((share) => left(share).gt(0));
		const pieces = open.reduce((total, { line }) => total + line.quantity, 0);
		if (pieces === 0 || rest.lte(0)) return shares.map(({ part }) => part);
		const perPiece = rest.div(pieces).floor();
		for (const share of open) {
			const { quantity } = share.line;
			// A unit for each piece in the end; one after the other, millions of pieces would keep everything waiting.
			take(share, perPiece.gt(0) ? perPiece.times(quantity) : new Decimal(quantity).ceil());
		}
	}
}
