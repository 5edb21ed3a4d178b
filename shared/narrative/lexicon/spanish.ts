import { monthsOf } from '../../language/text.ts';
import { currencyTable, type Lexicon, wholeWords, wordSet } from './lexicon.ts';

const small = (
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis ' +
  'diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis ' +
  'veintisiete veintiocho veintinueve'
).split(' ');
const tens = [
  '',
  '',
  '',
  'treinta',
  'cuarenta',
  'cincuenta',
  'sesenta',
  'setenta',
  'ochenta',
  'noventa',
];
const hundreds =
  ' ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(
    ' ',
  );

function below100(value: number): string {
  if (value < 30) return small[value] ?? '';
  const ten = tens[Math.floor(value / 10)] ?? '';
  const unit = value % 10;
  return unit === 0 ? ten : `${ten} y ${small[unit]}`;
}

function numbers(): Map<string, number> {
  const words = new Map<string, number>();
  for (let value = 0; value < 100; value++) {
    // "uno" is a pronoun; "veintiún", "treinta y un" and the feminine forms count like the others.
    if (value === 1) continue;
    const word = below100(value);
    words.set(word, value);
    if (word.endsWith('uno')) {
      words.set(value === 21 ? 'veintiún' : word.slice(0, -1), value);
      words.set(`${word.slice(0, -1)}a`, value);
    }
  }
  words.set('cien', 100);
  for (let count = 1; count < 10; count++) {
    const stem = hundreds[count] ?? '';
    for (const prefix of count === 1 ? [stem] : [stem, stem.replace(/os$/, 'as')]) {
      words.set(prefix, count * 100);
      for (let rest = 1; rest < 100; rest++) {
        words.set(`${prefix} ${below100(rest)}`, count * 100 + rest);
      }
    }
  }
  return words;
}

export const spanish: Lexicon = {
  months: monthsOf('es-ES'),
  shortMonths: [
    'ene',
    'feb',
    'mar',
    'abr',
    'jun',
    'jul',
    'ago',
    'sept',
    'set',
    'setiembre',
    'oct',
    'nov',
    'dic',
  ],
  ambiguousMonths: [],
  ofDate: 'de(?:l año)?',
  dayMark: '[º.]',
  group: '[ .\\u00a0\\u202f]',
  decimal: ',',
  scales: {
    mil: 1e3,
    k: 1e3,
    millón: 1e6,
    millon: 1e6,
    millones: 1e6,
    m: 1e6,
    'mil millones': 1e9,
    billón: 1e12,
    billones: 1e12,
  },
  percent: '%|por\\s?ciento|puntos? porcentual(?:es)?',
  currencies: currencyTable({
    euro: 'EUR',
    euros: 'EUR',
    libra: 'GBP',
    libras: 'GBP',
    dólar: 'USD',
    dólares: 'USD',
    francos: 'CHF',
  }),
  numbers: numbers(),
  promise: wholeWords(
    'va a|van a|será|serán|tendrá|tendrán|hará|harán|debería|deberían|podría|podrían|garantiza|garantizan|' +
      'garantizado|garantizada|promete|prometen|seguramente|sin duda|inevitablemente|probablemente|sin riesgo',
  ),
  quantity: wholeWords(
    'dobl(?:e|ó|a|an|ado|aron)|duplic\\p{L}+|triplic\\p{L}+|cuadruplic\\p{L}+|mitad|docenas?|decenas|centenares|' +
      'cientos|miles|dos tercios|mayoría|triple',
  ),
  relativeDate: wholeWords(
    'hoy|ayer|anteayer|mañana|(?:esta|la) semana(?: pasada| próxima)?|(?:este|el) (?:mes|trimestre|año)(?: pasado| próximo)|' +
      'hace \\p{L}+ (?:horas?|días?|semanas?|mes(?:es)?|años?)|recientemente',
  ),
  openers: wordSet(
    'insolvencia a además ahora al algunas algunos ante antes aún aunque bajo casi como con cuando cuentas dado de del ' +
      'desde después dos durante el ella ellos empresa en entre es esa ese esta está están estas este esto estos ' +
      'existe fue ha hace hacia han hasta hay la las le les lo los más mientras muchos nadie ni ningún ninguna no ' +
      'otra otro otros país para pero por porque que quien sector según ser si sin sobre solo son su sus también ' +
      'tanto tiene todas todos tras tres última último un una unas unos ya y',
  ),
  elision: null,
  nouns: new Set(),
};
