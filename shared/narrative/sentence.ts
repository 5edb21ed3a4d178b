/** A sentence of a summary, and what may stand in any of them. */
import type { Evidence } from '../evidence/evidence.ts';
import type { EvidenceSet } from '../evidence/evidence-set.ts';
import { mannersFaults, promiseIn } from './manners.ts';
import { givesOrders } from './plain-text.ts';

export interface Sentence {
  readonly text: string;
  readonly evidenceIds: string[];
}

/** The sentence that one piece of evidence carries. */
export function sentenceFrom(text: string, { id }: Evidence): Sentence {
  return { text, evidenceIds: [id] };
}

/** Letters and single spaces: a name from outside that cannot break a sentence. */
const plainName = /^\p{L}{1,24}(?: \p{L}{1,24}){0,3}$/u;
const noNames: ReadonlySet<string> = new Set();

/** Whether text from outside can stand in a sentence of this language. */
export function hasManners({ words }: EvidenceSet, text: string): boolean {
  return mannersFaults(text, noNames, words.language).length === 0;
}

/** The name when it can stand in a sentence as it is; null for any other. */
export function harmless(set: EvidenceSet, name: string): string | null {
  // Letters hold neither markup nor addresses nor anything hidden.
  const isHarmless =
    plainName.test(name) && !givesOrders(name) && promiseIn(name, set.words.language) === null;
  return isHarmless ? name : null;
}

/** No company earns ten trillion: such a figure is a mistake nobody should repeat. */
export function money(
  { words }: EvidenceSet,
  amount: number,
  currency: string | null,
): string | null {
  if (!Number.isInteger(amount) || Math.abs(amount) >= 1e13) return null;
  return /^[A-Z]{3}$/.test(currency ?? '') ? words.text.money(amount, currency) : null;
}
