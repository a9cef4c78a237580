import type { FoundShop } from './platform.js';

/** Whether the shop has this one of its `ownTables`, as far as the user sees it. */
export const hasTable = ({ ownTables = [] }: FoundShop, wanted: string): boolean =>
	ownTables.some(({ table }) => table === wanted);
