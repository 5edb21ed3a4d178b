/**
 * How HubSpot calls an action: 2xx is an answer, 4xx is final except 429 with its pause in
 * milliseconds, and 5xx or no answer is tried again for three days.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/custom-workflow-actions
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, object } from '../http/input.ts';

export type Delivery =
  | { readonly ok: true; readonly outputFields: Json }
  | { readonly ok: false; readonly error: string };

export interface DeliveryOptions {
  /** Signed anew for every attempt. */
  readonly send: () => Promise<Response>;
  readonly now: () => number;
  /** First pause after a 5xx in milliseconds; it doubles up to a minute. */
  readonly firstPauseMs: number;
  readonly signal: AbortSignal;
}

const triedForMs = 3 * 86_400_000;
const longestPauseMs = 60_000;

export async function deliver(options: DeliveryOptions): Promise<Delivery> {
  const { send, now, signal } = options;
  const until = now() + triedForMs;
  let backoff = options.firstPauseMs;
  for (;;) {
    const answer = await send().catch((error: unknown) => describe(error));
    if (typeof answer !== 'string' && answer.ok) return readAnswer(answer);
    const status = typeof answer === 'string' ? null : answer.status;
    if (status !== null && status < 500 && status !== 429) {
      return { ok: false, error: `The app answered ${status}; HubSpot does not try again.` };
    }
    const pause = status === 429 && typeof answer !== 'string' ? retryAfter(answer) : null;
    if (now() + (pause ?? backoff) > until) {
      return { ok: false, error: 'The app did not answer within three days.' };
    }
    await sleep(pause ?? backoff, null, { signal });
    if (pause === null) backoff = Math.min(backoff * 2, longestPauseMs);
  }
}

async function readAnswer(answer: Response): Promise<Delivery> {
  try {
    const body = object(await answer.json());
    return { ok: true, outputFields: object(body.outputFields ?? {}, 'outputFields') };
  } catch {
    return { ok: false, error: 'The app’s answer is not what HubSpot expects of an action.' };
  }
}

/** Milliseconds here, unlike on HubSpot's own API. */
function retryAfter(answer: Response): number | null {
  const header = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(header) && header >= 0 ? header : null;
}

const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));
