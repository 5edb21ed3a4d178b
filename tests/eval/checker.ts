/**
 * A second opinion on what is shown. It shares no code with the gate and goes the other way round: the gate
 * reads what a sentence claims and looks for it in the evidence, this strikes out of the sentence all that the
 * evidence can be written as, and takes offence at every digit, month, number word and name that is left.
 */
import type { Evidence } from '../../shared/evidence/evidence.ts';
import type { Language } from '../../shared/language/language.ts';
import { bareNumberWords, multipliers, ordinaryNouns } from './checker-words.ts';

export interface Unsupported {
  readonly kind: 'number' | 'date' | 'name' | 'evidence';
  readonly text: string;
}

const locales = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR', es: 'es-ES', nl: 'nl-NL' } as const;

/** Everything in a sentence that the evidence it cites does not say. */
export function unsupportedIn(
  sentence: { readonly text: string; readonly evidenceIds: readonly string[] },
  evidence: readonly Evidence[],
  language: Language,
): Unsupported[] {
  const cited = evidence.filter(({ id }) => sentence.evidenceIds.includes(id));
  if (cited.length === 0 || sentence.evidenceIds.some((id) => !cited.some((e) => e.id === id))) {
    return [{ kind: 'evidence', text: sentence.evidenceIds.join(', ') }];
  }
  const found: Unsupported[] = [];
  let left = flat(withoutQuotedHeadlines(sentence.text, cited));
  for (const written of datesOf(cited, language)) left = left.replaceAll(written, ' ');
  for (const [match] of left.matchAll(monthPattern(language)))
    if (!isNamed(match, cited)) found.push({ kind: 'date', text: match });
  left = left.replace(monthPattern(language), ' ');
  const figures = figuresOf(cited);
  for (const { text, value } of figuresIn(left, language)) {
    if (!figures.has(value)) found.push({ kind: 'number', text });
  }
  for (const { text, value } of bareNumberWords(left, language)) {
    if (!figures.has(value)) found.push({ kind: 'number', text });
  }
  for (const name of namesIn(left, language)) {
    if (!isSaid(name, cited, language)) found.push({ kind: 'name', text: name });
  }
  return found;
}

/** A headline between quotation marks is its publisher's. */
function withoutQuotedHeadlines(text: string, cited: readonly Evidence[]): string {
  let left = text;
  for (const item of cited) {
    if (item.kind !== 'announcement') continue;
    const title = item.value.title.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
    for (const [open, close] of ['“”', '„“', '«»'] as const) {
      for (const gap of ['', '\u00a0', '\u202f']) {
        left = left.replace(`${open}${gap}${title}${gap}${close}`, ' ');
      }
    }
  }
  return left;
}

/** Every way in which the language writes a date of the evidence, the longest first. */
function datesOf(cited: readonly Evidence[], language: Language): string[] {
  const written = new Set<string>();
  for (const [day] of JSON.stringify(cited).matchAll(/\d{4}-\d{2}-\d{2}/g)) {
    const time = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(time.getTime())) continue;
    for (const options of [
      { day: 'numeric', month: 'long', year: 'numeric' },
      { month: 'long', year: 'numeric' },
      { day: 'numeric', month: 'long' },
      { day: '2-digit', month: '2-digit', year: 'numeric' },
    ] as const) {
      const format = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
      written.add(flat(format.format(time)));
    }
    written.add(day);
  }
  return [...written].sort((a, b) => b.length - a.length);
}

/** A month without a day can be somebody's name. */
function isNamed(month: string, cited: readonly Evidence[]): boolean {
  return !/\d/.test(month) && JSON.stringify(cited).includes(month);
}

function monthPattern(language: Language): RegExp {
  const format = new Intl.DateTimeFormat(locales[language], { month: 'long', timeZone: 'UTC' });
  const names = Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2026, month, 9)));
  // "may" and "mars" are ordinary words unless a number stands beside them.
  const plain = names.filter((name) => !['May', 'March', 'mars', 'mai'].includes(name)).join('|');
  return new RegExp(
    `(?<!\\p{L})(?:${plain})(?!\\p{L})|\\d+\\.? (?:${names.join('|')})(?!\\p{L})`,
    'giu',
  );
}

/** Every figure of the evidence, by value: of its typed values, and of digits in any text of it. */
function figuresOf(cited: readonly Evidence[]): Set<number> {
  const figures = new Set<number>();
  const visit = (value: unknown): void => {
    if (typeof value === 'number') figures.add(Math.abs(value));
    else if (typeof value === 'string') {
      for (const { value: figure } of figuresIn(flat(value), 'en')) figures.add(figure);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value)) {
        // "publishedLast30Days" says something of thirty days.
        if (part !== null) for (const [digits] of key.matchAll(/\d+/g)) figures.add(Number(digits));
        visit(part);
      }
    }
  };
  for (const { value, text, observedAt, source } of cited) {
    visit([value, text, observedAt.slice(0, 10).replaceAll('-', ' '), source.label]);
  }
  return figures;
}

/** Runs of digits with the separators of the language, multiplied by a word that follows. */
function figuresIn(text: string, language: Language): { text: string; value: number }[] {
  const english = language === 'en';
  return [...text.matchAll(/\d(?:[\d.,]*\d)?(?: \d{3}(?!\d))*/gu)].map((match) => {
    const [written] = match;
    const grouped = written.replaceAll(' ', '');
    const plain = english
      ? grouped.replace(/,(?=\d{3}(?!\d))/g, '')
      : grouped.replace(/\.(?=\d{3}(?!\d))/g, '').replace(',', '.');
    const after = /^\s?(\p{L}+)/u.exec(text.slice(match.index + written.length))?.[1] ?? '';
    const times = multipliers[language][after.toLowerCase()] ?? 1;
    return { text: written, value: Number((Number(plain) * times).toPrecision(12)) };
  });
}

/** Words with a capital letter or of a script without any, the first of a sentence left out. */
function namesIn(text: string, language: Language): string[] {
  const names: string[] = [];
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)) {
    const [word] = match;
    const isCapital = /^[\p{Lu}\p{Lt}\p{Lo}]/u.test(word);
    const before = text.slice(0, match.index).trimEnd();
    const isFirst = before === '' || /[.!?:;]["”»“]?$/.test(before);
    if (!isCapital || isFirst || word === 'CRM') continue;
    if (language === 'de' && ordinaryNouns.has(word)) continue;
    names.push(word);
  }
  return names;
}

function isSaid(name: string, cited: readonly Evidence[], language: Language): boolean {
  const said = flat(JSON.stringify(cited)).toLowerCase();
  if (said.includes(name.toLowerCase())) return true;
  const countries = new Intl.DisplayNames([locales[language]], {
    type: 'region',
    fallback: 'none',
  });
  return [...JSON.stringify(cited).matchAll(/"([A-Z]{2})"/g)].some(([, code]) =>
    (countries.of(code ?? '') ?? '').includes(name),
  );
}

function flat(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, ' ');
}
