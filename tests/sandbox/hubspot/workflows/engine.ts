/**
 * A simulated HubSpot workflow whose one step is an action of the app: it enrols records, executes the
 * action, blocks where the app says so and goes on when the app calls back.
 */
import pLimit from 'p-limit';
import { HubSpotError } from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import type { HubSpotStandin } from '../index.ts';
import { signV2, signV3 } from '../signing.ts';
import { type ActionDefinition, checkOutputs, visibleOutputs } from './definition.ts';
import { deliver } from './delivery.ts';
import { durationMs } from './duration.ts';
import { actionId, executionBody, type WorkflowObjectType } from './execution.ts';

export interface Enrolment {
  readonly callbackId: string;
  readonly recordId: string;
  readonly objectType: WorkflowObjectType;
  /** `failed` also where the app reported a failure and the record went on with its outputs. */
  readonly state: 'sending' | 'blocked' | 'completed' | 'failed';
  /** What later steps of the workflow see; null until the action is over. */
  readonly outputFields: Readonly<Record<string, unknown>> | null;
  readonly error: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

export interface NewEnrolments {
  readonly objectType: WorkflowObjectType;
  readonly recordIds: readonly string[];
  readonly inputFields: Readonly<Record<string, string>>;
}

export interface WorkflowEngine {
  /** @returns the id of the batch */
  enrol(input: NewEnrolments): string;
  /** In the order of enrolment; of one batch, or all. */
  enrolments(batchId?: string): readonly Enrolment[];
  /** Executes the action once more for an enrolment, as HubSpot does when it missed the answer. */
  repeat(callbackId: string): Promise<void>;
  /** Called after every change. @returns ends it */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface WorkflowEngineOptions {
  /** The app's public address, over which requests are signed; no slash at the end. */
  readonly appBaseUrl: string;
  /** Where that address is served on this machine. */
  readonly targetOrigin: string;
  readonly clientSecret: string;
  readonly action: ActionDefinition;
  /** Header sets that HubSpot sends; it was seen to send older ones beside v3. */
  readonly signatures?: readonly ('v3' | 'v2')[];
  readonly firstPauseMs?: number;
  readonly now?: () => Date;
}

const executionsAtOnce = 20;
const answerTimeoutMs = 20_000;
/** What HubSpot assumes when the app names no other. */
const defaultExpiryMs = 7 * 86_400_000;
const longestTimerMs = 2 ** 31 - 1;
const workflowId = 1_000_000_003;

/** Of all workflows together: HubSpot never uses a callback id twice. */
let enrollments = 100_000_000_000;

interface Running {
  readonly batchId: string;
  readonly enrollmentId: number;
  readonly inputFields: Readonly<Record<string, string>>;
  view: Enrolment;
}

export function createWorkflowEngine(
  standin: HubSpotStandin,
  options: WorkflowEngineOptions,
): WorkflowEngine {
  const { action, clientSecret } = options;
  const signatures = options.signatures ?? ['v3', 'v2'];
  const now = options.now ?? (() => new Date());
  const running = new Map<string, Running>();
  const listeners = new Set<() => void>();
  const timers = new Set<NodeJS.Timeout>();
  const closing = new AbortController();
  const turns = pLimit(executionsAtOnce);
  const sending = new Set<Promise<void>>();
  let batches = 0;

  function change(entry: Running, update: Partial<Enrolment>): void {
    entry.view = { ...entry.view, ...update };
    for (const listener of listeners) listener();
  }

  function send(entry: Running): Promise<Response> {
    const path = action.actionUrl.slice(options.appBaseUrl.length);
    const body = executionBody(standin, action, { ...entry, ...entry.view, workflowId });
    const request = { method: 'POST', url: action.actionUrl, body };
    return fetch(`${options.targetOrigin}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signatures.includes('v2') && signV2(request, clientSecret)),
        ...(signatures.includes('v3') && signV3(request, clientSecret, now().getTime())),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
  }

  async function execute(entry: Running): Promise<void> {
    const delivery = await deliver({
      send: () => send(entry),
      now: () => now().getTime(),
      firstPauseMs: options.firstPauseMs ?? 1_000,
      signal: closing.signal,
    });
    if (entry.view.finishedAt !== null) return;
    if (!delivery.ok) return end(entry, 'failed', null, delivery.error);
    const { outputFields } = delivery;
    try {
      checkOutputs(action, outputFields);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      return end(entry, 'failed', null, error.message);
    }
    const state = outputFields.hs_execution_state;
    if (state === 'BLOCK' || state === 'ASYNC') block(entry, outputFields);
    else finish(entry, outputFields);
  }

  function block(entry: Running, { hs_expiration_duration: expiry }: Json): void {
    const { callbackId } = entry.view;
    const blockedFor = expiry === undefined ? defaultExpiryMs : durationMs(String(expiry));
    if (blockedFor === null) {
      end(entry, 'failed', null, `The app named an expiry that is none: ${String(expiry)}`);
      return;
    }
    standin.portal().callbacks.wait(callbackId, {
      check: (outputs) => checkOutputs(action, outputs),
      complete: (outputs) => finish(entry, outputs),
    });
    const timer = setTimeout(
      () => {
        if (entry.view.finishedAt !== null) return;
        standin.portal().callbacks.forget(callbackId);
        end(entry, 'failed', null, 'The app did not call back before the execution expired.');
      },
      Math.min(blockedFor, longestTimerMs),
    );
    timers.add(timer.unref());
    change(entry, { state: 'blocked' });
  }

  function finish(entry: Running, outputs: Json): void {
    const failed = outputs.hs_execution_state === 'FAIL_CONTINUE';
    end(
      entry,
      failed ? 'failed' : 'completed',
      visibleOutputs(outputs),
      failed ? 'The action failed, and the record went on to the next step.' : null,
    );
  }

  function end(
    entry: Running,
    state: 'completed' | 'failed',
    outputFields: Json | null,
    error: string | null,
  ): void {
    standin.portal().callbacks.forget(entry.view.callbackId);
    change(entry, { state, outputFields, error, finishedAt: now().toISOString() });
  }

  function start(entry: Running): Promise<void> {
    const sent: Promise<void> = turns(() => execute(entry))
      .catch((error: unknown) => {
        if (!closing.signal.aborted) end(entry, 'failed', null, String(error));
      })
      .finally(() => sending.delete(sent));
    sending.add(sent);
    return sent;
  }

  return {
    enrol({ objectType, recordIds, inputFields }) {
      batches += 1;
      const batchId = `batch-${batches}`;
      for (const recordId of recordIds) {
        enrollments += 1;
        const callbackId = `ap-${standin.portalId}-${enrollments}-${actionId}-0`;
        const entry: Running = {
          batchId,
          enrollmentId: enrollments,
          inputFields,
          view: {
            callbackId,
            recordId,
            objectType,
            state: 'sending',
            outputFields: null,
            error: null,
            startedAt: now().toISOString(),
            finishedAt: null,
          },
        };
        running.set(callbackId, entry);
        void start(entry);
      }
      return batchId;
    },
    enrolments: (batchId) =>
      [...running.values()]
        .filter((entry) => batchId === undefined || entry.batchId === batchId)
        .map((entry) => entry.view),
    async repeat(callbackId) {
      const entry = running.get(callbackId);
      if (!entry) throw new Error(`There is no enrolment ${callbackId}.`);
      await start(entry);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(sending);
    },
  };
}
