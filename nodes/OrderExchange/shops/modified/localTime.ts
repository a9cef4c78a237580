import { clockIn, type Clock } from '../clock.js';

/**
 * modified eCommerce writes its shop-local time and keeps the zone in a PHP file. So the zone follows the
 * country of the shop (STORE_COUNTRY); elsewhere it is the zone of the shop software's own default file.
 */
const zones: Readonly<Record<string, string>> = {
	AT: 'Europe/Vienna',
	BE: 'Europe/Brussels',
	CH: 'Europe/Zurich',
	CZ: 'Europe/Prague',
	DE: 'Europe/Berlin',
	DK: 'Europe/Copenhagen',
	ES: 'Europe/Madrid',
	FR: 'Europe/Paris',
	GB: 'Europe/London',
	HU: 'Europe/Budapest',
	IE: 'Europe/Dublin',
	IT: 'Europe/Rome',
	LI: 'Europe/Vaduz',
	LU: 'Europe/Luxembourg',
	NL: 'Europe/Amsterdam',
	PL: 'Europe/Warsaw',
	PT: 'Europe/Lisbon',
	SE: 'Europe/Stockholm',
};

/** The clock of a shop in this country, an ISO code. */
export const shopClock = (country: string): Clock => clockIn(zones[country] ?? 'Europe/Berlin');
