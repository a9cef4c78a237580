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
	const taken = lines.map(() => new Decimal(0));
	const order = lines.map((_, index) => index).sort((a, b) => lines[b]!.piece.comparedTo(lines[a]!.piece));
	const left = (index: number) => lines[index]!.price.minus(taken[index]!);
	let rest = amount;
	const take = (index: number, wanted: Decimal): void => {
		const part = Decimal.min(wanted, left(index), rest);
		taken[index] = taken[index]!.plus(part);
		rest = rest.minus(part);
	};
	for (;;) {
		const open = order.filter((index) => left(index).gt(0));
		const pieces = open.reduce((total, index) => total + lines[index]!.quantity, 0);
		if (pieces === 0 || rest.lte(0)) return taken;
		const perPiece = rest.div(pieces).floor();
		if (perPiece.gt(0)) {
			for (const index of open) take(index, perPiece.times(lines[index]!.quantity));
		} else {
			// A unit for each piece; one after the other, millions of pieces would keep everything waiting.
			for (const index of open) take(index, new Decimal(lines[index]!.quantity).ceil());
		}
	}
}
