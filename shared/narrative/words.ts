/** Words as the gate compares them: case, accents, possessives and legal forms do not matter. */

const word = /[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}]*(?:[’'](?![sS](?![\p{L}\p{N}]))[\p{L}\p{M}]+)*/gu;
const marks = /\p{M}/gu;

/** Spellings of one legal form. */
const sameAs = new Map([
  ['limited', 'ltd'],
  ['incorporated', 'inc'],
  ['corporation', 'corp'],
  ['company', 'co'],
]);

/** Words of a text as written, with where each starts. Hyphens and possessives separate. */
export function wordsOf(text: string): { word: string; index: number }[] {
  const found: { word: string; index: number }[] = [];
  for (const match of text.matchAll(word)) found.push({ word: match[0], index: match.index });
  return found;
}

/** The form under which two spellings of a word are the same. */
export function normalizedWord(text: string): string {
  const folded = /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase()
    : text.normalize('NFKD').replaceAll('’', "'").replace(marks, '').toLowerCase();
  return sameAs.get(folded) ?? folded;
}

/**
 * Words a sentence may start with although they are capitalised and stand in no evidence: ordinary
 * words that name nothing.
 */
export const openers: ReadonlySet<string> = new Set(
  (
    'a about according account accounts across active activity additionally after also although ' +
    'an and another annual as at available based because before besides between both business but by ' +
    'charges company contact currently customer data despite during each employees engagement evidence ' +
    'every existing filed filings financial finally five following for form four from funding further ' +
    'furthermore given growth half has have having headcount hiring however if in incorporated ' +
    'insolvency it its job jobs last late latest listed located meanwhile meeting meetings more moreover ' +
    'most much multiple near nearly new news next no nobody not note notably now of on one open openings ' +
    'operating organisation organization other our out over overall overdue page pages people public ' +
    'published raised recent recently record records register registered registration replies reply ' +
    'reported revenue role roles senior several share shares she he since six so some source sources such ' +
    'team ten that the their them then there these they this those though three through thus to ' +
    'together two uncertain under unknown until up visits we website when where which while who with ' +
    'within without yet you your'
  ).split(' '),
);

/** Capitalised words that name no one and say nothing to check. */
export const neutral: ReadonlySet<string> = new Set(['i', 'crm']);
