/** The texts of a follow-up task and a deal, as they stand in the CRM. */
import type { CompanyMatch } from '../company/match.ts';
import type { NextAction, Score } from '../contract/v1.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { EvidenceSet } from '../evidence/evidence-set.ts';
import type { Signal } from '../evidence/signal.ts';
import type { Words } from '../language/words.ts';
import { plainText, truncate } from '../narrative/plain-text.ts';
import type { DecisionRecord } from './decision.ts';

const maxSubject = 255;
const maxBody = 4000;
const maxDealName = 120;
const dealSuffix = ' – oppSpot';

/** What the record is called in a text; never empty. */
function recordName(
  words: Words,
  record: Pick<DecisionRecord, 'name' | 'id'>,
  maxLength = 100,
): string {
  return plainText(record.name, maxLength) || words.task.recordName(record.id);
}

/** What happened, without the label that says of what kind it is: "14 open roles (Greenhouse)". */
export function happening(
  { text, signals }: Words,
  { type, title }: Pick<Signal, 'type' | 'title'>,
): string {
  const label = text.labelled(signals.hiringLabel, '');
  return type === 'hiring' && title.startsWith(label) ? title.slice(label.length) : title;
}

/** "Follow up with Acme Ltd: Reply received". Signals of low priority are no reason to call. */
export function taskSubject(
  words: Words,
  record: DecisionRecord,
  signals: readonly Signal[],
): string {
  const name = recordName(words, record);
  const first = signals.find(
    ({ polarity, priority }) => polarity === 'positive' && priority !== 'low',
  );
  return truncate(words.task.followUp(name, first ? happening(words, first) : null), maxSubject);
}

/** Why, what happened and what to do, with dates and sources, in plain text of at most 4000 characters. */
export function taskBody(
  set: EvidenceSet,
  score: Score,
  signals: readonly Signal[],
  actions: readonly NextAction[],
): string {
  const { task: says, text } = set.words;
  const labels = new Map<string, string>();
  for (const { id, source } of set.all) labels.set(id, source.label);
  const lines: string[] = [];
  lines.push(says.score(score.value, score.confidence));
  const unknown = score.components.filter(({ value }) => value === null).map(({ name }) => name);
  if (unknown.length > 0) lines.push(says.unknown(unknown));
  if (signals.length > 0) {
    lines.push('', says.whatHappened);
    for (const { title, date, evidenceIds } of signals.slice(0, 8)) {
      const label = plainText(labels.get(evidenceIds[0] ?? '') ?? '', 60);
      const source = label === '' || title.includes(`(${label})`) ? '' : ` (${label})`;
      lines.push(`- ${text.labelled(text.date(date), title)}${source}`);
    }
  }
  if (actions.length > 0) {
    lines.push('', says.steps);
    actions.forEach(({ title, reason }, index) => {
      lines.push(`${index + 1}. ${title}. ${reason}`);
    });
  }
  const reasons = [...score.strongestPositives, ...score.strongestNegatives];
  if (reasons.length > 0) {
    lines.push('', says.whyThisScore);
    for (const { overallPoints, reason, date } of reasons) {
      lines.push(`${text.signed(overallPoints)} ${reason} (${text.date(date)})`);
    }
  }
  return truncate(lines.join('\n'), maxBody);
}

/** "Answer the reply: Acme Ltd", at most 255 characters. */
export function actionTaskSubject(
  words: Words,
  action: Pick<NextAction, 'title'>,
  record: Pick<DecisionRecord, 'name' | 'id'>,
): string {
  return truncate(words.text.labelled(action.title, recordName(words, record)), maxSubject);
}

/** Why one step is suggested, with its evidence, dates and sources, in plain text of at most 4000 characters. */
export function actionTaskBody(
  { text: told, task: says }: Words,
  action: Pick<NextAction, 'reason' | 'evidenceIds'>,
  evidence: readonly Evidence[],
): string {
  const lines = [action.reason];
  const grounds = evidence.filter(({ id }) => action.evidenceIds.includes(id));
  if (grounds.length > 0) lines.push('', says.restsOn);
  for (const { text, observedAt, source } of grounds) {
    const where = [plainText(source.label, 60), source.url].filter(Boolean).join(', ');
    lines.push(`- ${told.labelled(told.date(observedAt), plainText(text, 300))} (${where})`);
  }
  return truncate(lines.join('\n'), maxBody);
}

/** "Acme Ltd – oppSpot", at most 120 characters. */
export function dealName(words: Words, record: DecisionRecord, match: CompanyMatch): string {
  const room = maxDealName - dealSuffix.length;
  const company = match.status === 'matched' ? plainText(match.company.name, room) : '';
  return (company || recordName(words, record, room)) + dealSuffix;
}
