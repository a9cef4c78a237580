import type { Destination } from './addresses.js';
import { postcodeFits } from './postcodes.js';
import type { ShippingMethod, ShippingZone, WooReference } from './reference.js';

/** The shop's zone for places that no other zone holds. */
const elsewhere = '0';

/** The methods that the shop offers at a destination: those of the first zone that holds it. */
export function methodsAt(place: Destination, reference: WooReference): readonly ShippingMethod[] {
	const zone = reference.shippingZones.find((one) => holds(one, place))?.id ?? elsewhere;
	return reference.shippingMethods.filter((method) => method.enabled && method.zone === zone);
}

const holds = ({ places, postcodes }: ShippingZone, { country, state, postcode }: Destination): boolean => {
	const own = [
		`COUNTRY:${country}`,
		`STATE:${country}:${state.toUpperCase()}`,
		...Object.keys(continents)
			.filter((continent) => continents[continent]?.includes(country))
			.map((continent) => `CONTINENT:${continent}`),
	];
	return (
		// As MySQL compares them for the shop: Morocco's codes are in small letters.
		(places.length === 0 || places.some((one) => own.includes(one.toUpperCase()))) &&
		(postcodes.length === 0 || postcodes.some((form) => postcodeFits(postcode, form)))
	);
};

/** As WooCommerce counts them: Cyprus in Asia, Turkey and Russia in Europe. */
const continents: Readonly<Record<string, string>> = {
	AF:
		'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA ' +
		'MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW',
	AN: 'AQ BV GS HM TF',
	AS:
		'AE AF AM AZ BD BH BN BT CC CN CX CY GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA ' +
		'LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TW UZ VN YE',
	EU:
		'AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI ' +
		'LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK',
	NA:
		'AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX ' +
		'NI PA PM PR SV SX TC TT US VC VG VI',
	OC: 'AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
	SA: 'AR BO BR CL CO EC FK GF GY PE PY SR UY VE',
};
