/** Whether a follow-up task and a deal are created, and if not, why not. */
import type { CompanyMatch } from '../company/match.ts';
import type { NextAction, Score, Veto } from '../contract/v1.ts';
import type { EvidenceSet } from '../evidence/evidence-set.ts';
import type { Level, Signal } from '../evidence/signal.ts';
import type { TenantSettings } from '../tenant/settings.ts';
import type { DealDecision, DecisionRecord, TaskDecision } from './decision.ts';
import { stageOf } from './stage.ts';
import { dealName, taskBody, taskSubject } from './texts.ts';

/** Score from which a record is worth a follow-up without a strong signal. */
const taskThreshold = 40;

const hourMs = 3_600_000;

interface AutomationInput {
  readonly set: EvidenceSet;
  readonly settings: TenantSettings;
  readonly record: DecisionRecord;
  readonly match: CompanyMatch;
  readonly score: Score;
  readonly signals: readonly Signal[];
  readonly veto: Veto | null;
  readonly actions: readonly NextAction[];
}

interface DealInput extends AutomationInput {
  /** Counts instead of the score's threshold where the chance of winning is known. */
  readonly dealProbability?: number | null;
}

type Refusal = { readonly create: false; readonly code: string; readonly reason: string };

/**
 * A task when there is something to follow up: a score of at least 40, or a positive signal of high
 * priority. Due after the tenant's hours; priority high from 80, medium from 60, else low.
 *
 * Refusal codes: `switched-off`, `suppressed`, `opted-out`, `vetoed`, `unknown-score`,
 * `below-threshold`.
 */
export function taskDecision(input: AutomationInput): TaskDecision {
  const { settings, score, signals, record, set, actions } = input;
  const says = set.words.decision.task;
  if (!settings.automation.createTasks) {
    return refusal('switched-off', says.switchedOff);
  }
  const barred = barredFromContact(input);
  if (barred) return barred;
  const strong = signals.find(
    ({ polarity, priority }) => polarity === 'positive' && priority === 'high',
  );
  if (!strong && score.value === null) {
    return refusal('unknown-score', says.noScore);
  }
  if (!strong && score.value !== null && score.value < taskThreshold) {
    return refusal('below-threshold', says.belowThreshold(score.value, taskThreshold));
  }
  const { dueInHours } = settings.tasks;
  return {
    create: true,
    subject: taskSubject(set.words, record, signals),
    body: taskBody(set, score, signals, actions),
    dueAt: new Date(set.now + dueInHours * hourMs).toISOString(),
    priority: taskPriority(score.value),
    reason:
      score.value !== null && score.value >= taskThreshold
        ? says.reached(score.value, taskThreshold)
        : says.strongSignal(strong?.title ?? ''),
  };
}

/**
 * A deal when a settled company reaches the tenant's threshold (of its chance or its score) with at least medium confidence and
 * has neither a deal open nor bought already.
 *
 * Refusal codes: `switched-off`, `suppressed`, `opted-out`, `vetoed`, `customer`, `open-deal`,
 * `no-match`, `unknown-score`, `below-threshold`, `low-confidence`.
 */
export function dealDecision(input: DealInput): DealDecision {
  const { settings, score, record, match, set } = input;
  const says = set.words.decision.deal;
  if (!settings.automation.createDeals) {
    return refusal('switched-off', says.switchedOff);
  }
  const barred = barredFromContact(input);
  if (barred) return barred;
  if (record.isCustomer || record.crmStage === 'customer') {
    return refusal('customer', says.customer);
  }
  if (record.openDeals > 0) {
    return refusal('open-deal', says.open(record.openDeals));
  }
  if (match.status !== 'matched') {
    return refusal('no-match', says.noMatch);
  }
  if (score.value === null) return refusal('unknown-score', says.noScore);
  const { isReached, reason } = thresholdOf(input, score.value);
  if (!isReached) return refusal('below-threshold', reason);
  if (score.confidence === 'low') {
    return refusal(
      'low-confidence',
      says.lowConfidence(score.value, Math.round(score.coverage * 100)),
    );
  }
  return {
    create: true,
    name: dealName(set.words, record, match),
    reason,
    stage: stageOf({
      record: { ...record, openDeals: 1 },
      score: score.value,
      signals: input.signals,
      veto: input.veto,
      says: set.words.decision.stage,
    }),
  };
}

/** What decides on a deal: the chance of winning where the tenant wants that and it is known, or the score. */
function thresholdOf({ settings, score, set, dealProbability = null }: DealInput, value: number) {
  const says = set.words.decision.deal;
  const chance = score.outlook?.probability;
  if (dealProbability !== null && chance !== undefined) {
    const percent = (share: number) => Math.round(share * 100);
    return {
      isReached: chance >= dealProbability,
      reason: says.chance(percent(chance), percent(dealProbability)),
    };
  }
  const threshold = settings.thresholds.deal;
  return { isReached: value >= threshold, reason: says.threshold(value, threshold) };
}

/** What forbids any follow-up, whatever the score. */
function barredFromContact({ match, record, veto, set }: AutomationInput): Refusal | null {
  if (match.status === 'none' && match.code === 'suppressed') {
    return refusal('suppressed', set.words.actions.matchReason('suppressed', match.reason));
  }
  if (record.optedOut) {
    return refusal('opted-out', set.words.decision.optedOut);
  }
  return veto ? refusal('vetoed', veto.reason) : null;
}

function taskPriority(score: number | null): Level {
  if (score === null || score < 60) return 'low';
  return score >= 80 ? 'high' : 'medium';
}

function refusal(code: string, reason: string): Refusal {
  return { create: false, code, reason };
}
