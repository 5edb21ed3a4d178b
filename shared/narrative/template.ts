/** The summary that needs no model. */
import type { Summary } from '../contract/v1.ts';
import type { EvidenceSet } from '../evidence/evidence-set.ts';
import {
  figuresSentence,
  industrySentence,
  overdueSentence,
  parentSentence,
  placeSentence,
  plainSentence,
  registerSentence,
  sizeSentence,
  standingSentence,
  technologySentence,
  warningSentence,
} from './company-sentences.ts';
import {
  announcementSentence,
  awardSentence,
  capitalSentence,
  changeSentence,
  filingSentence,
  hiringSentence,
  interestSentence,
  layoffsSentence,
  reactionSentence,
  weakReactionSentence,
} from './happening-sentences.ts';
import type { Sentence } from './sentence.ts';

const maxSentences = 3;

/** The most decision-relevant first. */
const builders: readonly ((set: EvidenceSet) => Sentence | null)[] = [
  warningSentence,
  layoffsSentence,
  overdueSentence,
  reactionSentence,
  interestSentence,
  awardSentence,
  announcementSentence,
  changeSentence,
  hiringSentence,
  capitalSentence,
  weakReactionSentence,
  figuresSentence,
  registerSentence,
  filingSentence,
  sizeSentence,
  parentSentence,
  industrySentence,
  technologySentence,
  placeSentence,
  standingSentence,
];

/**
 * Two or three sentences: what speaks against the company, what people did, what changed, what it is.
 * Every sentence passes the gate. No sentence at all where there is no evidence.
 */
export function templateSummary(set: EvidenceSet): Summary {
  const sentences: Sentence[] = [];
  for (const build of builders) {
    if (sentences.length === maxSentences) break;
    const sentence = build(set);
    if (sentence) sentences.push(sentence);
  }
  completeWithPlainFacts(set, sentences);
  const isEnough = sentences.length >= wantedSentences(set);
  return { sentences: isEnough ? flowing(set, sentences) : [], author: 'template', model: null };
}

function flowing(set: EvidenceSet, sentences: readonly Sentence[]): Sentence[] {
  const texts = set.words.summary.flow(sentences.map(({ text }) => text));
  return sentences.map((sentence, index) => ({ ...sentence, text: texts[index] ?? sentence.text }));
}

/** One sentence is enough only where there was one piece of evidence. */
function wantedSentences(set: EvidenceSet): number {
  return Math.min(2, set.all.length + set.leftOut);
}

/** Where little can be told, at least what else is on record, with its date. */
function completeWithPlainFacts(set: EvidenceSet, sentences: Sentence[]): void {
  const wanted = wantedSentences(set);
  if (sentences.length >= wanted) return;
  const cited = new Set(sentences.flatMap(({ evidenceIds }) => evidenceIds));
  const fresh = set.all.filter(({ id }) => !cited.has(id));
  for (const item of [...fresh, ...set.all.filter(({ id }) => cited.has(id))]) {
    if (sentences.length >= wanted) return;
    sentences.push(plainSentence(set, item));
  }
}
