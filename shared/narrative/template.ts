/** The summary that needs no model. */
import { currentRegistrations, currentTrouble } from '../company/register.ts';
import type { Summary } from '../contract/v1.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import { table } from '../table.ts';
import { longDate } from '../text/dates.ts';
import { listed } from '../text/prose.ts';
import { sentenceFaults } from './gate.ts';
import { plainText } from './plain-text.ts';
import {
  capitalSentence,
  engagementSentence,
  filingSentence,
  hiringSentence,
  placeSentence,
  plainSentence,
  registerSentence,
  type Sentence,
  sizeSentence,
  technologySentence,
} from './sentences.ts';

const maxSentences = 3;

/** What the CRM shows where there is nothing to say. */
export const notEnoughEvidence = 'Not enough evidence for a summary.';

const builders: readonly ((set: EvidenceSet) => Sentence | null)[] = [
  warningSentence,
  layoffsSentence,
  overdueSentence,
  engagementSentence,
  hiringSentence,
  capitalSentence,
  announcementSentence,
  registerSentence,
  filingSentence,
  sizeSentence,
  technologySentence,
  placeSentence,
];

/**
 * Two or three sentences, the most decision-relevant first: what speaks against the company, what
 * people did, what changed, what it is. Every sentence passes the gate. No sentence at all where
 * there is no evidence.
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
  return {
    sentences: isEnough ? withPronouns(sentences) : [],
    author: 'template',
    model: null,
  };
}

/** Once the company is named, things are "its"; "it" only follows a sentence about the company itself. */
function withPronouns(sentences: readonly Sentence[]): Sentence[] {
  let isNamed = false;
  let isSubject = false;
  return sentences.map((sentence) => {
    let { text } = sentence;
    if (isNamed) text = text.replace(/^The company’s /, 'Its ');
    if (isSubject) text = text.replace(/^The company /, 'It ');
    isNamed ||= /\bthe company\b/i.test(text);
    isSubject = /^It |\bthe company (?:is|was|files|filed|has)\b/i.test(text);
    return { ...sentence, text };
  });
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
    sentences.push(plainSentence(item));
  }
}

function warningSentence(set: EvidenceSet): Sentence | null {
  const trouble = currentTrouble(set);
  const striking = currentRegistrations(set).filter(({ value }) => value.strikeOffProposed);
  if (!trouble && striking.length === 0) return null;
  const facts = [
    ...(trouble ? [`the company is ${trouble.words}`] : []),
    ...(striking.length > 0
      ? [`striking ${trouble ? 'it' : 'the company'} off has been proposed`]
      : []),
  ];
  const dated: Evidence | undefined = newestFirst<Evidence>([
    ...striking,
    ...set.all.filter(({ id }) => trouble?.evidenceIds.includes(id)),
  ])[0];
  const ids = [...(trouble?.evidenceIds ?? []), ...striking.map(({ id }) => id)];
  return {
    text: `The register shows that ${listed(facts)}, as of ${longDate(dated?.observedAt ?? '')}.`,
    evidenceIds: [...new Set(ids)],
  };
}

function overdueSentence(set: EvidenceSet): Sentence | null {
  const accounts = ofKind(set, 'accounts').find(({ value }) => value.overdue);
  const statement = ofKind(set, 'confirmation-statement').find(({ value }) => value.overdue);
  const late = accounts ?? statement;
  if (!late) return null;
  const [subject, were] =
    late.kind === 'accounts'
      ? ['accounts are', 'they were']
      : ['confirmation statement is', 'it was'];
  const { nextDueOn } = late.value;
  const due = nextDueOn === null ? '' : `: ${were} due on ${longDate(nextDueOn)}`;
  return { text: `The company’s ${subject} overdue${due}.`, evidenceIds: [late.id] };
}

const topicWords = table<string>({
  funding: 'Funding',
  expansion: 'An expansion',
  'leadership-change': 'A change of leadership',
  'contract-award': 'A contract award',
  product: 'A product',
  partnership: 'A partnership',
  layoffs: 'Job cuts',
});

function layoffsSentence(set: EvidenceSet): Sentence | null {
  return announced(set, (topic) => topic === 'layoffs');
}

function announcementSentence(set: EvidenceSet): Sentence | null {
  return announced(set, (topic) => topic !== 'layoffs');
}

/** The announcement's own title where it can stand in a sentence, else only its topic. */
function announced(set: EvidenceSet, wanted: (topic: string) => boolean): Sentence | null {
  const news = newestFirst(ofKind(set, 'announcement')).find(
    ({ value }) => wanted(value.topic) && topicWords[value.topic] !== undefined,
  );
  if (!news) return null;
  const date = longDate(news.observedAt);
  const topic = topicWords[news.value.topic] ?? '';
  const words = topic.charAt(0).toLowerCase() + topic.slice(1);
  const title = plainText(news.value.title, 160).replace(/[\s.!?]+$/, '');
  const quoting = {
    text: `News of ${date} reports ${words}: ${title}.`,
    evidenceIds: [news.id],
  };
  const isFit = title !== '' && sentenceFaults(quoting, new Map([[news.id, news]])).length === 0;
  return isFit ? quoting : { text: `News of ${date} reports ${words}.`, evidenceIds: [news.id] };
}
