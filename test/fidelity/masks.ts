import { sameMoment } from './moment.js';

/**
 * Golden files hold masks where a shop draws at random or keeps a secret, e.g. `<md5 hex32 #1>`. Each kind is
 * matched by its format.
 */
const masks: readonly { mask: RegExp; matches: (value: string, found: RegExpExecArray) => boolean }[] = [
	{
		mask: /^<hash:? (?:bcrypt|phpass) (\$[^ ]*?)(?:\.\.)? len (\d+)/,
		matches: (value, [, start = '', length]) => value.startsWith(start) && value.length === Number(length),
	},
	{ mask: /^<hash: (\d+) hex>/, matches: (value, [, length]) => isHex(value, Number(length)) },
	{ mask: /^<md5 hex32\b/, matches: (value) => isHex(value, 32) },
	{ mask: /^<secret len (\d+)/, matches: (value, [, length]) => value.length === Number(length) },
	{
		mask: /^<order key wc_order_ \+ (\d+) chars/,
		matches: (value, [, length]) => new RegExp(`^wc_order_[A-Za-z0-9]{${length ?? ''}}$`).test(value),
	},
];

const isHex = (value: string, length: number): boolean =>
	value.length === length && /^[0-9a-f]*$/i.test(value);

const cut = ' [...]';

/** Whether a value is what the golden file says, or has the format of its mask. */
export function fitsGolden(wanted: string | null, got: string | null): boolean {
	if (wanted === got) return true;
	if (wanted === null || got === null) return false;
	if (wanted.endsWith(cut)) return got.startsWith(wanted.slice(0, -cut.length));
	if (sameMoment(wanted, got)) return true;
	return masks.some(({ mask, matches }) => {
		const found = mask.exec(wanted);
		return found !== null && matches(got, found);
	});
}

/** As `fitsGolden`, for all values of one order: the same `#n` of a mask stands for the same value everywhere. */
export function valueComparison(): typeof fitsGolden {
	const drawn = new Map<string, string>();
	return (wanted, got) => {
		if (!fitsGolden(wanted, got)) return false;
		if (wanted === null || got === null || !/^<.* #\d+>$/.test(wanted)) return true;
		const first = drawn.get(wanted) ?? got;
		drawn.set(wanted, first);
		return first === got;
	};
}
