/**
 * By country: WooCommerce's code of a region by that of ISO 3166-2, an old one, or Shopify's. Countries whose codes are ISO's,
 * or get the country in front, are not here.
 */
const ownCodes: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
	Object.entries({
		CN: `
			CN1=YN 53; CN2=BJ 11; CN3=TJ 12; CN4=HE 13; CN5=SX 14; CN6=NM 15; CN7=LN 21; CN8=JL 22; CN9=HL 23; CN10=SH 31;
			CN11=JS 32; CN12=ZJ 33; CN13=AH 34; CN14=FJ 35; CN15=JX 36; CN16=SD 37; CN17=HA 41; CN18=HB 42; CN19=HN 43;
			CN20=GD 44; CN21=GX 45; CN22=HI 46; CN23=CQ 50; CN24=SC 51; CN25=GZ 52; CN26=SN 61; CN27=GS 62; CN28=QH 63;
			CN29=NX 64; CN30=MO 92; CN31=XZ 54; CN32=XJ 65`,
		HK: `HONG KONG=HK; KOWLOON=KL; NEW TERRITORIES=NT`,
		IN: `CT=CG; OR=OD; TS=TG; UK=UT`,
		MX: `
			AG=AGU AGS; BC=BCN; BS=BCS; CM=CAM CAMP; CS=CHP CHIS; CH=CHH CHIH; DF=CMX; CO=COA COAH; CL=COL; DG=DUR DGO;
			GT=GUA GTO; GR=GRO; HG=HID HGO; JA=JAL; MX=MEX; MI=MIC MICH; MO=MOR; NA=NAY; NL=NLE; OA=OAX; PU=PUE; QT=QUE QRO;
			QR=ROO; SL=SLP; SI=SIN; SO=SON; TB=TAB; TM=TAM TAMPS; TL=TLA TLAX; VE=VER; YU=YUC; ZA=ZAC`,
		MY: `
			JHR=01; KDH=02; KTN=03; MLK=04; NSN=05; PHG=06; PNG=07; PRK=08; PLS=09; SGR=10; TRG=11; SBH=12; SWK=13; KUL=14;
			LBN=15; PJY=16`,
		ZA: `GP=GT; KZN=NL`,
	}).map(([country, list]) => [country, parsed(list)]),
);

/** WooCommerce's own code for a region that ISO 3166-2, or Shopify, has another one for, e.g. `CN20` for `GD` in China. */
export function ownCode(country: string, code: string): string | undefined {
	// Morocco's prefectures are in small letters; its regions, which have numbers, WooCommerce does not know.
	if (country === 'MA') return /^(MA)?[A-Z]{3}$/.test(code) ? `ma${code.slice(-3).toLowerCase()}` : undefined;
	return ownCodes.get(country)?.get(code);
}

/** Whether WooCommerce has this code of its own. */
export const isOwnCode = (country: string, code: string): boolean =>
	country === 'MA' ? /^ma[a-z]{3}$/.test(code) : [...(ownCodes.get(country)?.values() ?? [])].includes(code);

function parsed(list: string): ReadonlyMap<string, string> {
	return new Map(
		list.split(';').flatMap((entry) => {
			const [own = '', others = ''] = entry.trim().split('=');
			return others.split(' ').map((other) => [other, own] as const);
		}),
	);
}
