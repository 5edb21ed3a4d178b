/** One Subscribe stream: told as much as it asks for, in order, and that there is nothing new. */
import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { ChangeEvent } from '../org/changes.ts';

export interface FetchRequest {
  readonly topicName: string;
  readonly replayPreset: 'LATEST' | 'EARLIEST' | 'CUSTOM';
  readonly replayId: Buffer;
  readonly numRequested: number;
}

interface ConsumerEvent {
  readonly event: { readonly id: string; readonly schemaId: string; readonly payload: Buffer };
  readonly replayId: Buffer;
}

export interface FetchResponse {
  readonly events: readonly ConsumerEvent[];
  readonly latestReplayId: Buffer;
  readonly rpcId: string;
  readonly pendingNumRequested: number;
}

export type SubscribeCall = ServerDuplexStream<FetchRequest, FetchResponse>;

/** More are never under way, whatever is asked for. */
const mostAtOnce = 100;

export interface SubscriptionOptions {
  readonly rpcId: string;
  readonly keepAliveMs: number;
  readonly lastReplayId: () => number;
  readonly encode: (event: ChangeEvent) => ConsumerEvent['event'];
  /** Counts a delivery; false when there are none left. */
  readonly deliver: () => boolean;
  readonly exhausted: () => void;
}

export class Subscription {
  readonly #call: SubscribeCall;
  readonly #options: SubscriptionOptions;
  readonly #waiting: ChangeEvent[] = [];
  readonly #keepAlive: NodeJS.Timeout;
  #told: ChangeEvent[] = [];
  #pending = 0;
  #most = 0;

  constructor(call: SubscribeCall, options: SubscriptionOptions) {
    this.#call = call;
    this.#options = options;
    // Also while events wait to be asked for, and then with a place behind them: the worst that a
    // reading of Salesforce's documentation allows.
    this.#keepAlive = setInterval(() => this.#write([]), options.keepAliveMs);
  }

  add(event: ChangeEvent): void {
    this.#waiting.push(event);
    // What one transaction tells goes together.
    queueMicrotask(() => this.#flush());
  }

  request(events: number): void {
    this.#pending = Math.min(mostAtOnce, this.#pending + events);
    this.#most = Math.max(this.#most, this.#pending);
    this.#flush();
  }

  /** Tells the last ones again, as a bus may that delivers at least once. */
  repeat(count: number): void {
    const again = this.#told.slice(-count);
    this.#told = this.#told.slice(0, -count);
    this.#waiting.unshift(...again);
    this.#pending += again.length;
    this.#flush();
  }

  /** The most that was asked for and not told yet. */
  get mostPending(): number {
    return this.#most;
  }

  stop(): void {
    clearInterval(this.#keepAlive);
    this.#waiting.splice(0);
  }

  #flush(): void {
    const events: ChangeEvent[] = [];
    let isExhausted = false;
    while (this.#pending > 0 && this.#waiting.length > 0) {
      isExhausted = !this.#options.deliver();
      if (isExhausted) break;
      events.push(...this.#waiting.splice(0, 1));
      this.#pending -= 1;
    }
    if (events.length > 0) this.#write(events);
    if (isExhausted) this.#options.exhausted();
  }

  #write(events: readonly ChangeEvent[]): void {
    if (this.#call.cancelled) return;
    this.#told.push(...events);
    this.#keepAlive.refresh();
    this.#call.write({
      events: events.map((event) => ({
        event: this.#options.encode(event),
        replayId: toBytes(event.replayId),
      })),
      latestReplayId: toBytes(events.at(-1)?.replayId ?? this.#options.lastReplayId()),
      rpcId: this.#options.rpcId,
      pendingNumRequested: this.#pending,
    });
  }
}

/** Eight bytes, of which clients know nothing. */
function toBytes(replayId: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(replayId));
  return bytes;
}

/** Null for what the API has never given. */
export function fromBytes(bytes: Buffer): number | null {
  return bytes.length === 8 ? Number(bytes.readBigUInt64BE()) : null;
}
