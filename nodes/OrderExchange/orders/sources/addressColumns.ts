import { addressFields } from './fields.js';

/** Names of the columns of an address in the languages that exports are written in, without the word that says whose it is. */
const names: Readonly<Record<(typeof addressFields)[number], readonly string[]>> = {
	company: [
		...['company', 'companyname', 'firma', 'firmenname', 'entreprise', 'société', 'ragionesociale'],
		...['azienda', 'empresa', 'bedrijf', 'bedrijfsnaam', 'nazwafirmy'],
	],
	name: [
		...['name', 'fullname', 'contactname', 'contact', 'recipient', 'empfaenger', 'empfänger'],
		...['destinataire', 'destinatario', 'ontvanger', 'odbiorca', 'imięinazwisko'],
	],
	firstName: ['firstname', 'vorname', 'givenname', 'prénom', 'nome', 'nombre', 'voornaam', 'imię'],
	lastName: [
		...['lastname', 'nachname', 'surname', 'familyname', 'nom', 'nomdefamille', 'cognome', 'apellidos'],
		...['achternaam', 'nazwisko'],
	],
	street: [
		...['street', 'address', 'address1', 'addressline1', 'streetaddress', 'strasse', 'straße', 'anschrift'],
		...['street1', 'streetaddress1', 'streetline1', 'address12', 'adresse', 'adresse1', 'adresszeile1'],
		...['straßehausnummer', 'straßeundhausnummer', 'straßehausnr', 'straßenr', 'rue', 'indirizzo'],
		...['indirizzo1', 'dirección', 'calle', 'adres', 'adres1', 'straat', 'straatnaam', 'ulica'],
	],
	houseNumber: [
		...['housenumber', 'houseno', 'streetnumber', 'streetno', 'hausnummer', 'hausnr', 'huisnummer'],
		...['huisnr', 'numerocivico', 'numerdomu', 'nrdomu'],
	],
	street2: [
		...['street2', 'address2', 'addressline2', 'streetaddress2', 'streetline2', 'adresszusatz', 'adresse2'],
		...['adresszeile2', 'adresszusatz1', 'additionaladdress', 'additionaladdressline1', 'indirizzo2'],
		...['complémentadresse', 'adres2'],
	],
	street3: [
		...['street3', 'address3', 'addressline3', 'streetline3', 'adresszusatz2', 'adresszeile3'],
		...['additionaladdressline2', 'hausnummerzusatz', 'huisnummertoevoeging', 'toevoeging'],
	],
	postalCode: [
		...['postalcode', 'postcode', 'zip', 'zipcode', 'plz', 'postleitzahl', 'postcodezip', 'zippostalcode'],
		...['codepostal', 'cp', 'cap', 'códigopostal', 'kodpocztowy'],
	],
	city: [
		...['city', 'town', 'ort', 'stadt', 'wohnort', 'ville', 'città', 'ciudad', 'población', 'plaats'],
		...['woonplaats', 'stad', 'miasto', 'miejscowość'],
	],
	region: ['region', 'state', 'province', 'county', 'bundesland', 'statecode', 'provincecode', 'provincia'],
	country: [
		...['country', 'countrycode', 'countryname', 'countryiso', 'countryisocode', 'land', 'landcode', 'pays'],
		...['codepays', 'paese', 'nazione', 'país', 'kraj'],
	],
	phone: [
		...['phone', 'telephone', 'phonenumber', 'telefon', 'telefonnummer', 'tel', 'mobile', 'mobil', 'handy'],
		...['téléphone', 'telefono', 'teléfono', 'telefoon', 'telefoonnummer'],
	],
};

/** The words that say whose address it is, before or behind the field: `Ship Street`, `Street (Shipping)`. */
const parties = {
	billTo: {
		before: [
			...[
				'billto',
				'billing',
				'bill',
				'billingaddress',
				'invoice',
				'invoiceaddress',
				'rechnung',
				'rechnungs',
			],
			...['rechnungsadresse', 'rechnungsanschrift', 'facturation', 'fatturazione', 'facturación', 'factuur'],
			...['customer', 'kunde', 'kunden', 'buyer', 'käufer', 'kaeufer', 'besteller', 'client', 'cliente'],
		],
		behind: [
			...['billing', 'billto', 'invoice', 'rechnung', 'rechnungsadresse', 'rechnungsanschrift'],
			...['facturation', 'fatturazione', 'facturación', 'factuur'],
		],
	},
	shipTo: {
		before: [
			...['shipto', 'shipping', 'ship', 'shippingaddress', 'shiptoaddress', 'delivery', 'deliveryaddress'],
			...[
				'deliverto',
				'liefer',
				'lieferung',
				'lieferadresse',
				'lieferanschrift',
				'versand',
				'versandadresse',
			],
			...['recipient', 'empfänger', 'empfaenger', 'livraison', 'adresselivraison', 'spedizione', 'consegna'],
			...['envío', 'entrega', 'verzend', 'bezorg', 'aflever', 'afleveradres', 'dostawa', 'dostawy'],
		],
		behind: [
			...['shipping', 'shipto', 'delivery', 'lieferung', 'lieferadresse', 'lieferanschrift', 'versand'],
			...['versandadresse', 'livraison', 'delivraison', 'spedizione', 'consegna', 'envío', 'entrega'],
			...['verzending', 'dostawy', 'wysyłki'],
		],
	},
} as const;

/** Names of much else: a product, a supplier and a way of delivery have one too. */
const nobodys: ReadonlySet<string> = new Set(['name', 'contact', 'versandname']);

function columnsOf(party: keyof typeof parties): (readonly [string, readonly string[]])[] {
	const { before, behind } = parties[party];
	return addressFields.map((field) => {
		const all = [
			...before.flatMap((word) => names[field].map((name) => word + name)),
			...behind.flatMap((word) => names[field].map((name) => name + word)),
			...(party === 'billTo' ? names[field] : []),
		];
		return [`${party}.${field}`, all.filter((name) => !nobodys.has(name))];
	});
}

export const addressColumns = [...columnsOf('billTo'), ...columnsOf('shipTo')];
