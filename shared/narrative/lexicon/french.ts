import { monthsOf } from '../../language/text.ts';
import { currencyTable, type Lexicon, wholeWords, wordSet } from './lexicon.ts';

const small =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize'.split(
    ' ',
  );
const tens = ['', 'dix', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante'];

/** Hyphens as spaces: "soixante et onze", "quatre vingt dix". */
function below100(value: number): string {
  if (value <= 16) return small[value] ?? '';
  if (value < 20) return `dix ${small[value - 10]}`;
  if (value < 70) {
    const ten = tens[Math.floor(value / 10)] ?? '';
    const unit = value % 10;
    return unit === 0 ? ten : unit === 1 ? `${ten} et un` : `${ten} ${small[unit]}`;
  }
  if (value < 80) return value === 71 ? 'soixante et onze' : `soixante ${below100(value - 60)}`;
  return value === 80 ? 'quatre vingts' : `quatre vingt ${below100(value - 80)}`;
}

function numbers(): Map<string, number> {
  const words = new Map<string, number>();
  // "un" is an article.
  for (let value = 0; value < 100; value++) if (value !== 1) words.set(below100(value), value);
  words.set('quatre vingt', 80);
  for (let hundreds = 1; hundreds < 10; hundreds++) {
    const prefix = hundreds === 1 ? 'cent' : `${small[hundreds]} cent`;
    words.set(hundreds === 1 ? 'cent' : `${prefix}s`, hundreds * 100);
    for (let rest = 1; rest < 100; rest++) {
      words.set(`${prefix} ${below100(rest)}`, hundreds * 100 + rest);
    }
  }
  return words;
}

export const french: Lexicon = {
  months: monthsOf('fr-FR'),
  shortMonths: ['janv', 'févr', 'avr', 'juil', 'sept', 'oct', 'nov', 'déc'],
  ambiguousMonths: ['mars', 'mai'],
  ofDate: '',
  dayMark: 'er',
  group: '[ .\\u00a0\\u202f]',
  decimal: ',',
  scales: {
    mille: 1e3,
    k: 1e3,
    million: 1e6,
    millions: 1e6,
    m: 1e6,
    milliard: 1e9,
    milliards: 1e9,
    md: 1e9,
    mds: 1e9,
    billion: 1e12,
    billions: 1e12,
  },
  percent: '%|pour\\s?cent|points? de pourcentage',
  currencies: currencyTable({
    euro: 'EUR',
    euros: 'EUR',
    livre: 'GBP',
    livres: 'GBP',
    dollar: 'USD',
    dollars: 'USD',
    francs: 'CHF',
  }),
  numbers: numbers(),
  promise: wholeWords(
    'va|vont|sera|seront|aura|auront|fera|feront|devrait|devraient|pourrait|pourraient|garanti|garantie|garantit|' +
      'promet|promettent|promis|certainement|sûrement|inévitablement|probablement|sans (?:aucun )?doute|sans risque',
  ),
  quantity: wholeWords(
    'doubl(?:e|é|ée|és|ées|ent|er)|tripl(?:e|é|ée|és|ées|ent|er)|quadrupl\\p{L}+|moitié|douzaines?|dizaines?|' +
      'centaines?|milliers?|deux tiers|majorité',
  ),
  relativeDate: wholeWords(
    "aujourd[’']hui|hier|avant-hier|demain|(?:cette|la) (?:semaine|année)(?: (?:dernière|prochaine|passée))?|" +
      "(?:ce|le) (?:mois|trimestre)(?: (?:dernier|prochain|passé))|l[’']an(?:née)? (?:dernier|dernière|prochain|prochaine)|" +
      'il y a \\p{L}+ (?:heures?|jours?|semaines?|mois|ans?)|récemment',
  ),
  openers: wordSet(
    'insolvabilité à au aucun aucune aux avec avant bien ce ces cet cette chez comme comptes d dans de depuis des deux ' +
      'dernier dernière donc du elle elles en enfin ensuite entre environ et être il ils jusqu l la le les leur ' +
      'leurs lors mais malgré moins même n ne ni nos notre nouveau nouvelle on ou où par parmi pas pays pendant ' +
      'personne plus plusieurs pour qu quatre que qui s sa sans selon ses si société son sont sous sur tous tout ' +
      'toute toutes trois un une vers voici y',
  ),
  elision: /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)[’'](?=\p{L})/iu,
  nouns: new Set(),
};
