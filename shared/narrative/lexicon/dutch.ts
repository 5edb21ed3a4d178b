import { monthsOf } from '../../language/text.ts';
import { currencyTable, type Lexicon, wholeWords, wordSet } from './lexicon.ts';

const units = (
  'nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien ' +
  'zeventien achttien negentien'
).split(' ');
const tens = ' tien twintig dertig veertig vijftig zestig zeventig tachtig negentig'.split(' ');

function below100(value: number): string {
  if (value < 20) return units[value] ?? '';
  const unit = value % 10;
  const ten = tens[Math.floor(value / 10)] ?? '';
  if (unit === 0) return ten;
  const first = unit === 1 ? 'een' : (units[unit] ?? '');
  return `${first}${first.endsWith('e') ? 'ën' : 'en'}${ten}`;
}

/** "tweehonderdzes" is one word, up to 999 and for round thousands; "een" is an article, "één" a number. */
function numbers(): Map<string, number> {
  const words = new Map<string, number>();
  for (let value = 0; value < 100; value++) words.set(below100(value), value);
  words.set('eenentwintig', 21);
  for (let hundreds = 1; hundreds < 10; hundreds++) {
    const prefix = hundreds === 1 ? 'honderd' : `${units[hundreds]}honderd`;
    words.set(prefix, hundreds * 100);
    for (let rest = 1; rest < 100; rest++) {
      const tail = rest === 1 ? 'een' : below100(rest);
      words.set(prefix + tail, hundreds * 100 + rest);
      words.set(`${prefix}en${tail}`, hundreds * 100 + rest);
    }
  }
  for (let value = 2; value < 100; value++) words.set(`${below100(value)}duizend`, value * 1000);
  return words;
}

export const dutch: Lexicon = {
  months: monthsOf('nl-NL'),
  shortMonths: [
    'jan',
    'feb',
    'mrt',
    'apr',
    'jun',
    'jul',
    'aug',
    'sep',
    'sept',
    'okt',
    'nov',
    'dec',
  ],
  ambiguousMonths: [],
  ofDate: '',
  dayMark: '(?:st|d)e',
  group: '[.\\u00a0]',
  decimal: ',',
  scales: {
    honderd: 1e2,
    duizend: 1e3,
    k: 1e3,
    miljoen: 1e6,
    mln: 1e6,
    m: 1e6,
    miljard: 1e9,
    mld: 1e9,
    biljoen: 1e12,
  },
  percent: '%|procentpunt(?:en)?|procent',
  currencies: currencyTable({
    euro: 'EUR',
    pond: 'GBP',
    dollar: 'USD',
    dollars: 'USD',
    frank: 'CHF',
  }),
  numbers: numbers(),
  promise: wholeWords(
    'zal|zullen|gaat (?:zeker|vast)|garandeert|garanderen|gegarandeerd|belooft|beloven|beloofd|ongetwijfeld|' +
      'zeker weten|vast en zeker|onvermijdelijk|waarschijnlijk|zonder twijfel|zonder risico',
  ),
  quantity: wholeWords(
    'verdubbel\\p{L}*|verdrievoudig\\p{L}*|verviervoudig\\p{L}*|gehalveerd|halveer\\p{L}*|helft|dubbele?|drievoud\\p{L}*|' +
      'tientallen|honderden|duizenden|miljoenen|meerderheid|tweederde|twee derde',
  ),
  relativeDate: wholeWords(
    'vandaag|gisteren|eergisteren|morgen|(?:deze|vorige|afgelopen|volgende) (?:week|maand|kwartaal|zomer|herfst|winter)|' +
      '(?:dit|vorig|afgelopen|volgend) (?:jaar|kwartaal|voorjaar)|\\p{L}+ (?:uur|dagen|weken|maanden|jaar) geleden|onlangs',
  ),
  openers: wordSet(
    'eerdere aan achter actief al als alle bij binnen bovendien daar daarbij daarmee daarna dat de deze die dit door ' +
      'drie een eerder elk en er geen haar heeft het hier hun ik in is jaarrekening land maar meer meerdere men ' +
      'met na naar naast niemand niet nog nu of om omdat onder ondanks ook op over per sinds tegen terwijl te tot ' +
      'tussen twee uit uiteindelijke van vanaf veel verder via volgens voor vooral waar wanneer wat werd wie wordt ' +
      'zij zijn zo zonder',
  ),
  elision: null,
  nouns: new Set(),
};
