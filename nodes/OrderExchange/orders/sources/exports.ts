import { amazonReport } from './amazonReport.js';
import { foldedName } from './columnNames.js';
import type { KnownColumn } from './columns.js';
import { ebayReport } from './ebayReport.js';
import type { RowField } from './fields.js';
import { shopifyExport } from './shopifyExport.js';

export type Row = Readonly<Record<string, unknown>>;

/** Rows of one program, whose columns mean what that program says. */
export interface ExportFormat {
	recognises(row: Row): boolean;
	/** What its columns mean; all others are of no use. */
	readonly fields: Readonly<Record<string, RowField>>;
	/** What several columns say together. */
	derived(row: Row): readonly (readonly [RowField, unknown])[];
}

const formats = [shopifyExport, amazonReport, ebayReport];

/** Finds the program that a row is of; undefined for the tables that people make. */
export const exportOf = (row: Row): ExportFormat | undefined =>
	formats.find((format) => format.recognises(row));

export const columnsOf = ({ fields }: ExportFormat): ReadonlyMap<string, KnownColumn> =>
	new Map(Object.entries(fields).map(([name, field], rank) => [foldedName(name), { field, rank }]));
