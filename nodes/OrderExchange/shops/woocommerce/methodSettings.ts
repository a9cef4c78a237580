import type { Read, Row } from '../../database/read.js';

/** What matters of the settings of a payment or shipping method. */
const parts = ['enabled', 'title', 'tax_status', 'availability'] as const;
export type MethodSettings = Readonly<Partial<Record<(typeof parts)[number], string>>>;

/** Of each option named `woocommerce_…_settings` these parts alone: in the same value stand the keys of payment services. */
export const methodSettingsRead: Read = {
	name: 'methodSettings',
	columns: ['option_name', ...parts.map((part) => [part, serializedText('option_value', part)] as const)],
	from: "FROM {options} WHERE option_name LIKE 'woocommerce\\_%\\_settings'",
	orderBy: 'option_id',
};

/** By the option's name. */
export const methodSettings = (rows: readonly Row[] = []): ReadonlyMap<string, MethodSettings> =>
	new Map(
		rows.map((row) => [
			row.option_name ?? '',
			Object.fromEntries(
				parts.flatMap((part) => {
					const text = textOf(row[part]);
					return text === undefined ? [] : [[part, text]];
				}),
			),
		]),
	);

/** SQL for the text at a key of an array that PHP serialized, up to its closing quote: `s:4:"Bank`. */
export function serializedText(column: string, key: string): string {
	const name = `s:${key.length}:"${key}";`;
	const at = `LOCATE('${name}s:', ${column})`;
	return `IF(${at} = 0, NULL, SUBSTRING_INDEX(SUBSTRING(${column}, ${at} + ${name.length}), '";', 1))`;
}

/** What `serializedText` found; undefined where the text itself holds such an end, so that it is not whole. */
export function textOf(found: string | null | undefined): string | undefined {
	const [, length, text = ''] = /^s:(\d+):"([^]*)$/.exec(found ?? '') ?? [];
	return length !== undefined && Buffer.byteLength(text) === Number(length) ? text : undefined;
}
