/** Misfortune on order. */
import { z } from 'zod';

const action = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(400).max(599),
    /** Seconds, as the CRM API sends it. */
    retryAfter: z.number().int().min(0).optional(),
    policyName: z.enum(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY']).optional(),
    message: z.string().optional(),
    /** The call is carried out and its answer replaced, as a gateway that gives up does. */
    afterWork: z.boolean().optional(),
  }),
  /** The connection is cut: before anything happened, or after the work was done. */
  z.strictObject({ kind: z.literal('drop'), when: z.enum(['before', 'after']) }),
  /** The work is done, half of the answer is sent, and then nothing more. */
  z.strictObject({ kind: z.literal('stall') }),
  /** The work is done and the answer is not JSON. */
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('delay'), ms: z.number().int().min(0) }),
]);

const fault = z.strictObject({
  method: z.string().optional(),
  /** Regular expression over the path without query; every path when absent. */
  path: z.string().refine(isPattern, 'not a regular expression').optional(),
  /** How many matching calls it hits; 1 when absent. */
  times: z.number().int().positive().optional(),
  action,
});

/** Body of `POST /__standin/faults`. */
export const faultOrder = z.strictObject({
  /** Forget all faults ordered before. */
  clear: z.boolean().optional(),
  /** Wait before every answer. */
  latencyMs: z.number().int().min(0).optional(),
  faults: z.array(fault).optional(),
});

export type Fault = z.infer<typeof fault>;
export type FaultAction = z.infer<typeof action>;

export class FaultPlan {
  #pending: { fault: Fault; left: number }[] = [];

  add(...faults: readonly Fault[]): void {
    this.#pending.push(...faults.map((entry) => ({ fault: entry, left: entry.times ?? 1 })));
  }

  clear(): void {
    this.#pending = [];
  }

  /** The actions this call suffers; each matching order is used up by one. */
  take(method: string, path: string): FaultAction[] {
    const hits = this.#pending.filter(({ fault: entry }) => matches(entry, method, path));
    // Delays add up; of the others only the first strikes.
    const delays = hits.filter(({ fault: entry }) => entry.action.kind === 'delay');
    const strike = hits.find(({ fault: entry }) => entry.action.kind !== 'delay');
    const used = strike ? [...delays, strike] : delays;
    for (const hit of used) hit.left -= 1;
    this.#pending = this.#pending.filter(({ left }) => left > 0);
    return used.map(({ fault: entry }) => entry.action);
  }

  pending(): Fault[] {
    return this.#pending.map(({ fault: entry, left }) => ({ ...entry, times: left }));
  }
}

function matches({ method, path }: Fault, calledMethod: string, calledPath: string): boolean {
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
