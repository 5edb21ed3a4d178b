/** What the server says of a record, held against the contract. */
import type { CardError } from '../../../shared/contract/answer.ts';
import {
  type ActionTask,
  type CardState,
  cardState,
  type RunAnswer,
  type RunProgress,
  type RunStep,
  runAnswer,
  type ScorePoint,
} from '../../../shared/contract/card.ts';
import { contractVersion } from '../../../shared/contract/v1.ts';
import { latestId, now, preview, strong } from './enrichments.ts';

/** A record nobody has enriched; `change` says what is otherwise. */
export function cardOf(change: Partial<CardState> = {}): CardState {
  return cardState.parse({
    contractVersion,
    record: { object: 'contact', id: '1001' },
    connection: { status: 'connected', message: null },
    latest: null,
    preview: null,
    undo: null,
    failure: null,
    freshness: null,
    history: [],
    tasks: [],
    limits: [],
    running: null,
    ...change,
  } satisfies CardState);
}

/** A record that was enriched three days ago. */
export function enrichedCard(change: Partial<CardState> = {}): CardState {
  return cardOf({
    latest: strong(),
    freshness: { ageDays: 3, staleAfterDays: 30, isStale: false },
    ...change,
  });
}

/** A record with a preview that waits. */
export const previewedCard = (change: Partial<CardState> = {}) =>
  cardOf({ preview: preview(), ...change });

export const ended = (card: CardState): RunAnswer => runAnswer.parse({ state: 'ended', card });

export const running = (change: Partial<RunProgress> = {}): RunAnswer =>
  runAnswer.parse({ state: 'running', progress: progressOf(change) });

export function progressOf(change: Partial<RunProgress> = {}): RunProgress {
  return {
    runId: latestId,
    operation: 'enrich',
    startedAt: now,
    steps: [],
    seen: 0,
    pollAfterMs: 0,
    ...change,
  };
}

export const read: RunStep = {
  step: 'read',
  provider: null,
  state: 'done',
  message: 'Reading from HubSpot',
};

export function asking(
  provider: string,
  label: string,
  state: RunStep['state'] = 'started',
): RunStep {
  return { step: 'research', provider, state, message: label };
}

export function taskOf(change: Partial<ActionTask> & Pick<ActionTask, 'actionId'>): ActionTask {
  return {
    runId: '5f0f3c1e-5f8e-4f0e-9c57-0a4f6f0a7a44',
    status: 'written',
    taskId: '4005',
    subject: 'Answer the reply: Ada Sample',
    url: 'https://app.hubspot.com/contacts/7000001/record/0-27/4005',
    error: null,
    ...change,
  };
}

/** Scores of earlier runs, oldest first, a week apart. */
export function historyOf(...scores: readonly (number | null)[]): ScorePoint[] {
  return scores.map((score, index) => ({
    enrichmentId: `run-${index}`,
    at: new Date(Date.parse(now) - (scores.length - 1 - index) * 7 * 86_400_000).toISOString(),
    score,
    status: 'completed',
  }));
}

export function errorOf(code: string, message: string, change: Partial<CardError> = {}): CardError {
  return {
    code,
    message,
    retryable: false,
    retryAfterMs: null,
    faults: [],
    requestId: 'req-77',
    ...change,
  };
}
