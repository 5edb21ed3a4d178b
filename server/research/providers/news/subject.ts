/** Whom a headline is about: what a company did stands behind its own name, and nobody else's. */
import { nameTokens } from '../../../../shared/company/similarity.ts';

/** A name with its words as they are written, and whether it can be mistaken for a common word. */
export interface KnownName {
  readonly words: readonly string[];
}

/** The names to look for: without legal form, each once. */
export function knownNames(names: readonly string[]): KnownName[] {
  const found = new Map<string, KnownName>();
  for (const name of names) {
    const words = nameTokens(name);
    const key = words.join(' ');
    if (key.length >= 3) found.set(key, { words });
  }
  return [...found.values()].sort((a, b) => b.words.length - a.words.length);
}

/** What may stand right before a company's name without being a part of another name. */
const introductions = new Set(
  (
    'startup start-up scaleup scale-up unicorn firm company group maker provider specialist platform ' +
    'developer manufacturer business agency consultancy supplier operator retailer giant leader brand ' +
    'fintech healthtech proptech edtech insurtech biotech medtech cleantech agritech saas ai robotics ' +
    'software tech technology cloud data security cybersecurity energy logistics analytics insurance ' +
    'uk us british english scottish welsh irish german french dutch swedish norwegian danish european ' +
    'american london manchester bristol leeds edinburgh berlin paris amsterdam dublin global family-owned ' +
    'exclusive breaking update news'
  ).split(' '),
);
/** Before the name these say that somebody else acts. */
const someoneElse =
  /(?:\b(?:rival|competitor|backer|investor|owner|customer|client|supplier|parent|founder|co-?founder|founders|alum(?:ni|nus)?|former|ex|from|of|with|at|by|for|against|over|to|in|on|and|or|like|behind|joins|leaves|acquires|buys|sues|backs|beats|appoints|via|than|versus|vs)|-)\s*$/i;
/** Behind the name these say that somebody else acts, or that it is a part of another name. */
const otherHolder =
  /^(?:['’]s?\s+(?:former|ex-|rivals?|competitors?|customers?|clients?|suppliers?|founders?|co-?founders?|owners?|investors?|parent|landlord|neighbou?rs?|union|workers|staff|employees)\b|[-–]?\s?(?:backed|owned|based|style|like|inspired|founded|powered|alum\w*|veterans?|rivals?|founders?|co-?founders?|investors?|competitors?|customers?|users?|fans|shareholders?|parent|owner)\b)/i;
/** Between a name and its verb: legal form, place in brackets, an aside between commas. */
const aside =
  /^(?:\s*,?\s*(?:ltd|limited|plc|inc|llc|llp|gmbh|ag|bv|sa|corp(?:oration)?|co|group)\b\.?)?(?:\s*\([^)]{1,40}\))?(?:\s*,\s[^,]{3,80},)?\s*[:–—-]?\s*/i;
/** A word that can only go on with the name: "Kestrel Holdings raises" is not Kestrel. */
const goesOn =
  /^(?:holdings?|capital|ventures|partners(?! (?:up )?with)|foundation|university|college|school|council|bank|hotels?|airlines?|airways|fc|united|city|rovers|county|park|road|street|house|hospital|trust|society|church|festival|records|films|studios|energy|health|media|properties|homes|foods|brewing|brewery|motors|aviation|pharma(?:ceuticals)?|therapeutics|resources|mining|minerals|gold|oil|group|uk|usa|international|solutions|systems|services|technologies|labs|logistics|consulting|wealth|finance|financial|insurance|security|networks|software|digital|global)\b/i;

/** What the company is said to have done, in the headline's words; null when it is not the one who acts. */
export function deedOf(
  headline: string,
  names: readonly KnownName[],
  isOwn: boolean,
): string | null {
  const text = tidied(headline);
  for (const { words } of names) {
    const found = place(text, words);
    if (!found) continue;
    const before = text.slice(0, found.start);
    const after = text.slice(found.end);
    if (!beginsHere(before) || otherHolder.test(after) || (!isOwn && goesOn.test(after.trim()))) {
      continue;
    }
    return after.replace(aside, '');
  }
  // On its own site a company is not named in every line.
  return isOwn ? ownDeed(text, names) : null;
}

/** GDELT puts spaces around signs: "$ 10 million , led by". Site names at the end go. */
function tidied(headline: string): string {
  return headline
    .replace(/\s+/g, ' ')
    .replace(/([$£€])\s+(?=\d)/g, '$1')
    .replace(/(\d)\s([.,])\s(?=\d)/g, '$1$2')
    .replace(/\s+([,.;:!?%)])/g, '$1')
    .replace(/\(\s+/g, '(')
    .replace(/\s(['’])\s?s\b/g, '$1s')
    .replace(/\s[|•·]\s[^|•·]{2,40}$/, '')
    .trim();
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where the name stands as words of its own, written as a name. */
function place(text: string, words: readonly string[]): Place | null {
  const between = String.raw`[\s.&+'’-]{0,3}(?:and\s)?`;
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${words.map(escaped).join(between)}(?![\p{L}\p{N}])`,
    'iu',
  );
  const folded = text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  // Folding may change lengths only where letters were composed; then the place cannot be trusted.
  const match = pattern.exec(folded.length === text.length ? folded : text);
  if (!match) return null;
  const written = text.slice(match.index, match.index + match[0].length);
  // A common word in the middle of a sentence is no name.
  if (!/^[\p{Lu}\p{N}]/u.test(written) && !/\p{Lu}/u.test(written)) return null;
  return { start: match.index, end: match.index + match[0].length };
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function beginsHere(before: string): boolean {
  const rest = before.trim();
  if (rest === '' || /[:–—|]$/.test(rest)) return true;
  if (someoneElse.test(before)) return false;
  const last = rest.split(' ').at(-1)?.toLowerCase() ?? '';
  // "Leeds-based", "AI-powered": a description of the company that follows.
  return introductions.has(last) || /-(?:based|powered|backed|headquartered|focused)$/.test(last);
}

/** "We’ve raised …", "Introducing …", "Announcing our Series A". */
function ownDeed(text: string, names: readonly KnownName[]): string | null {
  const we = /^(?:we(?:['’](?:ve|re))?|our team)\s+(?:have\s|are\s)?(.*)$/i.exec(text);
  if (we?.[1]) return we[1];
  const announcing =
    /^(?:introducing|announcing|now available:?|launching|unveiling)\s+(?:our\s|the\s)?(.*)$/i.exec(
      text,
    );
  if (announcing?.[1]) {
    const what = announcing[1];
    if (/\b(?:series [A-H]|seed|funding|financing)\b/i.test(what))
      return `announced ${what} funding`;
    if (/\bpartnership|collaboration\b/i.test(what)) return `announced ${what}`;
    // What is introduced on its own site is its own.
    return `launched ${what} product`;
  }
  const mentioned = names.some(({ words }) => place(text, words) !== null);
  // A bare verb at the beginning has the site's owner for its subject.
  return mentioned || !/^(?:opening|raising|partnering|expanding|acquiring)\b/i.test(text)
    ? null
    : text;
}
