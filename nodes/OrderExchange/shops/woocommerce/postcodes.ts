/** A postcode as the shop's staff write it: one code, `80*`, or a range `80000...89999`. */
export function postcodeFits(postcode: string, form: string): boolean {
	const plain = (value: string) => value.toUpperCase().replace(/[\s-]/g, '');
	const [from, to] = form.split('...');
	if (from !== undefined && to !== undefined) {
		const at = Number(plain(postcode) || Number.NaN);
		return at >= Number(plain(from)) && at <= Number(plain(to));
	}
	return form.endsWith('*')
		? plain(postcode).startsWith(plain(form.slice(0, -1)))
		: plain(postcode) === plain(form);
}
