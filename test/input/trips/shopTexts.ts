/** How a shop keeps what somebody typed at its checkout, told independently of the code that writes it. */
export interface ShopTexts {
	/** Whether the shop shows this stored text as that one. */
	shows(stored: string, typed: string, field: string): boolean;
	/** Fields that the shop has no place for, and why. */
	readonly notKept: Readonly<Record<string, string>>;
}

const entities: Readonly<Record<string, string>> = {
	...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#039;': "'" },
};
const decoded = (text: string): string =>
	text.replace(/&(amp|lt|gt|quot|#039);/g, (entity) => entities[entity] ?? entity);

const ownName = { 'line.name': "the shop's own name of the product counts" };

const payment = ['company', 'street', 'street2', 'city', 'region'].map((field) => [
	`billTo.${field}`,
	'its checkout leaves the payment address empty',
]);

/** A piece of what PHP's json_encode writes; `text` is whole, since it stands between two marks. */
const fromJson = (text: string): string => {
	try {
		return String(JSON.parse(`"${text}"`));
	} catch {
		return text;
	}
};

const openCart: ShopTexts = {
	// its checkout escapes what is typed, and its pages print it as it is
	shows: (stored, typed) => !/[<>"]/.test(stored) && decoded(stored) === typed,
	notKept: ownName,
};

export const shopTexts: Readonly<Record<string, ShopTexts>> = {
	'opencart-4.1': {
		shows: (stored, typed, field) =>
			openCart.shows(stored, typed, field) ||
			(field === 'shipping.title' && openCart.shows(fromJson(stored), typed, field)),
		notKept: { ...ownName, ...Object.fromEntries(payment) },
	},
	'opencart-3.0': {
		...openCart,
		// the number stands in the tracking code too, for programs: no page of the shop prints that
		shows: (stored, typed, field) =>
			openCart.shows(stored, typed, field) || (field === 'number' && stored === typed),
	},
	'modified-3.3': {
		// its admin prints what it holds as HTML, in which these marks begin an element; titles below an order are escaped
		shows: (stored, typed, field) =>
			!/<[a-z/!?]/i.test(stored) &&
			(stored === typed || (field === 'shipping.title' && decoded(stored) === typed)),
		notKept: ownName,
	},
	'woocommerce-11-hpos': {
		// WordPress takes markup out of what is typed, keeps addresses on one line, and escapes each entity once
		shows: (stored, typed, field) => {
			const plain = typed.replace(/<[^<>]*>/g, '');
			const isAddress = field.includes('To.') || field === 'customer.phone';
			const kept = isAddress ? plain.replace(/\s+/g, ' ') : plain;
			// the number is a transaction id of a gateway, which the shop keeps as it is
			return field === 'number'
				? stored === typed
				: !stored.includes('<') && decoded(stored) === decoded(kept);
		},
		notKept: { ...ownName, 'shipping.title': "the shop's own title of the method counts" },
	},
};
