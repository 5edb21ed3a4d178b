/** What to do next: at most five steps, the most useful first, each with its reason. */
import type { CompanyMatch } from '../company/match.ts';
import type { Assignment, NextAction, Score, Veto } from '../contract/v1.ts';
import { dateInProse, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { Level, Signal, SignalType } from '../evidence/signal.ts';
import type { ActionWords } from '../language/words.ts';
import { truncate } from '../narrative/plain-text.ts';
import { hasProfile } from '../scoring/fit.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import type { DecisionRecord } from './decision.ts';
import { happening } from './texts.ts';

const maxActions = 5;

interface ActionInput {
  readonly set: EvidenceSet;
  readonly settings: Pick<TenantSettings, 'idealCustomer'>;
  readonly record: DecisionRecord;
  readonly match: CompanyMatch;
  readonly score: Score;
  readonly signals: readonly Signal[];
  readonly veto: Veto | null;
  readonly assignment: Assignment;
}

/** What a positive signal suggests to do. Technologies and routine filings suggest nothing. */
const stepFor: Readonly<Partial<Record<SignalType, keyof ActionWords['onSignal']>>> = {
  'website-intent': 'intent',
  'contract-award': 'contractAward',
  funding: 'funding',
  hiring: 'hiring',
  expansion: 'expansion',
  'leadership-change': 'leadership',
  partnership: 'partnership',
  product: 'product',
};

const priorityRank: Readonly<Record<Level, number>> = { high: 0, medium: 1, low: 2 };

export function nextActionsOf(input: ActionInput): NextAction[] {
  const { record, veto, set } = input;
  const actions: NextAction[] = [...aboutTheCompany(input)];
  if (record.optedOut) {
    const { title, reason } = set.words.actions.doNotContact;
    actions.unshift(action('do-not-contact', title, reason, 'high'));
  } else if (!veto) {
    actions.push(...contact(input));
  }
  return actions
    .sort((a, b) => priorityRank[a.priority] - priorityRank[b.priority])
    .slice(0, maxActions);
}

/** What must be clear before anybody is contacted. */
function* aboutTheCompany({
  set,
  match,
  veto,
  signals,
  settings,
  assignment,
}: ActionInput): Generator<NextAction> {
  const says = set.words.actions;
  if (veto) {
    yield action('check-standing', says.checkStanding, veto.reason, 'high', veto.evidenceIds);
  }
  if (match.status === 'ambiguous') {
    const reason = says.matchReason('ambiguous', match.reason);
    yield action('confirm-company', says.confirmCompany, reason, 'high');
  } else if (match.status === 'none' && match.code !== 'suppressed') {
    const reason = says.matchReason(match.code, match.reason);
    yield action('complete-record', noMatchTitle(match.code, says), reason, 'high');
  }
  if (
    assignment.status === 'unassigned' &&
    (assignment.code === 'no-rule' || assignment.code === 'unknown-territory')
  ) {
    yield action('assign-owner', says.assignOwner, assignment.reason, 'low');
  }
  const overdue = signals.find(({ type }) => type === 'overdue-accounts');
  if (overdue && !veto) {
    yield action(
      'check-credit',
      says.checkCredit,
      `${overdue.title}.`,
      'medium',
      overdue.evidenceIds,
    );
  }
  if (!hasProfile(settings.idealCustomer)) {
    yield action('set-profile', says.setProfile.title, says.setProfile.reason, 'low');
  }
}

function noMatchTitle(
  code: Extract<CompanyMatch, { status: 'none' }>['code'],
  says: ActionWords,
): string {
  switch (code) {
    case 'invalid-domain':
      return says.correctWebsite;
    case 'not-found':
      return says.checkNameAndWebsite;
    default:
      return says.addWebsiteOrName;
  }
}

/** What to say to whom: people who reacted come before news about their company. */
function* contact({ set, record, signals, score }: ActionInput): Generator<NextAction> {
  const says = set.words.actions;
  if (record.openDeals > 0) {
    const newest = signals.find(({ polarity }) => polarity === 'positive');
    if (newest) {
      yield action(
        'update-deal',
        says.updateDeal,
        reasonOf(set, newest),
        'medium',
        newest.evidenceIds,
      );
    }
  }
  const events = ofKind(set, 'engagement');
  const steps = signals.flatMap((signal) => {
    if (signal.polarity === 'negative') return [];
    const reaction = events.find(({ id }) => id === signal.evidenceIds[0])?.value;
    const ahead = reaction?.bookedFor ? says.prepareMeeting : null;
    const idea = stepFor[signal.type];
    const step = reaction ? (ahead ?? says.answer[reaction.event]) : idea && says.onSignal[idea];
    return step ? [{ signal, step, reaction: reaction !== undefined }] : [];
  });
  const seen = new Set<string>();
  for (const { signal, step } of [
    ...steps.filter(({ reaction }) => reaction),
    ...steps.filter(({ reaction }) => !reaction),
  ]) {
    if (seen.has(step)) continue;
    seen.add(step);
    yield action(
      `${signal.type}:${signal.evidenceIds[0] ?? ''}`,
      step,
      reasonOf(set, signal),
      signal.priority,
      signal.evidenceIds,
    );
  }
  const engagement = score.components.find(({ name }) => name === 'engagement');
  const isSilent = engagement?.value === null || engagement?.value === 0;
  if (isSilent && score.value !== null && score.value >= 40 && !record.isCustomer) {
    yield toTheSilent(set, score.value);
  }
}

/** What to do where the score is worth it and nobody reacts: unknown, in vain so far, or long ago. */
function toTheSilent(set: EvidenceSet, score: number): NextAction {
  const silence = newestFirst(ofKind(set, 'no-engagement'))[0];
  if (silence) {
    const { title, reason } = set.words.actions.tryAnotherWay;
    const because = reason(score, silence.value.since);
    return action('first-contact', title, because, 'medium', [silence.id]);
  }
  const { title, reason } = set.words.actions.getInTouch;
  const wasEver = ofKind(set, 'engagement').length > 0;
  return action('first-contact', title, reason(score, wasEver), 'medium');
}

/** "Reply received (22 November 2026)." */
function reasonOf(set: EvidenceSet, signal: Signal): string {
  return `${happening(set.words, signal)} (${dateInProse(set, signal.evidenceIds, signal.date)}).`;
}

function action(
  id: string,
  title: string,
  reason: string,
  priority: Level,
  evidenceIds: readonly string[] = [],
): NextAction {
  return { id, title: truncate(title, 160), reason, priority, evidenceIds: [...evidenceIds] };
}
