import { type Decimal, decimal } from '../../orders/money.js';
import type { Product } from './facts.js';
import type { FoundLine } from './products.js';
import { switchedOn, type WooReference } from './reference.js';

/** What a line's goods cost the shop itself (its *Cost of Goods Sold*); zero where it does not keep that. */
export function costOf({ line, product }: FoundLine, reference: WooReference): Decimal {
	if (!switchedOn(reference, 'woocommerce_feature_cost_of_goods_sold_enabled')) return decimal(0);
	return pieceCost(product).times(line.quantity);
}

/** A variation adds its cost to its product's, or has one of its own, or its product's. */
function pieceCost({ meta, parent }: Product): Decimal {
	const own = meta.get('_cogs_total_value') ?? '';
	const ofParent = decimal(parent?.meta.get('_cogs_total_value') || 0);
	if (meta.get('_cogs_value_is_additive') === 'yes') return ofParent.plus(own || 0);
	return own === '' ? ofParent : decimal(own);
}
