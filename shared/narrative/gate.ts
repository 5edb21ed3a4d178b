/**
 * The gate every summary passes before anybody reads it. A sentence may say only what stands in the
 * evidence it cites; who wrote it does not matter.
 */
import type { Evidence } from '../evidence/evidence.ts';
import { defaultLanguage, type Language } from '../language/language.ts';
import { dateClaims } from './date-claims.ts';
import { type Claims, foreignClaims } from './foreign-claims.ts';
import { type Grounds, groundsOf, headlineKey, supportsDate, supportsNumber } from './grounds.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import { lexiconOf } from './lexicon/lexicons.ts';
import { type MannersCode, mannersFaults, maxSentenceLength } from './manners.ts';
import { digitClaims, type NumberClaim, wordClaims } from './numbers.ts';
import { isPlainHost } from './plain-text.ts';
import { neutral, normalizedWord, openers, wordsOf } from './words.ts';

interface GatedSentence {
  readonly text: string;
  readonly evidenceIds: readonly string[];
}

export type GateFaultCode =
  | MannersCode
  | 'sentence-count'
  | 'no-evidence'
  | 'unknown-evidence'
  | 'number'
  | 'percentage'
  | 'amount'
  | 'date'
  | 'quantity'
  | 'name';

export interface GateFault {
  /** Index of the sentence; −1 for the summary as a whole. */
  readonly sentence: number;
  readonly code: GateFaultCode;
  /** A sentence that tells a writer what to correct. */
  readonly message: string;
}

export type GateResult =
  | { readonly ok: true; readonly sentences: { text: string; evidenceIds: string[] }[] }
  | { readonly ok: false; readonly faults: GateFault[] };

/** Words that state an amount or a change without a number; they must stand in the evidence themselves. */
const quantities =
  /\b(?:doubl(?:e|ed|es|ing)|tripl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing)|halv(?:e|ed|es|ing)|half|twice|thrice|dozens?|hundreds|thousands|millions|billions|majority|two-thirds|tenfold|twofold)\b/giu;
const relativeDates =
  /\b(?:today|yesterday|tomorrow|tonight|(?:this|last|next|past) (?:week|month|quarter|year|spring|summer|autumn|fall|winter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:days?|weeks?|months?|years?|hours?) ago)\b/giu;
/** What may stand between the end of one sentence and the first word of the next. */
const sentenceStart = /(?:^|[.!?…:;]["'”’)]*\s)[\s"'“‘(]*$/u;
const checkedWord = /[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u;

/**
 * Checks a summary against the evidence: two or three sentences (one where there is only one piece
 * of evidence); each cites evidence that exists; every number, amount, percentage, date and
 * capitalised name stands in the evidence cited by that very sentence; no address, no markup, no
 * invisible characters, no promise. Nothing is repaired: a faulty summary is refused with every
 * fault found.
 *
 * Capitalised words at the start of a sentence are excused when they are ordinary words, and so are
 * ordinary German nouns anywhere. A number is read as its language writes it: "1.234" in German is a
 * thousand and more.
 */
export function gateSummary(
  candidate: {
    readonly sentences: readonly {
      readonly text: string;
      readonly evidenceIds: readonly string[];
    }[];
  },
  evidence: readonly Evidence[],
  language: Language = defaultLanguage,
): GateResult {
  const byId = new Map(evidence.map((item) => [item.id, item]));
  const { sentences } = candidate;
  const minimum = byId.size > 1 ? 2 : 1;
  const faults: GateFault[] = [];
  if (sentences.length < minimum || sentences.length > 3) {
    faults.push({
      sentence: -1,
      code: 'sentence-count',
      message: `The summary has ${sentences.length} sentences; ${minimum} to 3 are wanted.`,
    });
  }
  sentences.forEach((sentence, index) => {
    for (const fault of sentenceFaults(sentence, byId, language)) {
      faults.push({ sentence: index, ...fault });
    }
  });
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    sentences: sentences.map(({ text, evidenceIds }) => ({
      text: text.trim(),
      evidenceIds: [...new Set(evidenceIds)],
    })),
  };
}

type Fault = Omit<GateFault, 'sentence'>;

/** Every fault of one sentence. */
function sentenceFaults(
  { text, evidenceIds }: GatedSentence,
  byId: ReadonlyMap<string, Evidence>,
  language: Language,
): Fault[] {
  const cited: Evidence[] = [];
  const faults: Fault[] = [];
  if (evidenceIds.length === 0) {
    faults.push({ code: 'no-evidence', message: 'The sentence cites no evidence.' });
  }
  for (const id of new Set(evidenceIds)) {
    const item = byId.get(id);
    if (item) cited.push(item);
    else faults.push({ code: 'unknown-evidence', message: `There is no evidence “${id}”.` });
  }
  faults.push(...mannersFaults(text, dottedNames(cited), language));
  if (text.length > maxSentenceLength) return faults;
  faults.push(...claimFaults(text.normalize('NFKC'), groundsOf(cited, language), language));
  return faults;
}

function claimFaults(text: string, grounds: Grounds, language: Language): Fault[] {
  const faults: Fault[] = [];
  const own = withoutQuotes(text, grounds.headlines);
  const lexicon = lexiconOf(language);
  const claims = lexicon ? foreignClaims(own, lexicon) : englishClaims(own);
  for (const claim of claims.dates) {
    if (!supportsDate(grounds, claim)) {
      faults.push({
        code: 'date',
        message: `The date “${claim.text}” is not in the cited evidence.`,
      });
    }
  }
  for (const claim of claims.numbers) {
    if (!supportsNumber(grounds, claim)) faults.push(numberFault(claim));
  }
  for (const [match] of own.matchAll(lexicon?.quantity ?? quantities)) {
    if (!grounds.text.includes(match.toLowerCase())) {
      faults.push({ code: 'quantity', message: `“${match}” is not said in the cited evidence.` });
    }
  }
  for (const [match] of own.matchAll(lexicon?.relativeDate ?? relativeDates)) {
    if (!grounds.text.includes(match.toLowerCase())) {
      faults.push({ code: 'relative-date', message: `“${match}” has no date; give the date.` });
    }
  }
  faults.push(...nameFaults(claims.rest, text, grounds, lexicon));
  return faults;
}

/**
 * The text with quoted headlines blanked out: what stands between quotation marks exactly as somebody
 * published it is theirs, not ours. A quote of anything else is read like all other text.
 */
function withoutQuotes(text: string, headlines: ReadonlySet<string>): string {
  if (headlines.size === 0) return text;
  return text.replace(/[“„«]([^“”„«»]+)[“”»]/gu, (quote, inner: string) =>
    headlines.has(headlineKey(inner)) ? ' '.repeat(quote.length) : quote,
  );
}

function numberFault({ text, unit }: NumberClaim): Fault {
  if (unit === 'percent') {
    return {
      code: 'percentage',
      message: `The percentage “${text}” is not in the cited evidence.`,
    };
  }
  if (unit === 'plain') {
    return { code: 'number', message: `The number “${text}” is not in the cited evidence.` };
  }
  return { code: 'amount', message: `The amount “${text}” is not in the cited evidence.` };
}

function englishClaims(text: string): Claims {
  const dates = dateClaims(text);
  const inDigits = digitClaims(dates.rest);
  const inWords = wordClaims(inDigits.rest);
  return {
    dates: dates.claims,
    numbers: [...inDigits.claims, ...inWords.claims],
    rest: inWords.rest,
  };
}

/** @param rest The text with dates and numbers blanked out, so that positions still agree. */
function nameFaults(
  rest: string,
  text: string,
  grounds: Grounds,
  lexicon: Lexicon | null,
): Fault[] {
  const excused = lexicon?.openers ?? openers;
  const faults: Fault[] = [];
  for (const { word: written, index } of wordsOf(rest)) {
    // "L’usine" is an article and a word, "d’Acme" a preposition and a name.
    const word = lexicon?.elision ? written.replace(lexicon.elision, '') : written;
    if (!checkedWord.test(word)) continue;
    const normalized = normalizedWord(word);
    if (grounds.words.has(normalized) || neutral.has(normalized)) continue;
    if (lexicon?.nouns.has(word.toLowerCase())) continue;
    if (excused.has(word.toLowerCase()) && sentenceStart.test(text.slice(0, index))) continue;
    faults.push({
      code: /\p{N}/u.test(word) ? 'number' : 'name',
      message: `“${word}” is not in the cited evidence.`,
    });
  }
  return faults;
}

/** Names such as `Node.js` that stand in the evidence as a technology, or as a publisher's host. */
function dottedNames(cited: readonly Evidence[]): Set<string> {
  const names = new Set<string>();
  for (const item of cited) {
    if (item.kind === 'technology' && item.value.name.length <= 40) {
      names.add(item.value.name.toLowerCase());
    }
    if (item.kind === 'announcement' && isPlainHost(item.value.publisher)) {
      names.add(item.value.publisher.toLowerCase());
    }
  }
  return names;
}
