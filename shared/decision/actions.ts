/** What to do next: at most five steps, the most useful first, each with its reason. */
import type { CompanyMatch } from '../company/match.ts';
import type { Assignment, NextAction, Score, Veto } from '../contract/v1.ts';
import type { EngagementEvent } from '../evidence/evidence.ts';
import { dateInProse, type EvidenceSet, newestFirst, ofKind } from '../evidence/evidence-set.ts';
import type { Level, Signal, SignalType } from '../evidence/signal.ts';
import { truncate } from '../narrative/plain-text.ts';
import { hasProfile } from '../scoring/fit.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import { longDate } from '../text/dates.ts';
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
const stepFor: Readonly<Partial<Record<SignalType, string>>> = {
  'website-intent': 'Offer a walk-through while the interest is fresh',
  'contract-award': 'Refer to the contract award in the next message',
  funding: 'Ask what the new capital is meant for',
  hiring: 'Open the conversation with their hiring',
  expansion: 'Ask about the expansion',
  'leadership-change': 'Find out who decides after the change of officers',
  partnership: 'Refer to the partnership in the next message',
  product: 'Refer to the new product in the next message',
};

const stepForEvent: Readonly<Partial<Record<EngagementEvent, string>>> = {
  reply: 'Answer the reply',
  meeting: 'Follow up the meeting',
  form: 'Answer the form',
  call: 'Follow up the call',
};

const priorityRank: Readonly<Record<Level, number>> = { high: 0, medium: 1, low: 2 };

export function nextActionsOf(input: ActionInput): NextAction[] {
  const { record, veto } = input;
  const actions: NextAction[] = [...aboutTheCompany(input)];
  if (record.optedOut) {
    actions.unshift(
      action('do-not-contact', 'Do not contact this person', 'The person objected.', 'high'),
    );
  } else if (!veto) {
    actions.push(...contact(input));
  }
  return actions
    .sort((a, b) => priorityRank[a.priority] - priorityRank[b.priority])
    .slice(0, maxActions);
}

/** What must be clear before anybody is contacted. */
function* aboutTheCompany({
  match,
  veto,
  signals,
  settings,
  assignment,
}: ActionInput): Generator<NextAction> {
  if (veto) {
    yield action(
      'check-standing',
      'Check the company’s standing before any contact',
      veto.reason,
      'high',
      veto.evidenceIds,
    );
  }
  if (match.status === 'ambiguous') {
    yield action('confirm-company', 'Confirm which company this is', match.reason, 'high');
  } else if (match.status === 'none' && match.code !== 'suppressed') {
    yield action('complete-record', noMatchTitle(match.code), match.reason, 'high');
  }
  if (
    assignment.status === 'unassigned' &&
    (assignment.code === 'no-rule' || assignment.code === 'unknown-territory')
  ) {
    yield action('assign-owner', 'Assign an owner', assignment.reason, 'low');
  }
  const overdue = signals.find(({ type }) => type === 'overdue-accounts');
  if (overdue && !veto) {
    yield action(
      'check-credit',
      'Check payment terms before an offer',
      `${overdue.title}.`,
      'medium',
      overdue.evidenceIds,
    );
  }
  if (!hasProfile(settings.idealCustomer)) {
    yield action(
      'set-profile',
      'Set an ideal-customer profile',
      'Without one, fit is unknown and left out of every score.',
      'low',
    );
  }
}

function noMatchTitle(code: Extract<CompanyMatch, { status: 'none' }>['code']): string {
  switch (code) {
    case 'invalid-domain':
      return 'Correct the company’s website address';
    case 'not-found':
      return 'Check the company’s name and website';
    default:
      return 'Add the company’s website or name';
  }
}

/** What to say to whom: people who reacted come before news about their company. */
function* contact({ set, record, signals, score }: ActionInput): Generator<NextAction> {
  if (record.openDeals > 0) {
    const newest = signals.find(({ polarity }) => polarity === 'positive');
    if (newest) {
      yield action(
        'update-deal',
        'Bring the open deal up to date',
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
    const ahead = reaction?.bookedFor ? 'Prepare the meeting' : null;
    const step = reaction ? (ahead ?? stepForEvent[reaction.event]) : stepFor[signal.type];
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
    const since = silence.value.since === null ? '' : ` since ${longDate(silence.value.since)}`;
    const reason = `The score is ${score} and nobody has reacted${since}.`;
    return action('first-contact', 'Try another way to reach them', reason, 'medium', [silence.id]);
  }
  const reactions = ofKind(set, 'engagement').length > 0 ? 'no recent reaction' : 'no reaction';
  return action(
    'first-contact',
    'Get in touch',
    `The score is ${score} and ${reactions} is on record.`,
    'medium',
  );
}

/** "Reply received (22 November 2026)." */
function reasonOf(set: EvidenceSet, signal: Signal): string {
  return `${happening(signal)} (${dateInProse(set, signal.evidenceIds, signal.date)}).`;
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
