/** Industries: the divisions of SIC 2007 and how loosely written industry names relate to them. */
import { table } from '../table.ts';

/**
 * Divisions of the UK Standard Industrial Classification 2007 with the words people use for them.
 * @see https://www.ons.gov.uk/methodology/classificationsandstandards/ukstandardindustrialclassificationofeconomicactivities/uksic2007
 */
const divisions = table<string>({
  '01': 'crop and animal production agriculture farming',
  '02': 'forestry logging',
  '03': 'fishing aquaculture',
  '05': 'coal mining',
  '06': 'crude petroleum natural gas extraction oil energy',
  '07': 'metal ores mining',
  '08': 'mining quarrying',
  '09': 'mining support services',
  '10': 'food products manufacturing food production',
  '11': 'beverages manufacturing food and beverages',
  '12': 'tobacco manufacturing',
  '13': 'textiles manufacturing',
  '14': 'clothing apparel fashion manufacturing',
  '15': 'leather manufacturing',
  '16': 'wood products manufacturing',
  '17': 'paper packaging manufacturing',
  '18': 'printing',
  '19': 'petroleum refining manufacturing oil energy',
  '20': 'chemicals manufacturing',
  '21': 'pharmaceuticals manufacturing pharma',
  '22': 'rubber plastics manufacturing',
  '23': 'glass ceramics cement building materials manufacturing',
  '24': 'metals steel manufacturing',
  '25': 'fabricated metal products manufacturing',
  '26': 'computer electronic optical products manufacturing hardware semiconductors',
  '27': 'electrical equipment manufacturing',
  '28': 'machinery robotics industrial automation manufacturing',
  '29': 'motor vehicles automotive manufacturing',
  '30': 'aerospace aviation shipbuilding railway manufacturing transport equipment',
  '31': 'furniture manufacturing',
  '32': 'medical devices jewellery toys sporting goods manufacturing',
  '33': 'machinery repair installation manufacturing',
  '35': 'electricity gas energy utilities renewables',
  '36': 'water utilities',
  '37': 'sewerage utilities',
  '38': 'waste recycling environmental services',
  '39': 'remediation environmental services',
  '41': 'construction of buildings property development',
  '42': 'civil engineering construction',
  '43': 'specialised construction building trades',
  '45': 'motor trade automotive retail wholesale',
  '46': 'wholesale distribution',
  '47': 'retail ecommerce',
  '49': 'land transport haulage logistics trucking railway',
  '50': 'water transport shipping maritime logistics',
  '51': 'air transport airlines aviation',
  '52': 'warehousing logistics supply chain',
  '53': 'postal courier delivery logistics',
  '55': 'accommodation hotels hospitality',
  '56': 'food service restaurants catering hospitality',
  '58': 'publishing software publishing',
  '59': 'film video television music production media production',
  '60': 'broadcasting media',
  '61': 'telecommunications telecoms',
  '62': 'computer programming consultancy software information technology IT services saas technology',
  '63': 'information services data processing hosting internet technology',
  '64': 'financial services banking fintech',
  '65': 'insurance pensions financial services',
  '66': 'financial services auxiliary investment management fintech',
  '68': 'real estate property',
  '69': 'legal accounting law practice professional services',
  '70': 'management consulting consultancy head offices professional services',
  '71': 'architecture engineering technical testing professional services',
  '72': 'scientific research development biotechnology biotech',
  '73': 'advertising market research marketing',
  '74': 'design photography translation professional services',
  '75': 'veterinary',
  '77': 'rental leasing',
  '78': 'employment recruitment staffing human resources',
  '79': 'travel agency tourism leisure',
  '80': 'security investigation',
  '81': 'facilities management cleaning landscaping',
  '82': 'office administration business support call centres events services outsourcing',
  '84': 'public administration defence government',
  '85': 'education training higher education e-learning',
  '86': 'human health hospital healthcare medical practice',
  '87': 'residential care healthcare',
  '88': 'social work care charity non-profit',
  '90': 'creative arts entertainment performing arts',
  '91': 'libraries museums culture',
  '92': 'gambling betting gaming casinos',
  '93': 'sports amusement recreation leisure fitness',
  '94': 'membership organisations non-profit associations',
  '95': 'computer and household goods repair',
  '96': 'personal services wellness beauty',
  '97': 'households as employers',
  '98': 'households producing for own use',
  '99': 'extraterritorial organisations',
});

/** Words that tell no industry from another. */
const fillers = new Set(
  'and of the for other activities activity services service industry industries sector products n.e.c nec not elsewhere classified business co'.split(
    ' ',
  ),
);

const tokenCache = new Map<string, readonly string[]>();
const divisionTokens = new Map(
  Object.entries(divisions).map(([code, words]) => [code, new Set(tokens(words))]),
);

/** An industry as evidence gives it: a SIC 2007 code, a name, or both. */
export interface KnownIndustry {
  readonly code: string | null;
  readonly name: string | null;
}

/**
 * Whether an industry is the wanted one. A wanted entry of digits is a SIC 2007 prefix (`62` holds
 * 62012). Anything else is a name: it matches when all its telling words stand in the known name, the
 * other way round, or in the words of the known code's division.
 */
export function industryMatches(wanted: string, known: KnownIndustry): boolean {
  if (/^\d{1,5}$/.test(wanted.trim())) {
    return known.code?.startsWith(wanted.trim()) ?? false;
  }
  const wantedTokens = cachedTokens(wanted);
  if (wantedTokens.length === 0) return false;
  if (known.name !== null) {
    const knownTokens = cachedTokens(known.name);
    if (knownTokens.length > 0) {
      if (wantedTokens.every((token) => knownTokens.includes(token))) return true;
      if (knownTokens.every((token) => wantedTokens.includes(token))) return true;
    }
  }
  const words = known.code === null ? undefined : divisionTokens.get(known.code.slice(0, 2));
  return words !== undefined && wantedTokens.every((token) => words.has(token));
}

/** Names recur by the thousand in one run; a bound keeps a long-lived process small. */
function cachedTokens(text: string): readonly string[] {
  const known = tokenCache.get(text);
  if (known) return known;
  if (tokenCache.size >= 2000) tokenCache.clear();
  const fresh = tokens(text);
  if (text.length <= 200) tokenCache.set(text, fresh);
  return fresh;
}

/** Telling words: lower case, without accents, plurals cut. `COMPUTER_SOFTWARE` gives computer, software. */
function tokens(text: string): string[] {
  const words = text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? [])
    .filter((word) => !fillers.has(word))
    .map((word) => (word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word));
}
