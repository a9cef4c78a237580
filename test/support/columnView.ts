import type { ColumnView } from '../../nodes/OrderExchange/database/schemaView.js';

/** A column as the schema shows it, with nothing special about it but what a test says. */
export const columnView = (special: Partial<ColumnView> & Pick<ColumnView, 'type'>): ColumnView => ({
	name: 'c',
	nullable: true,
	hasDefault: true,
	autoIncrement: false,
	generated: false,
	maxLength: null,
	charset: null,
	collation: null,
	...special,
});
