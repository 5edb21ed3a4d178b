/**
 * Delivers what changes in a stand-in portal as HubSpot does: signed, up to a hundred events at once, in
 * no order, some of them twice, and again after any answer but a 2xx.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubSpotStandin } from '../index.ts';
import { signV1, signV3 } from '../signing.ts';
import { eventsOf, type Subscription, type WebhookEvent } from './events.ts';

export interface WebhookDeliveryOptions {
  /** The public address that is called and signed. */
  readonly targetUrl: string;
  /** Where its origin is served on this machine. */
  readonly targetOrigin: string;
  readonly clientSecret: string;
  readonly appId: string;
  readonly subscriptions: readonly Subscription[];
  /** Default both: HubSpot was seen to send the older one beside v3. */
  readonly signatures?: readonly ('v3' | 'v1')[];
  /** 0 ≤ x < 1: decides on order and repetitions. */
  readonly random?: () => number;
  /** Share of events that are delivered twice. Default 0.1. */
  readonly repeated?: number;
  /** How long changes are gathered into one delivery; milliseconds. */
  readonly gatherMs?: number;
  /** First pause after a failure in milliseconds; it doubles. */
  readonly firstPauseMs?: number;
  readonly now?: () => Date;
}

export interface Delivered {
  readonly events: readonly WebhookEvent[];
  /** Of the last attempt; null when there was no answer. */
  readonly status: number | null;
  readonly attempts: number;
}

export interface WebhookDelivery {
  /** What was delivered or given up. */
  delivered(): readonly Delivered[];
  /** Resolves when nothing is waiting or on its way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const largestDelivery = 100;
const attemptsAtMost = 11;
const answerTimeoutMs = 5_000;

export function startWebhookDelivery(
  standin: HubSpotStandin,
  options: WebhookDeliveryOptions,
): WebhookDelivery {
  const random = options.random ?? Math.random;
  const now = options.now ?? (() => new Date());
  const closing = new AbortController();
  const delivered: Delivered[] = [];
  const underWay = new Set<Promise<void>>();
  let waiting: WebhookEvent[] = [];
  let gathering: NodeJS.Timeout | null = null;
  let events = 1_000_000_000;

  const nextContext = () => {
    events += 1;
    return { portalId: standin.portalId, appId: options.appId, eventId: events };
  };

  const portal = standin.portal();
  portal.onChange = (change) => {
    const caused = eventsOf(change, options.subscriptions, nextContext);
    waiting.push(...caused, ...caused.filter(() => random() < (options.repeated ?? 0.1)));
    if (waiting.length > 0) gathering ??= setTimeout(sendWaiting, options.gatherMs ?? 20);
  };

  function sendWaiting(): void {
    gathering = null;
    const shuffled = waiting
      .map((event) => ({ event, order: random() }))
      .sort((a, b) => a.order - b.order)
      .map(({ event }) => ({ ...event }));
    waiting = [];
    for (let start = 0; start < shuffled.length; start += largestDelivery) {
      const batch = shuffled.slice(start, start + largestDelivery);
      const sent: Promise<void> = deliver(batch).finally(() => underWay.delete(sent));
      underWay.add(sent);
    }
  }

  async function deliver(batch: readonly WebhookEvent[]): Promise<void> {
    let status: number | null = null;
    let attempts = 0;
    for (; attempts < attemptsAtMost && !closing.signal.aborted; ) {
      for (const event of batch) event.attemptNumber = attempts;
      attempts += 1;
      status = await send(JSON.stringify(batch)).catch(() => null);
      if (status !== null && status >= 200 && status < 300) break;
      const pause = (options.firstPauseMs ?? 1_000) * 2 ** (attempts - 1);
      await sleep(pause, null, { signal: closing.signal }).catch(() => {});
    }
    delivered.push({ events: batch, status, attempts });
  }

  async function send(body: string): Promise<number> {
    const { signatures = ['v3', 'v1'], clientSecret, targetUrl } = options;
    const request = { method: 'POST', url: targetUrl, body };
    const { pathname, search } = new URL(targetUrl);
    const answer = await fetch(`${options.targetOrigin}${pathname}${search}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signatures.includes('v1') && signV1(body, clientSecret)),
        ...(signatures.includes('v3') && signV3(request, clientSecret, now().getTime())),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(answerTimeoutMs)]),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  return {
    delivered: () => delivered,
    async settled() {
      while (gathering !== null || underWay.size > 0) {
        if (gathering !== null) await sleep(5);
        await Promise.all(underWay);
      }
    },
    async close() {
      portal.onChange = () => {};
      if (gathering !== null) clearTimeout(gathering);
      gathering = null;
      closing.abort();
      await Promise.all(underWay);
    },
  };
}
