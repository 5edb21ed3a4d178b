/** What no sentence may contain, whatever the evidence says. */
import type { Language } from '../language/language.ts';
import { lexiconOf } from './lexicon/lexicons.ts';
import { hasHiddenCharacters } from './plain-text.ts';

/** Characters a sentence may have, in UTF-16 code units. */
export const maxSentenceLength = 400;

const markup =
  /[<>`*_[\]{}|\\^~]|^\s*#|^\s*(?:[-+•‣▪]|\d{1,2}[.)])\s|&(?:#x?[\da-f]+|[a-z]+\d*);|\p{Extended_Pictographic}\ufe0f?:/iu;
const address = /\b(?:https?|ftp|mailto|tel|javascript|data):|\bwww\.|@|\/\//iu;
/** A dot between two words with no space: `example.com`, also with other scripts' letters. */
const domainLike = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu;
const promise = new RegExp(
  "\\b(?:will|shall|won['’]t|going to|set to|bound to|certain to|sure to|likely to|unlikely to|" +
    'expected to|about to|ready to (?:buy|purchase|sign|switch)|guarantee[sd]?|guaranteed|' +
    'promis(?:e|es|ed|ing)|definitely|certainly|undoubtedly|doubtless|inevitabl[ey]|' +
    "no doubt|without (?:a )?doubt|risk[- ]free)\\b|['’]ll\\b",
  'iu',
);

export type MannersCode =
  | 'empty'
  | 'too-long'
  | 'hidden-characters'
  | 'markup'
  | 'url'
  | 'promise'
  | 'relative-date';

interface MannersFault {
  readonly code: MannersCode;
  readonly message: string;
}

/** @param allowedNames Lower-case names that look like addresses and are none (`node.js`). */
export function mannersFaults(
  text: string,
  allowedNames: ReadonlySet<string>,
  language: Language,
): MannersFault[] {
  const faults: MannersFault[] = [];
  const fault = (code: MannersCode, message: string) => faults.push({ code, message });
  if (text.trim() === '') fault('empty', 'The sentence is empty.');
  if (text.length > maxSentenceLength) {
    const allowed = `${maxSentenceLength} are allowed`;
    fault('too-long', `The sentence has ${text.length} characters; ${allowed}.`);
    // Reading all of it could take very long, and it is refused anyway.
    return faults;
  }
  if (hasHiddenCharacters(text)) {
    fault('hidden-characters', 'The sentence contains control or invisible characters.');
  }
  if (markup.test(text)) fault('markup', 'The sentence contains markup; plain prose is wanted.');
  const link = address.exec(text)?.[0] ?? foreignDomain(text, allowedNames);
  if (link) fault('url', `The sentence contains an address (“${link}”).`);
  const claim = promiseIn(text, language);
  if (claim) fault('promise', `“${claim}” promises or predicts; only what happened may be said.`);
  return faults;
}

/** The words by which text promises or predicts; null where it does neither. */
export function promiseIn(text: string, language: Language): string | null {
  // English stands in any text: headlines, and what a model falls back to.
  const own = lexiconOf(language)?.promise;
  return promise.exec(text)?.[0] ?? (own && text.match(own)?.[0]) ?? null;
}

function foreignDomain(text: string, allowedNames: ReadonlySet<string>): string | null {
  for (const [match] of text.matchAll(domainLike)) {
    if (!allowedNames.has(match.toLowerCase())) return match;
  }
  return null;
}
