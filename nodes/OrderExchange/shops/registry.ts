import { modified } from './modified/modified.js';
import { openCart30 } from './opencart/v30/openCart30.js';
import { openCart41 } from './opencart/v41/openCart41.js';
import type { ShopPlatform } from './platform.js';
import { wooCommerceHpos } from './woocommerce/woocommerce.js';

/** Every shop software that Push can write into. Recognition asks all of them. */
export const platforms: readonly ShopPlatform[] = [modified, wooCommerceHpos, openCart41, openCart30];
