/** Country names as people and systems write them → ISO 3166-1 alpha-2. */
import type { Language } from '../language/language.ts';
import { table } from '../table.ts';

const alpha = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What people write that the standard's English names do not cover. */
const aliases = table<string>({
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'england and wales': 'GB',
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  'republic of ireland': 'IE',
  eire: 'IE',
  deutschland: 'DE',
  osterreich: 'AT',
  schweiz: 'CH',
  suisse: 'CH',
  svizzera: 'CH',
  espana: 'ES',
  italia: 'IT',
  'the netherlands': 'NL',
  holland: 'NL',
  nederland: 'NL',
  belgie: 'BE',
  belgique: 'BE',
  sverige: 'SE',
  norge: 'NO',
  danmark: 'DK',
  suomi: 'FI',
  polska: 'PL',
  brasil: 'BR',
  'czech republic': 'CZ',
  'russian federation': 'RU',
  'south korea': 'KR',
  'republic of korea': 'KR',
  'hong kong': 'HK',
  turkey: 'TR',
  uae: 'AE',
  'viet nam': 'VN',
});

/** ISO 3166-1 alpha-3 codes seen in structured data of companies. */
const alpha3 = table<string>({
  GBR: 'GB',
  USA: 'US',
  IRL: 'IE',
  DEU: 'DE',
  FRA: 'FR',
  ESP: 'ES',
  ITA: 'IT',
  NLD: 'NL',
  BEL: 'BE',
  CHE: 'CH',
  AUT: 'AT',
  SWE: 'SE',
  NOR: 'NO',
  DNK: 'DK',
  FIN: 'FI',
  POL: 'PL',
  PRT: 'PT',
  CAN: 'CA',
  AUS: 'AU',
  NZL: 'NZ',
  IND: 'IN',
  SGP: 'SG',
  JPN: 'JP',
  CHN: 'CN',
  BRA: 'BR',
  ZAF: 'ZA',
});

/** Codes that the display names know but that name no single country of ISO 3166-1. */
const notCountries = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
  'XA',
  'XB',
  'UK',
  'SU',
  'YU',
  'DD',
  'FX',
  'ZR',
  'TP',
  'BU',
  'AN',
  'CS',
  'NT',
  'HV',
  'DY',
  'NH',
  'RH',
  'VD',
  'YD',
]);

const codeByName = new Map<string, string>();
const nameByCode = new Map<string, string>();
const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
for (const first of alpha) {
  for (const second of alpha) {
    const code = first + second;
    const name = notCountries.has(code) ? undefined : names.of(code);
    if (!name) continue;
    nameByCode.set(code, name);
    codeByName.set(folded(name), code);
  }
}
for (const [name, code] of Object.entries(aliases)) codeByName.set(name, code);

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

/**
 * The ISO 3166-1 alpha-2 code of a country name, an alpha-2 code or a common alpha-3 code; null when
 * the text names no country.
 */
export function countryCode(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '' || trimmed.length > 80) return null;
  const upper = trimmed.replace(/\./g, '').toUpperCase();
  if (upper.length === 2 && nameByCode.has(upper)) return upper;
  return (
    alpha3[upper] ?? codeByName.get(upper.toLowerCase()) ?? codeByName.get(folded(trimmed)) ?? null
  );
}

/** The name of a country code in a language, or the code itself when it is unknown. */
export function countryName(code: string, language: Language = 'en'): string {
  const upper = code.toUpperCase();
  const english = nameByCode.get(upper);
  if (english === undefined) return code;
  if (language === 'en') return english;
  let namer = namers.get(language);
  if (!namer) {
    namer = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    namers.set(language, namer);
  }
  return namer.of(upper) ?? english;
}

/** Made when first asked for: they are costly. */
const namers = new Map<Language, Intl.DisplayNames>();

/**
 * The country a place text ends in, such as "Leeds, United Kingdom" or "Remote - Germany"; null when
 * none is named. Two-letter parts are not read: "Berlin, DE" and "Wilmington, DE" look the same.
 */
export function countryInPlace(text: string | null | undefined): string | null {
  const parts = (text ?? '').slice(0, 200).split(/[,;/|()]|\s[-–—]\s/);
  for (const part of parts.reverse()) {
    const trimmed = part.trim();
    if (/^u\.?k\.?$/i.test(trimmed)) return 'GB';
    const code = trimmed.length > 2 ? countryCode(trimmed) : null;
    if (code) return code;
  }
  return null;
}
