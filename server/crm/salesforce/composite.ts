/**
 * Several requests in one call. Each part succeeds or fails by itself; the whole counts once against
 * the org's daily calls.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_composite.htm
 */
import { z } from 'zod';
import type { CrmError } from '../errors.ts';
import type { Effect, SalesforceClient } from './client.ts';
import { salesforceError } from './errors.ts';
import { dataPath } from './versions.ts';

/** Queries and collections one composite may have. */
export const heavyPartsPerCall = 5;
/** Rows of one collection. */
export const rowsPerCollection = 200;

export interface Part {
  /** Letters and digits; names the part within its call. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

export type PartAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly error: CrmError };

const compositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({
      referenceId: z.string(),
      httpStatusCode: z.int(),
      body: z.unknown(),
    }),
  ),
});

/**
 * An answer for every part.
 * @param timeoutMs deadline where the parts have much to do; the client's own when absent
 * @throws CrmError when the call as a whole fails, or an answer to a part is missing
 */
export async function composite(
  client: SalesforceClient,
  effect: Effect,
  parts: readonly Part[],
  timeoutMs?: number,
): Promise<Map<string, PartAnswer>> {
  const names = parts.map(({ name }) => name);
  const whole = compositeAnswer.refine(({ compositeResponse }) => {
    const answered = new Set(compositeResponse.map(({ referenceId }) => referenceId));
    return names.every((name) => answered.has(name));
  }, 'A part has no answer.');
  const { compositeResponse } = await client.call(effect, {
    method: 'POST',
    path: dataPath('/composite'),
    body: {
      allOrNone: false,
      compositeRequest: parts.map(({ name, method, path, body }) => ({
        method,
        url: path,
        referenceId: name,
        ...(body !== undefined && { body }),
      })),
    },
    answer: whole,
    timeoutMs,
  });
  return new Map(
    compositeResponse.map(({ referenceId, httpStatusCode: status, body }): [string, PartAnswer] => {
      if (status >= 200 && status < 300) return [referenceId, { ok: true, body }];
      const error = salesforceError({ status, body, write: effect !== 'read' });
      return [referenceId, { ok: false, error }];
    }),
  );
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
