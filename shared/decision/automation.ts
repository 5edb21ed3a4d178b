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
  if (!settings.automation.createTasks) {
    return refusal('switched-off', 'Creating tasks is switched off in the settings.');
  }
  const barred = barredFromContact(input);
  if (barred) return barred;
  const strong = signals.find(
    ({ polarity, priority }) => polarity === 'positive' && priority === 'high',
  );
  if (!strong && score.value === null) {
    return refusal('unknown-score', 'The score is unknown and no signal has high priority.');
  }
  if (!strong && score.value !== null && score.value < taskThreshold) {
    return refusal(
      'below-threshold',
      `The score is ${score.value}; tasks start at ${taskThreshold} or with a signal of high priority.`,
    );
  }
  const { dueInHours } = settings.tasks;
  return {
    create: true,
    subject: taskSubject(record, signals),
    body: taskBody(set, score, signals, actions),
    dueAt: new Date(set.now + dueInHours * hourMs).toISOString(),
    priority: taskPriority(score.value),
    reason:
      score.value !== null && score.value >= taskThreshold
        ? `The score is ${score.value}; tasks start at ${taskThreshold}.`
        : `A signal has high priority: ${strong?.title ?? ''}.`,
  };
}

/**
 * A deal when a settled company reaches the tenant's threshold with at least medium confidence and
 * has neither a deal open nor bought already.
 *
 * Refusal codes: `switched-off`, `suppressed`, `opted-out`, `vetoed`, `customer`, `open-deal`,
 * `no-match`, `unknown-score`, `below-threshold`, `low-confidence`.
 */
export function dealDecision(input: AutomationInput): DealDecision {
  const { settings, score, record, match } = input;
  if (!settings.automation.createDeals) {
    return refusal('switched-off', 'Creating deals is switched off in the settings.');
  }
  const barred = barredFromContact(input);
  if (barred) return barred;
  if (record.isCustomer || record.crmStage === 'customer') {
    return refusal('customer', 'The company is a customer already.');
  }
  if (record.openDeals > 0) {
    return refusal(
      'open-deal',
      record.openDeals === 1 ? 'A deal is open.' : `${record.openDeals} deals are open.`,
    );
  }
  if (match.status !== 'matched') {
    return refusal('no-match', 'It is not settled which company this is.');
  }
  if (score.value === null) return refusal('unknown-score', 'The score is unknown.');
  const threshold = settings.thresholds.deal;
  if (score.value < threshold) {
    return refusal('below-threshold', `The score is ${score.value}; deals start at ${threshold}.`);
  }
  if (score.confidence === 'low') {
    return refusal(
      'low-confidence',
      `The score of ${score.value} rests on ${Math.round(score.coverage * 100)}% of the evidence it needs.`,
    );
  }
  return {
    create: true,
    name: dealName(record, match),
    reason: `The score is ${score.value}; deals start at ${threshold}.`,
    stage: stageOf({
      record: { ...record, openDeals: 1 },
      score: score.value,
      signals: input.signals,
      veto: input.veto,
    }),
  };
}

/** What forbids any follow-up, whatever the score. */
function barredFromContact({ match, record, veto }: AutomationInput): Refusal | null {
  if (match.status === 'none' && match.code === 'suppressed') {
    return refusal('suppressed', match.reason);
  }
  if (record.optedOut) {
    return refusal('opted-out', 'The person objected to processing or marketing.');
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
