/** What the same work costs an integration that calls HubSpot for one thing at a time. */
import type { LoggedRequest } from '../../sandbox/hubspot/index.ts';

/**
 * Calls in place of one: one for every record read, every kind of association looked up, every record
 * written and every association made.
 */
export function callsOneByOne({
  method,
  query,
  body,
}: Pick<LoggedRequest, 'method' | 'query' | 'body'>): number {
  if (method === 'GET') {
    const lookups = query.associations ? query.associations.split(',').length : 0;
    return 1 + lookups;
  }
  return inputsOf(body).reduce((sum, input) => sum + 1 + (input.associations?.length ?? 0), 0) || 1;
}

interface BatchInput {
  readonly associations?: readonly unknown[];
}

function inputsOf(body: unknown): readonly BatchInput[] {
  if (typeof body === 'object' && body !== null && 'inputs' in body && Array.isArray(body.inputs)) {
    return body.inputs;
  }
  return [];
}
