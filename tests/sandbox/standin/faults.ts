/** Misfortune on order, for any stand-in. */
import { z } from 'zod';

/** What every refusal on order can say; a stand-in adds what its API says besides. */
export const statusShape = {
  kind: z.literal('status'),
  status: z.number().int().min(400).max(599),
  /** Seconds. */
  retryAfter: z.number().int().min(0).optional(),
  message: z.string().optional(),
  /** The call is carried out and its answer replaced, as a gateway that gives up does. */
  afterWork: z.boolean().optional(),
};

const drop = z.strictObject({ kind: z.literal('drop'), when: z.enum(['before', 'after']) });
const stall = z.strictObject({ kind: z.literal('stall') });
const malformed = z.strictObject({ kind: z.literal('malformed') });
const delay = z.strictObject({ kind: z.literal('delay'), ms: z.number().int().min(0) });

/**
 * `drop`: the connection is cut before anything happened, or after the work was done. `stall`: the
 * work is done, half of the answer is sent, and then nothing more. `malformed`: the work is done and
 * the answer is not JSON.
 */
export const connectionFaults = [drop, stall, malformed, delay] as const;

type ConnectionFault = z.infer<(typeof connectionFaults)[number]>;

export interface StatusFault {
  readonly kind: 'status';
  readonly status: number;
  readonly retryAfter?: number | undefined;
  readonly message?: string | undefined;
  readonly afterWork?: boolean | undefined;
}

export interface Fault<Status extends StatusFault = StatusFault> {
  readonly method?: string | undefined;
  /** Regular expression over the path without query; every path when absent. */
  readonly path?: string | undefined;
  /** How many matching calls it hits; 1 when absent. */
  readonly times?: number | undefined;
  readonly action: ConnectionFault | Status;
}

/** Body of `POST /__standin/faults` for actions of one stand-in. */
export function faultOrderOf<Action extends z.ZodType>(action: Action) {
  const fault = z.strictObject({
    method: z.string().optional(),
    path: z.string().refine(isPattern, 'not a regular expression').optional(),
    times: z.number().int().positive().optional(),
    action,
  });
  return z.strictObject({
    /** Forget all faults ordered before. */
    clear: z.boolean().optional(),
    /** Wait before every answer. */
    latencyMs: z.number().int().min(0).optional(),
    faults: z.array(fault).optional(),
  });
}

export class FaultPlan<Status extends StatusFault> {
  #pending: { fault: Fault<Status>; left: number }[] = [];

  add(...faults: readonly Fault<Status>[]): void {
    this.#pending.push(...faults.map((entry) => ({ fault: entry, left: entry.times ?? 1 })));
  }

  clear(): void {
    this.#pending = [];
  }

  /** The actions this call suffers; each matching order is used up by one. */
  take(method: string, path: string): (ConnectionFault | Status)[] {
    const hits = this.#pending.filter(({ fault: entry }) => matches(entry, method, path));
    // Delays add up; of the others only the first strikes.
    const delays = hits.filter(({ fault: entry }) => entry.action.kind === 'delay');
    const strike = hits.find(({ fault: entry }) => entry.action.kind !== 'delay');
    const used = strike ? [...delays, strike] : delays;
    for (const hit of used) hit.left -= 1;
    this.#pending = this.#pending.filter(({ left }) => left > 0);
    return used.map(({ fault: entry }) => entry.action);
  }

  pending(): Fault<Status>[] {
    return this.#pending.map(({ fault: entry, left }) => ({ ...entry, times: left }));
  }
}

function matches(
  { method, path }: Pick<Fault, 'method' | 'path'>,
  calledMethod: string,
  calledPath: string,
): boolean {
  if (method !== undefined && method.toUpperCase() !== calledMethod) return false;
  return path === undefined || new RegExp(path).test(calledPath);
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
