/**
 * Regions by ISO 3166-2 code, of countries where OpenCart has other codes for them: 3.0 of its own, 4.1 in some. Names as the
 * versions spell them, `|` between those that differ. A code without a name is one of ISO's that no zone stands for.
 */
export const isoRegions: Readonly<Record<string, string>> = {
	AR: `
		A=Salta; B=Buenos Aires; C=Ciudad Autónoma de Buenos Aires|Distrito Federal; D=San Luis; E=Entre Rios; F=La Rioja;
		G=Santiago del Estero; H=Chaco; J=San Juan; K=Catamarca; L=La Pampa; M=Mendoza; N=Misiones; P=Formosa; Q=Neuquen;
		R=Rio Negro; S=Santa Fe; T=Tucuman; U=Chubut; V=Tierra del Fuego; W=Corrientes; X=Cordoba; Y=Jujuy; Z=Santa Cruz`,
	AT: `
		1=Burgenland; 2=Kärnten; 3=Niederösterreich; 4=Oberösterreich; 5=Salzburg; 6=Steiermark; 7=Tirol; 8=Vorarlberg; 9=Wien`,
	BG: `
		01=Blagoevgrad; 02=Burgas; 03=Varna; 04=Veliko Tarnovo; 05=Vidin; 06=Vratza; 07=Gabrovo; 08=Dobrich; 09=Kardjali;
		10=Kyustendil; 11=Lovech; 12=Montana; 13=Pazardjik; 14=Pernik; 15=Pleven; 16=Plovdiv; 17=Razgrad; 18=Ruse;
		19=Silistra; 20=Sliven; 21=Smolyan; 22=Sofia - town; 23=Sofia; 24=Stara Zagora; 25=Targovishte; 26=Haskovo; 27=Shumen;
		28=Yambol`,
	CO: `
		AMA=Amazonas; ANT=Antioquia; ARA=Arauca; ATL=Atlantico; BOL=Bolivar; BOY=Boyaca; CAL=Caldas; CAQ=Caqueta;
		CAS=Casanare; CAU=Cauca; CES=Cesar; CHO=Choco; COR=Cordoba; CUN=Cundinamarca; DC=Bogota D.C.; GUA=Guainia;
		GUV=Guaviare; HUI=Huila; LAG=Guajira; MAG=Magdalena; MET=Meta; NAR=Narino; NSA=Norte de Santander; PUT=Putumayo;
		QUI=Quindio; RIS=Risaralda; SAN=Santander; SAP=San Andres y Providencia; SUC=Sucre; TOL=Tolima; VAC=Valle del Cauca;
		VAU=Vaupes; VID=Vichada`,
	DE: `
		BB=Brandenburg; BE=Berlin; BW=Baden-Württemberg; BY=Bayern; HB=Bremen; HE=Hessen; HH=Hamburg;
		MV=Mecklenburg-Vorpommern; NI=Niedersachsen; NW=Nordrhein-Westfalen; RP=Rheinland-Pfalz; SH=Schleswig-Holstein;
		SL=Saarland; SN=Sachsen; ST=Sachsen-Anhalt; TH=Thüringen`,
	ES: `
		A=Alicante; AB=Albacete; AL=Almeria; AN=; AR=; AS=Asturias; AV=Ávila; B=Barcelona; BA=Badajoz; BI=Bizkaia|Vizcaya;
		BU=Burgos; C=La Coruña; CA=Cádiz; CB=Cantabria; CC=Cáceres; CE=Ceuta; CL=; CM=; CN=; CO=Córdoba; CR=Ciudad Real;
		CS=Castellón; CT=; CU=Cuenca; EX=; GA=; GC=Las Palmas; GI=Girona; GR=Granada; GU=Guadalajara; H=Huelva; HU=Huesca;
		IB=Baleares; J=Jaén; L=Lleida; LE=Leon; LO=La Rioja; LU=Lugo; M=Madrid; MA=Malaga; MC=Murcia; MD=Madrid; ML=Melilla;
		MU=Murcia; NA=Navarra; NC=Navarra; O=Asturias; OR=Ourense; P=Palencia; PM=Baleares; PO=Pontevedra; PV=; RI=La Rioja;
		S=Cantabria; SA=Salamanca; SE=Sevilla; SG=Segovia; SO=Soria; SS=Guipúzcoa; T=Tarragona; TE=Teruel;
		TF=Santa Cruz de Tenerife; TO=Toledo; V=Valencia; VA=Valladolid; VC=; VI=Álava; Z=Zaragoza; ZA=Zamora`,
	GB: `
		CON=Cornwall; CWY=Conwy; ESX=East Sussex; ESS=Essex; WIL=Wiltshire`,
	IE: `
		C=; CE=Clare; CN=Cavan; CO=Cork; CW=Carlow; D=Dublin; DL=Donegal; G=Galway; KE=Kildare; KK=Kilkenny; KY=Kerry; L=;
		LD=Longford; LH=Louth; LK=Limerick; LM=Leitrim; LS=Laois; M=; MH=Meath; MN=Monaghan; MO=Mayo; OY=Offaly; RN=Roscommon;
		SO=Sligo; TA=Tipperary; U=; WD=Waterford; WH=Westmeath; WW=Wicklow; WX=Wexford`,
	IN: `
		AN=Andaman and Nicobar Islands; AP=Andhra Pradesh; AR=Arunachal Pradesh; AS=Assam; BR=Bihar; CG=Chhattisgarh;
		CH=Chandigarh; DH=; DL=Delhi; GA=Goa; GJ=Gujarat; HP=Himachal Pradesh; HR=Haryana; JH=Jharkhand; JK=Jammu and Kashmir;
		KA=Karnataka; KL=Kerala; LA=Ladakh; LD=Lakshadweep|Lakshadweep Islands; MH=Maharashtra; ML=Meghalaya; MN=Manipur;
		MP=Madhya Pradesh; MZ=Mizoram; NL=Nagaland; OD=Odisha|Orissa; PB=Punjab; PY=Puducherry; RJ=Rajasthan; SK=Sikkim;
		TN=Tamil Nadu; TR=Tripura; TS=Telangana; UK=Uttarakhand; UP=Uttar Pradesh; WB=West Bengal`,
	JP: `
		01=Hokkaido; 02=Aomori; 03=Iwate; 04=Miyagi; 05=Akita; 06=Yamagata; 07=Fukushima; 08=Ibaraki; 09=Tochigi;
		10=Gumma|Gunma; 11=Saitama; 12=Chiba; 13=Tokyo; 14=Kanagawa; 15=Niigata; 16=Toyama; 17=Ishikawa; 18=Fukui;
		19=Yamanashi; 20=Nagano; 21=Gifu; 22=Shizuoka; 23=Aichi; 24=Mie; 25=Shiga; 26=Kyoto; 27=Osaka; 28=Hyogo; 29=Nara;
		30=Wakayama; 31=Tottori; 32=Shimane; 33=Okayama; 34=Hiroshima; 35=Yamaguchi; 36=Tokushima; 37=Kagawa; 38=Ehime;
		39=Kochi; 40=Fukuoka; 41=Saga; 42=Nagasaki; 43=Kumamoto; 44=Oita; 45=Miyazaki; 46=Kagoshima; 47=Okinawa`,
	LI: `
		01=Balzers; 02=Eschen; 03=Gamprin; 04=Mauren; 05=Planken; 06=Ruggell; 07=Schaan; 08=Schellenberg; 09=Triesen;
		10=Triesenberg; 11=Vaduz`,
	LU: `
		CA=Capellen; CL=Clervaux; DI=Diekirch; EC=Echternach; ES=Esch-sur-Alzette; GR=Grevenmacher; LU=Luxembourg; ME=Mersch;
		RD=Redange; RM=Remich; VD=Vianden; WI=Wiltz`,
	MX: `
		AGU=Aguascalientes; BCN=Baja California|Baja California Norte; BCS=Baja California Sur; CAM=Campeche; CHH=Chihuahua;
		CHP=Chiapas; CMX=Distrito Federal|Ciudad de México; COA=Coahuila de Zaragoza; COL=Colima; DUR=Durango; GRO=Guerrero;
		GUA=Guanajuato; HID=Hidalgo; JAL=Jalisco; MEX=Mexico; MIC=Michoacan de Ocampo; MOR=Morelos; NAY=Nayarit;
		NLE=Nuevo Leon; OAX=Oaxaca; PUE=Puebla; QUE=Queretaro|Queretaro de Arteaga; ROO=Quintana Roo; SIN=Sinaloa;
		SLP=San Luis Potosi; SON=Sonora; TAB=Tabasco; TAM=Tamaulipas; TLA=Tlaxcala;
		VER=Veracruz de Ignacio de la Llave|Veracruz-Llave; YUC=Yucatan; ZAC=Zacatecas`,
	MY: `
		01=Johor; 02=Kedah; 03=Kelantan; 04=Melaka; 05=Negeri Sembilan; 06=Pahang; 07=Pulau Pinang; 08=Perak; 09=Perlis;
		10=Selangor; 11=Terengganu; 12=Sabah; 13=Sarawak; 14=Kuala Lumpur; 15=Labuan; 16=Putrajaya`,
	PE: `
		AMA=Amazonas; ANC=Ancash; APU=Apurimac; ARE=Arequipa; AYA=Ayacucho; CAJ=Cajamarca; CAL=Callao; CUS=Cusco; HUC=Huanuco;
		HUV=Huancavelica; ICA=Ica; JUN=Junin; LAL=La Libertad; LAM=Lambayeque; LIM=Lima; LMA=; LOR=Loreto; MDD=Madre de Dios;
		MOQ=Moquegua; PAS=Pasco; PIU=Piura; PUN=Puno; SAM=San Martin; TAC=Tacna; TUM=Tumbes; UCA=Ucayali`,
	PL: `
		02=Dolnoslaskie; 04=Kujawsko-Pomorskie; 06=Lubelskie; 08=Lubuskie; 10=Lodzkie; 12=Malopolskie; 14=Mazowieckie;
		16=Opolskie; 18=Podkarpackie; 20=Podlaskie; 22=Pomorskie; 24=Slaskie; 26=Swietokrzyskie; 28=Warminsko-Mazurskie;
		30=Wielkopolskie; 32=Zachodniopomorskie`,
	PT: `
		01=Aveiro; 02=Beja; 03=Braga; 04=Bragança; 05=Castelo Branco; 06=Coimbra; 07=Évora; 08=Faro; 09=Guarda; 10=Leiria;
		11=Lisboa; 12=Portalegre; 13=Porto; 14=Santarém; 15=Setúbal; 16=Viana do Castelo; 17=Vila Real; 18=Viseu; 20=Açores;
		30=Madeira`,
	SK: `
		BC=Banskobystrický; BL=Bratislavský; KI=Košický; NI=Nitriansky; PV=Prešovský; TA=Trnavský; TC=Trenčiansky; ZI=Žilinský`,
	TR: `
		01=Adana; 02=Adıyaman; 03=Afyonkarahisar; 04=Ağrı; 05=Amasya; 06=Ankara; 07=Antalya; 08=Artvin; 09=Aydın;
		10=Balıkesir; 11=Bilecik; 12=Bingöl; 13=Bitlis; 14=Bolu; 15=Burdur; 16=Bursa; 17=Çanakkale; 18=Çankırı; 19=Çorum;
		20=Denizli; 21=Diyarbakır; 22=Edirne; 23=Elazığ; 24=Erzincan; 25=Erzurum; 26=Eskişehir; 27=Gaziantep; 28=Giresun;
		29=Gümüşhane; 30=Hakkari; 31=Hatay; 32=Isparta; 33=Mersin; 34=İstanbul; 35=İzmir; 36=Kars; 37=Kastamonu; 38=Kayseri;
		39=Kırklareli; 40=Kırşehir; 41=Kocaeli; 42=Konya; 43=Kütahya; 44=Malatya; 45=Manisa; 46=Kahramanmaraş; 47=Mardin;
		48=Muğla; 49=Muş; 50=Nevşehir; 51=Niğde; 52=Ordu; 53=Rize; 54=Sakarya; 55=Samsun; 56=Siirt; 57=Sinop; 58=Sivas;
		59=Tekirdağ; 60=Tokat; 61=Trabzon; 62=Tunceli; 63=Şanlıurfa; 64=Uşak; 65=Van; 66=Yozgat; 67=Zonguldak; 68=Aksaray;
		69=Bayburt; 70=Karaman; 71=Kırıkkale; 72=Batman; 73=Şırnak; 74=Bartın; 75=Ardahan; 76=Iğdır; 77=Yalova; 78=Karabük;
		79=Kilis; 80=Osmaniye; 81=Düzce`,
	UA: `
		05=Vinnytska Oblast|Vinnytska; 07=Volynska Oblast|Volynska; 09=Luhanska Oblast|Luhanska;
		12=Dnipropetrovska Oblast|Dnipropetrovska; 14=Donetska Oblast|Donetska; 18=Zhytomyrska oblast|Zhytomyrska;
		21=Zakarpatska Oblast|Zakarpatska; 23=Zaporizka Oblast|Zaporizka; 26=Ivano-Frankivska Oblast|Ivano-Frankivska;
		30=Kyiv; 32=Kyivska Oblast|Kyivska; 35=Kirovohradska Oblast|Kirovohradska; 40=Sevastopol;
		43=Avtonomna Respublika Krym|Crimea; 46=Lvivska Oblast|Lvivska;
		48=Mykolaivska|Mykolaivska Oblast|Mykolayivska Oblast|Mykolayivska; 51=Odeska Oblast|Odeska;
		53=Poltavska Oblast|Poltavska; 56=Rivnenska Oblast|Rivnenska; 59=Sumska Oblast|Sumska;
		61=Ternopilska Oblast|Ternopilska; 63=Kharkivska Oblast|Kharkivska; 65=Khersonska Oblast|Khersonska;
		68=Khmelnytska Oblast|Khmelnytska; 71=Cherkaska Oblast|Cherkaska; 74=Chernihivska Oblast|Chernihivska;
		77=Chernivetska Oblast|Chernivetska`,
	ZA: `
		EC=Eastern Cape; FS=Free State; GP=Gauteng; KZN=KwaZulu-Natal; LP=Limpopo; MP=Mpumalanga; NC=Northern Cape;
		NW=North West; WC=Western Cape`,
};
