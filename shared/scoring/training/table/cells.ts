/** What a cell of somebody's export says. */

/** What people and programs write where they know nothing. */
const blanks = new Set([
  '',
  '-',
  '--',
  '—',
  '–',
  '.',
  '?',
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  'undefined',
  '(blank)',
  '(null)',
  '[null]',
  '\\n',
  'not available',
  'not set',
  '(not set)',
  'missing',
]);

export function isBlank(cell: string): boolean {
  return cell.length <= 13 && blanks.has(cell.trim().toLowerCase());
}

const yes = new Set(['true', 'yes', 'y', 't', 'on', 'wahr', 'ja', 'oui', 'sí', 'si', 'vrai']);
const no = new Set(['false', 'no', 'n', 'f', 'off', 'falsch', 'nein', 'non', 'faux', 'nee']);

/** @returns null where the cell is neither yes nor no */
export function booleanOf(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : null;
}

export type Decimal = '.' | ',';

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const currency =
  /^(?:(?:us|a|c|au|ca|hk|nz|s)?[$€£¥₹₽₩₺]|(?:usd|eur|gbp|chf|jpy|cny|inr|aud|cad|sek|nok|dkk|pln|czk|huf)\b)|(?:[$€£¥₹₽₩₺]|(?:usd|eur|gbp|chf|jpy|cny|inr|aud|cad|sek|nok|dkk|pln|czk|huf|kr|zł))$/i;
const grouped = {
  '.': /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d{1,3}(?:,\d{2})*,\d{3}(?:\.\d+)?$/,
  ',': /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/,
} as const;
const decimalComma = /^\d*,\d+$/;
const factor: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  b: 1e9,
  bn: 1e9,
};

/**
 * A number as people write it: thousands separators, currencies, percent, brackets for minus, 1.2k.
 * @param decimal the column's decimal sign
 * @returns NaN where it is none
 */
export function numberOf(cell: string, decimal: Decimal): number {
  let text = cell.trim();
  if (plain.test(text) && (decimal === '.' || !text.includes('.'))) return Number(text);
  let sign = 1;
  if (/^\(.*\)$/.test(text)) {
    sign = -1;
    text = text.slice(1, -1).trim();
  }
  const minus = /^[-−–+]\s*/.exec(text);
  if (minus) {
    if (minus[0][0] !== '+') sign = -sign;
    text = text.slice(minus[0].length);
  }
  text = text.replace(currency, '').trim();
  const inner = /^[-−]\s*/.exec(text);
  if (inner) {
    sign = -sign;
    text = text.slice(inner[0].length);
  }
  let unit = 1;
  const percent = /\s*%$/.exec(text);
  if (percent) text = text.slice(0, -percent[0].length);
  const suffix = /^(.*\d)\s?(k|mm|mn|mio|m|bn|b)\.?$/i.exec(text);
  if (suffix) {
    text = suffix[1] ?? '';
    unit = factor[(suffix[2] ?? '').toLowerCase()] ?? 1;
  }
  text = text.replace(/(\d)[\s\u00a0\u202f'’](?=\d{3}(?:\D|$))/g, '$1');
  const value = digitsOf(text, decimal);
  return Number.isNaN(value) ? Number.NaN : sign * value * unit;
}

function digitsOf(text: string, decimal: Decimal): number {
  if (!/\d/.test(text)) return Number.NaN;
  if (grouped[decimal].test(text)) {
    const separator = decimal === '.' ? /,/g : /\./g;
    return Number(text.replace(separator, '').replace(',', '.'));
  }
  if (decimal === ',' && decimalComma.test(text)) return Number(text.replace(',', '.'));
  // "1.5" among decimal commas is still one and a half.
  return plain.test(text) ? Number(text) : Number.NaN;
}

/** The decimal sign by what the column's cells can only mean. */
export function decimalOf(cells: Iterable<string>): Decimal {
  let comma = 0;
  let point = 0;
  for (const cell of cells) {
    const digits = /\d[\d.,\s\u00a0\u202f'’]*/.exec(cell)?.[0].trim();
    if (!digits) continue;
    const lastComma = digits.lastIndexOf(',');
    const lastPoint = digits.lastIndexOf('.');
    if (lastComma >= 0 && lastPoint >= 0) {
      if (lastComma > lastPoint) comma++;
      else point++;
    } else if (lastComma >= 0) {
      const groups = digits.split(',');
      if (groups.length === 2 && groups[1]?.length !== 3) comma++;
      else if (groups.length > 2) point++;
    } else if (lastPoint >= 0) {
      const groups = digits.split('.');
      if (groups.length === 2 && groups[1]?.length !== 3) point++;
      else if (groups.length > 2) comma++;
    }
  }
  return comma > point ? ',' : '.';
}
