/**
 * Pairs of a CRM record and an entry or a website, labelled by hand: the same company or not. All companies are
 * real. What is used of them is public and widely known: legal and former names, home towns and sites,
 * as the companies state them in annual reports and imprints and the registers list them. Numbers are
 * left out on purpose: a number decides alone, and this measures what is decided without one.
 *
 * "Same" means the company that the name stands for: a group's holding, its subsidiaries and its sisters
 * abroad are others.
 */

export const categories = {
  plain: 'one company under its own name; source: company pages, Companies House',
  'trading-name': 'a brand and the company behind it; source: imprints and terms of the sites',
  rebrand:
    'renamed companies under the old name; source: announcements of the change, name history',
  'holding-or-subsidiary': 'members of one group; source: lists of subsidiaries in annual reports',
  'country-twin': 'sister companies in other countries; source: imprints per country',
  'same-name': 'companies that share a name and nothing else; source: company pages of both',
  'wrong-domain': 'a record with an agency’s, parent’s or partner’s domain; source: the sites',
  website: 'a record and its own site under another spelling; source: the sites',
} as const;
export type Category = keyof typeof categories;

export interface RecordSide {
  readonly name: string;
  readonly domain: string | null;
  readonly city: string | null;
  readonly country: string | null;
}

export interface EntrySide {
  readonly legalName: string;
  readonly town: string | null;
  readonly previous: readonly string[];
}

export interface Pair {
  readonly category: Category;
  readonly same: boolean;
  readonly record: RecordSide;
  /** An entry of the UK register, or the names a website gives itself. */
  readonly other: EntrySide | { readonly site: readonly string[] };
}

/** `Name | domain | town | country`; what is left out is not in the record. */
function record(line: string): RecordSide {
  const [name = '', domain = '', city = '', country = ''] = line.split('|').map((s) => s.trim());
  return { name, domain: domain || null, city: city || null, country: country || null };
}

/** `LEGAL NAME | town | former name; former name`. */
function entry(line: string): EntrySide {
  const [legalName = '', town = '', previous = ''] = line.split('|').map((s) => s.trim());
  return {
    legalName,
    town: town || null,
    previous: previous === '' ? [] : previous.split(';').map((s) => s.trim()),
  };
}

/** A line is `record => entry`; `!=>` for another company. `site:` begins the names of a website. */
function pairs(category: Category, lines: string): Pair[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const same = !line.includes('!=>');
      const [left = '', right = ''] = line.split(/!?=>/).map((part) => part.trim());
      const other = right.startsWith('site:')
        ? {
            site: right
              .slice(5)
              .split(';')
              .map((name) => name.trim()),
          }
        : entry(right);
      return { category, same, record: record(left), other };
    });
}

export const allPairs: readonly Pair[] = [
  ...pairs(
    'plain',
    `
Tesco | tesco.com | Welwyn Garden City => TESCO PLC | Welwyn Garden City
Greggs | greggs.co.uk | Newcastle upon Tyne => GREGGS PLC | Newcastle upon Tyne
Gymshark | gymshark.com | Solihull => GYMSHARK LIMITED | Solihull
Revolut | revolut.com | London => REVOLUT LTD | London
Starling Bank | starlingbank.com | London => STARLING BANK LIMITED | London
Monzo | monzo.com | London => MONZO BANK LIMITED | London
BrewDog | brewdog.com | Ellon => BREWDOG PLC | Ellon
Softcat | softcat.com | Marlow => SOFTCAT PLC | Marlow
Computacenter | computacenter.com | Hatfield => COMPUTACENTER PLC | Hatfield
Rightmove | rightmove.co.uk | Milton Keynes => RIGHTMOVE PLC | Milton Keynes
Octopus Energy | octopus.energy | London => OCTOPUS ENERGY LIMITED | London
AO World | ao.com | Bolton => AO WORLD PLC | Bolton
JD Sports | jdsports.co.uk | Bury => JD SPORTS FASHION PLC | Bury
Next | next.co.uk | Leicester => NEXT PLC | Leicester
Halfords | halfords.com | Redditch => HALFORDS LIMITED | Redditch
B&Q | diy.com | Eastleigh => B & Q LIMITED | Eastleigh
Marks & Spencer | marksandspencer.com => MARKS AND SPENCER P.L.C. | London
WHSmith | whsmith.co.uk | Swindon => WH SMITH PLC | Swindon
Admiral Group | admiralgroup.co.uk | Cardiff => ADMIRAL GROUP PLC | Cardiff
Deloitte | deloitte.co.uk | London => DELOITTE LLP | London
KPMG LLP | kpmg.co.uk | London => KPMG LLP | London
Mott MacDonald | mottmac.com | Croydon => MOTT MACDONALD LIMITED | Croydon
Arm | arm.com | Cambridge => ARM LIMITED | Cambridge
Rolls-Royce plc | rolls-royce.com => ROLLS-ROYCE PLC | London
Jaguar Land Rover | jaguarlandrover.com | Coventry => JAGUAR LAND ROVER LIMITED | Coventry
Dyson | dyson.co.uk | Malmesbury => DYSON LIMITED | Malmesbury
Virgin Media | virginmedia.com => VIRGIN MEDIA LIMITED | Reading
easyJet | easyjet.com | Luton => EASYJET PLC | Luton
The Sage Group | sage.com | Newcastle upon Tyne => THE SAGE GROUP PLC. | Newcastle upon Tyne
Vodafone Group | vodafone.com | Newbury => VODAFONE GROUP PUBLIC LIMITED COMPANY | Newbury
Thames Water Utilities | thameswater.co.uk | Reading => THAMES WATER UTILITIES LIMITED | Reading
Severn Trent Water | stwater.co.uk | Coventry => SEVERN TRENT WATER LIMITED | Coventry
Anglian Water Services | anglianwater.co.uk | Huntingdon => ANGLIAN WATER SERVICES LIMITED | Huntingdon
Yorkshire Water Services | yorkshirewater.com | Bradford => YORKSHIRE WATER SERVICES LIMITED | Bradford
Games Workshop | games-workshop.com | Nottingham => GAMES WORKSHOP LIMITED | Nottingham
Ocado Group | ocadogroup.com | Hatfield => OCADO GROUP PLC | Hatfield
Wm Morrison Supermarkets | morrisons.com | Bradford => WM MORRISON SUPERMARKETS LIMITED | Bradford | WM MORRISON SUPERMARKETS PLC
Severn Trent | severntrent.com | Coventry => SEVERN TRENT PLC | Coventry
Wickes Building Supplies | wickes.co.uk | Watford => WICKES BUILDING SUPPLIES LIMITED | Watford
J D Wetherspoon | jdwetherspoon.com | Watford => J D WETHERSPOON PLC | Watford
McLaren Racing | mclaren.com | Woking => MCLAREN RACING LIMITED | Woking
Brompton Bicycle | brompton.com | Greenford => BROMPTON BICYCLE LIMITED | Greenford
Renishaw | renishaw.com | Wotton-under-Edge => RENISHAW P L C | Wotton-under-Edge
Kainos Software | kainos.com | Belfast => KAINOS SOFTWARE LIMITED | Belfast
`,
  ),
  ...pairs(
    'trading-name',
    `
Deliveroo | deliveroo.co.uk | London => ROOFOODS LTD | London
Confused.com | confused.com | Cardiff => INSPOP.COM LIMITED | Cardiff
Direct Line | directline.com => U K INSURANCE LIMITED
PwC | pwc.co.uk | London => PRICEWATERHOUSECOOPERS LLP | London
EY | ey.com | London => ERNST & YOUNG LLP | London
JCB | jcb.com | Uttoxeter => J.C. BAMFORD EXCAVATORS LIMITED | Uttoxeter
Clarks | clarks.co.uk | Street => C. & J. CLARK INTERNATIONAL LIMITED | Street
Waitrose | waitrose.com | Bracknell => WAITROSE LIMITED | Bracknell
Boots | boots.com | Nottingham => BOOTS UK LIMITED | Nottingham
Dunelm | dunelm.com | Leicester => DUNELM (SOFT FURNISHINGS) LTD | Leicester
Screwfix | screwfix.com | Yeovil => SCREWFIX DIRECT LIMITED | Yeovil
Arup | arup.com | London => OVE ARUP & PARTNERS LIMITED | London
KFC | kfc.co.uk | Woking => KENTUCKY FRIED CHICKEN (GREAT BRITAIN) LIMITED | Woking
Argos | argos.co.uk | Milton Keynes => ARGOS LIMITED | Milton Keynes
Morrisons | morrisons.com | Bradford => WM MORRISON SUPERMARKETS LIMITED | Bradford
Asda | asda.com | Leeds => ASDA STORES LIMITED | Leeds
O2 | o2.co.uk => TELEFONICA UK LIMITED
Jet2.com | jet2.com | Leeds => JET2.COM LIMITED | Leeds
`,
  ),
  ...pairs(
    'rebrand',
    `
TransferWise | transferwise.com | London => WISE PAYMENTS LIMITED | London | TRANSFERWISE LTD
Hermes Parcelnet | myhermes.co.uk | Leeds => EVRI LIMITED | Leeds | HERMES PARCELNET LIMITED
Standard Life Aberdeen | standardlifeaberdeen.com | Edinburgh => ABRDN PLC | Edinburgh | STANDARD LIFE ABERDEEN PLC
Everything Everywhere | everythingeverywhere.com => EE LIMITED | | EVERYTHING EVERYWHERE LIMITED
Norwich Union | norwichunion.com | London => AVIVA PLC | London | CGNU PLC; CGU PLC
Lidl UK | lidl.co.uk | London => LIDL GREAT BRITAIN LIMITED | London | LIDL LIMITED
CGNU | cgnu.com | London => AVIVA PLC | London | CGNU PLC
GlaxoSmithKline | gsk.com | London => GSK PLC | London | GLAXOSMITHKLINE PLC
Micro Focus International | microfocus.com | Newbury => MICRO FOCUS INTERNATIONAL LIMITED | Newbury | MICRO FOCUS INTERNATIONAL PLC
The Hut Group | thehutgroup.com | Manchester => THG PLC | Manchester | THE HUT GROUP LIMITED
Royal Dutch Shell | shell.com | London => SHELL PLC | London | ROYAL DUTCH SHELL PLC
Standard Life Aberdeen | standardlife.co.uk | Edinburgh !=> PHOENIX GROUP HOLDINGS PLC | London
Royal Mail | royalmail.com | London !=> INTERNATIONAL DISTRIBUTION SERVICES LIMITED | London | ROYAL MAIL PLC; INTERNATIONAL DISTRIBUTIONS SERVICES PLC
Hermes | hermes.com | Paris | FR !=> EVRI LIMITED | Leeds | HERMES PARCELNET LIMITED
Hermes GB | hermes.com | London !=> EVRI LIMITED | Leeds | HERMES PARCELNET LIMITED
Wise Music Group | wisemusic.com | London !=> WISE PAYMENTS LIMITED | London | TRANSFERWISE LTD
`,
  ),
  ...pairs(
    'holding-or-subsidiary',
    `
Tesco | tesco.com | Welwyn Garden City !=> TESCO STORES LIMITED | Welwyn Garden City
Tesco Bank | tescobank.com | Edinburgh !=> TESCO PLC | Welwyn Garden City
Halfords | halfords.com | Redditch !=> HALFORDS GROUP PLC | Redditch
Marks & Spencer | marksandspencer.com | London !=> MARKS AND SPENCER GROUP P.L.C. | London
Arm | arm.com | Cambridge !=> ARM HOLDINGS PLC | Cambridge
Dyson | dyson.co.uk | Malmesbury !=> DYSON TECHNOLOGY LIMITED | Malmesbury
Rolls-Royce plc | rolls-royce.com !=> ROLLS-ROYCE HOLDINGS PLC | London
Rolls-Royce | rolls-royce.com | Derby !=> ROLLS-ROYCE SUBMARINES LIMITED | Derby
easyJet | easyjet.com | Luton !=> EASYJET AIRLINE COMPANY LIMITED | Luton
Barclays Bank | barclays.co.uk | London !=> BARCLAYS PLC | London
Barclays Bank PLC | barclays.co.uk | London !=> BARCLAYS BANK UK PLC | London
HSBC | hsbc.com | London !=> HSBC UK BANK PLC | Birmingham
HSBC UK Bank | hsbc.co.uk | Birmingham !=> HSBC BANK PLC | London
HSBC Bank | hsbc.co.uk | London !=> HSBC HOLDINGS PLC | London
Lloyds Bank | lloydsbank.com | London !=> LLOYDS BANKING GROUP PLC | Edinburgh
NatWest Group | natwestgroup.com | Edinburgh !=> NATIONAL WESTMINSTER BANK PLC | London
Aviva | aviva.co.uk | London !=> AVIVA INSURANCE LIMITED | Perth
Aviva plc | aviva.com | London !=> AVIVA INVESTORS HOLDINGS LIMITED | London
BT Group | bt.com | London !=> BRITISH TELECOMMUNICATIONS PUBLIC LIMITED COMPANY | London
Openreach | openreach.com | London !=> BT GROUP PLC | London
Vodafone | vodafone.co.uk | Newbury !=> VODAFONE GROUP PUBLIC LIMITED COMPANY | Newbury
Severn Trent Water | stwater.co.uk | Coventry !=> SEVERN TRENT PLC | Coventry
Ocado Group | ocadogroup.com | Hatfield !=> OCADO RETAIL LIMITED | Hatfield
Ocado Retail | ocado.com | Hatfield !=> OCADO GROUP PLC | Hatfield
Admiral Insurance | admiral.com | Cardiff !=> ADMIRAL GROUP PLC | Cardiff
Virgin Media | virginmedia.com !=> VIRGIN MEDIA BUSINESS LIMITED | Reading
Kingfisher | kingfisher.com | London !=> B & Q LIMITED | Eastleigh
Games Workshop | games-workshop.com | Nottingham !=> GAMES WORKSHOP GROUP PLC | Nottingham
Kainos Group | kainos.com | Belfast !=> KAINOS SOFTWARE LIMITED | Belfast
Unilever | unilever.com | London !=> UNILEVER UK LIMITED | Leatherhead
Octopus Energy | octopus.energy | London !=> OCTOPUS ENERGY GROUP LIMITED | London
Octopus Investments | octopusinvestments.com | London !=> OCTOPUS ENERGY LIMITED | London
McLaren Racing | mclaren.com | Woking !=> MCLAREN AUTOMOTIVE LIMITED | Woking
Siemens Healthineers | siemens-healthineers.com !=> SIEMENS PLC
Siemens Energy | siemens-energy.com !=> SIEMENS PUBLIC LIMITED COMPANY
Phoenix Group | thephoenixgroup.com | London !=> STANDARD LIFE ASSURANCE LIMITED | Edinburgh
`,
  ),
  ...pairs(
    'country-twin',
    `
Microsoft Corporation | microsoft.com !=> MICROSOFT LIMITED | Reading
Microsoft | microsoft.com | Redmond | US !=> MICROSOFT LIMITED | Reading
Google LLC | google.com | Mountain View !=> GOOGLE UK LIMITED | London
Siemens AG | siemens.com !=> SIEMENS PUBLIC LIMITED COMPANY
Siemens | siemens.de | München | DE !=> SIEMENS PUBLIC LIMITED COMPANY
BASF SE | basf.com | Ludwigshafen !=> BASF PUBLIC LIMITED COMPANY
SAP SE | sap.com | Walldorf | DE !=> SAP (UK) LIMITED
Oracle Corporation | oracle.com | Austin | US !=> ORACLE CORPORATION UK LIMITED | Reading
International Business Machines Corporation | ibm.com | Armonk | US !=> IBM UNITED KINGDOM LIMITED
Nestlé S.A. | nestle.com | Vevey | CH !=> NESTLE UK LTD
Toyota Motor Corporation | toyota.com | | JP !=> TOYOTA (GB) PLC
Vodafone GmbH | vodafone.de | Düsseldorf !=> VODAFONE LIMITED | Newbury
Airbnb, Inc. | airbnb.com | San Francisco !=> AIRBNB UK LIMITED | London
Cisco Systems, Inc. | cisco.com !=> CISCO SYSTEMS LIMITED
Cisco | cisco.com | San Jose | US !=> CISCO SYSTEMS LIMITED
Adobe Inc. | adobe.com !=> ADOBE SYSTEMS EUROPE LIMITED
Banco Santander, S.A. | santander.com | Madrid | ES !=> SANTANDER UK PLC | London
Deloitte | deloitte.ie | Dublin | IE !=> DELOITTE LLP | London
KPMG | kpmg.de | Berlin | DE !=> KPMG LLP | London
Samsung Electronics Co., Ltd. | samsung.com | Suwon | KR !=> SAMSUNG ELECTRONICS (UK) LIMITED
Sony Group Corporation | sony.com | Tokyo | JP !=> SONY EUROPE LIMITED
Ford Motor Company | ford.com | Dearborn | US !=> FORD MOTOR COMPANY LIMITED
Ford Motor Company | ford.com !=> FORD MOTOR COMPANY LIMITED
Hitachi, Ltd. | hitachi.com | Tokyo | JP !=> HITACHI EUROPE LIMITED
Unisys Corporation | unisys.com !=> UNISYS LIMITED
Xerox Corporation | xerox.com !=> XEROX LIMITED
Kodak | kodak.com | Rochester | US !=> KODAK LIMITED
Henkel AG & Co. KGaA | henkel.com !=> HENKEL LIMITED
Bayer AG | bayer.com !=> BAYER PUBLIC LIMITED COMPANY
Philips | philips.nl | Amsterdam | NL !=> PHILIPS ELECTRONICS UK LIMITED
`,
  ),
  ...pairs(
    'same-name',
    `
Apple | apple.com | Cupertino | US !=> APPLE CORPS LIMITED | London
Sage Publications | sagepub.com | London !=> THE SAGE GROUP PLC. | Newcastle upon Tyne
Sage | sage.com | Newcastle upon Tyne !=> SAGE PUBLICATIONS LIMITED | London
Oracle | oracle.com | Austin | US !=> ORACLE POWER PLC | London
Compass | compass.com | New York | US !=> COMPASS GROUP PLC | Chertsey
United Airlines | united.com | Chicago | US !=> UNITED UTILITIES GROUP PLC | Warrington
Smith & Nephew | smith-nephew.com | Watford !=> WH SMITH PLC | Swindon
DS Smith | dssmith.com | London !=> SMITHS GROUP PLC | London
Lloyd's Register | lr.org | London !=> LLOYDS BANK PLC | London
Lloyds Pharmacy | lloydspharmacy.com | Coventry !=> LLOYDS BANK PLC | London
Virgin Atlantic | virginatlantic.com | Crawley !=> VIRGIN MEDIA LIMITED | Reading
Virgin Money | virginmoney.com !=> VIRGIN MEDIA LIMITED
Virgin Active | virginactive.co.uk | London !=> VIRGIN ATLANTIC AIRWAYS LIMITED | Crawley
easyHotel | easyhotel.com | London !=> EASYJET PLC | Luton
Rolls-Royce Motor Cars | rolls-roycemotorcars.com | Chichester !=> ROLLS-ROYCE PLC | London
Lotus Bakeries | lotusbakeries.com | Lembeke | BE !=> LOTUS CARS LIMITED | Norwich
Domino's Pizza Group | dominos.co.uk | Milton Keynes !=> DOMINO PRINTING SCIENCES PLC | Cambridge
Phoenix Contact | phoenixcontact.com | Blomberg | DE !=> PHOENIX GROUP HOLDINGS PLC | London
Admiral Taverns | admiraltaverns.co.uk | Chester !=> ADMIRAL GROUP PLC | Cardiff
British Gas | britishgas.co.uk | Windsor !=> BRITISH AIRWAYS PLC | Harmondsworth
National Grid | nationalgrid.com | London !=> NATIONAL EXPRESS LIMITED | Birmingham
Metro Bank | metrobankonline.co.uk | London !=> METRO AG
Hargreaves Lansdown | hl.co.uk | Bristol !=> HARGREAVES SERVICES PLC | Durham
Legal & General | legalandgeneral.com | London !=> GENERAL ELECTRIC UK HOLDINGS LTD
Mercury Systems | mrcy.com | Andover | US !=> MERCURY COMMUNICATIONS LIMITED
Monster Energy | monsterenergy.com | Corona | US !=> MONSTER WORLDWIDE LIMITED | London
Bell Canada | bell.ca | Montreal | CA !=> BELLWAY P.L.C. | Newcastle upon Tyne
`,
  ),
  ...pairs(
    'wrong-domain',
    `
Unilever | wpp.com !=> site: WPP
Nestlé | publicisgroupe.com !=> site: Publicis Groupe
Diageo | accenture.com !=> site: Accenture
Instagram | meta.com !=> site: Meta
GitHub | microsoft.com !=> site: Microsoft
LinkedIn | microsoft.com !=> site: Microsoft
B&Q | kingfisher.com !=> site: Kingfisher plc
Waitrose | johnlewis.com !=> site: John Lewis & Partners
Audi | volkswagen.com !=> site: Volkswagen
Argos | sainsburys.co.uk !=> site: Sainsbury's
YouTube | google.com !=> site: Google
Zara | hm.com !=> site: H&M
Tesco | linkedin.com !=> site: LinkedIn
Greggs | just-eat.co.uk !=> site: Just Eat
Siemens Energy | siemens.com !=> site: Siemens
`,
  ),
  ...pairs(
    'website',
    `
John Lewis | johnlewis.com => site: John Lewis & Partners
Sainsburys | sainsburys.co.uk => site: Sainsbury's
HubSpot, Inc. | hubspot.com => site: HubSpot
Weight Watchers | weightwatchers.com => site: WeightWatchers
Kentucky Fried Chicken | kfc.com => site: KFC
PricewaterhouseCoopers | pwc.com => site: PwC
IBM | ibm.com => site: IBM
Hewlett Packard Enterprise | hpe.com => site: HPE; Hewlett Packard Enterprise
L'Oréal | loreal.com => site: L'Oréal Groupe; L'Oréal
H & M | hm.com => site: H&M
Allianz SE | allianz.com => site: Allianz
Deutsche Telekom AG | telekom.com => site: Deutsche Telekom
Ørsted A/S | orsted.com => site: Ørsted
Salesforce.com | salesforce.com => site: Salesforce
TransferWise | transferwise.com => site: Wise
`,
  ),
];
