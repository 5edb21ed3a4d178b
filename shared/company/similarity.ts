/** How alike two company names are, and whether a domain carries a company's name. */

/** Legal forms, as the last words of a name. They say nothing about which company it is. */
const legalForms = new Set(
  (
    'ltd limited plc llp lp llc inc incorporated corp corporation co company cic cio gmbh mbh ag kg ' +
    'kgaa ug se ev ohg sa sas sarl sasu eurl sca nv bv bvba srl spa sl slu oy oyj ab as asa aps ' +
    'pty pte pvt private kk sro doo zrt kft sp zoo lda ltda cyf cyfyngedig ccc dac clg uc'
  ).split(' '),
);

/** Of these the ones that no UK company has: they speak for a company registered abroad. */
const foreignForms = new Set(
  (
    'inc incorporated corp corporation llc gmbh mbh ag kg kgaa se ohg sa sas sarl sasu eurl sca nv bv ' +
    'bvba srl spa oy oyj ab as asa aps pty pte kk sro doo kft ltda lda'
  ).split(' '),
);

/** Words that tell members of one group apart, so a difference in them is a different company. */
const qualifiers = new Set(
  (
    'group holding holdings international global worldwide uk gb us usa europe emea ireland scotland ' +
    'germany deutschland france services solutions ventures investments properties trading management'
  ).split(' '),
);

/** Words a company adds to its name to get a free domain. */
const domainPadding = new Set(
  'get try use go join my the we hq app io uk us group online global inc ltd co team hello'.split(
    ' ',
  ),
);

/** The words of a company name that carry it: folded, without legal form and leading article. */
export function nameTokens(name: string): string[] {
  const tokens = words(name);
  while (tokens.length > 1 && endsInLegalForm(tokens)) tokens.pop();
  while (tokens.length > 1 && tokens[0] === 'the') tokens.shift();
  return tokens;
}

/** Whether a name ends in a legal form that is none of the UK's: "Acme Corporation", "Acme GmbH & Co. KG". */
export function hasForeignForm(name: string): boolean {
  const tokens = words(name);
  const bare = nameTokens(name).length;
  const dropped = tokens.slice(tokens[0] === 'the' ? bare + 1 : bare);
  return (
    dropped.some((token) => foreignForms.has(token)) && !dropped.some((token) => ukForms.has(token))
  );
}

const ukForms = new Set(['ltd', 'limited', 'plc', 'llp', 'cic', 'cyf', 'cyfyngedig']);

function words(name: string): string[] {
  return (
    name
      .slice(0, 300)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/ß/g, 'ss')
      .replace(/ø/g, 'o')
      .replace(/ł/g, 'l')
      .replace(/\b(a)\/(s)\b/g, '$1$2')
      .replace(/&|\+/g, ' and ')
      .replace(/\b(public limited company|p\.? ?l\.? ?c)\b\.?/g, 'plc')
      // A company called after its domain is called without the ending too.
      .replace(/(?<=[\p{L}\p{N}])\.(com|co\.uk|net|org)\b/gu, '')
      // Dots and apostrophes join ("S.A.", "O'Brien"); everything else that is no letter separates.
      .replace(/[.'’`]/g, '')
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
      .split(' ')
      .filter((token) => token !== '')
  );
}

function endsInLegalForm(tokens: readonly string[]): boolean {
  const last = tokens.at(-1) ?? '';
  return legalForms.has(last) || last === 'and';
}

/**
 * 0–1. 1: the same but for legal form, case, accents and punctuation. At most .7 when the names
 * differ in a word such as "Holdings" or "UK": those are sister companies. Trading names given as
 * "X t/a Y" count by the better part.
 */
export function nameSimilarity(left: string, right: string): number {
  let best = 0;
  for (const a of tradingParts(left)) {
    for (const b of tradingParts(right)) best = Math.max(best, similarity(a, b));
  }
  return best;
}

function tradingParts(name: string): string[] {
  return name.split(/\bt\/a\b|\btrading as\b/i).filter((part) => part.trim() !== '');
}

function similarity(left: string, right: string): number {
  const a = nameTokens(left);
  const b = nameTokens(right);
  if (a.length === 0 || b.length === 0) return 0;
  if (a.join(' ') === b.join(' ')) return 1;
  if (a.join('') === b.join('')) return 0.97;
  const coreA = a.filter((token) => !qualifiers.has(token));
  const coreB = b.filter((token) => !qualifiers.has(token));
  if (coreA.length > 0 && coreA.join('') === coreB.join('')) return 0.7;
  return dice(a, b) * 0.95;
}

/** Twice the shared words over all words; a shared word may have a small misspelling. */
function dice(a: readonly string[], b: readonly string[]): number {
  const free = [...b];
  let shared = 0;
  for (const token of a) {
    const closeness = free.map((other) => tokenCloseness(token, other));
    const best = Math.max(0, ...closeness);
    if (best === 0) continue;
    shared += best;
    free.splice(closeness.indexOf(best), 1);
  }
  return (2 * shared) / (a.length + b.length);
}

/** Short words are never "nearly" the same, nor are words with different initials (Bright, Wright). */
function tokenCloseness(a: string, b: string): number {
  if (a === b) return 1;
  if (Math.min(a.length, b.length) < 6 || a[0] !== b[0]) return 0;
  return editDistanceAtMostOne(a, b) ? 0.9 : 0;
}

/** Whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`. */
function editDistanceAtMostOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** Whether a short name is the first letters of a longer one: KFC of Kentucky Fried Chicken. */
export function isInitialsOf(short: string, name: string): boolean {
  const tokens = nameTokens(name);
  const letters = nameTokens(short).join('');
  return tokens.length >= 3 && letters === tokens.map((token) => token[0]).join('');
}

export type BrandAgreement = 'exact' | 'near' | 'none';

/**
 * Whether a registrable domain carries the company's name: `exact` when its label is the whole name,
 * `near` when it is the name but for words such as "Group" or "get", or the name's first word.
 */
export function brandInDomain(name: string, domain: string): BrandAgreement {
  const label = (domain.split('.')[0] ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const tokens = nameTokens(name);
  const compact = tokens.join('');
  if (label.length < 2 || compact === '') return 'none';
  if (label === compact) return 'exact';
  const core = tokens.filter((token) => !qualifiers.has(token));
  const coreCompact = core.join('');
  if (coreCompact.length >= 3) {
    if (label === coreCompact) return 'near';
    if (label.startsWith(coreCompact) && domainPadding.has(label.slice(coreCompact.length))) {
      return 'near';
    }
    if (label.endsWith(coreCompact) && domainPadding.has(label.slice(0, -coreCompact.length))) {
      return 'near';
    }
  }
  const first = core[0] ?? '';
  return first.length >= 4 && label === first ? 'near' : 'none';
}
