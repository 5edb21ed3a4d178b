/**
 * What Salesforce tells of an org's daily calls. The org shares them with everything else it has
 * connected, so nobody can count them but Salesforce, which says the number with every answer.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/headers_api_usage.htm
 */
import type { CallBudget } from '../../limits/budget.ts';
import type { CrmError } from '../errors.ts';
import { readErrorBody } from './error-body.ts';
import { isUsedUp, parsed } from './errors.ts';
import type { HttpAnswer } from './transport.ts';

/** Takes the `Sforce-Limit-Info` header of an answer. */
export function observeUsage(budget: CallBudget, { headers }: HttpAnswer): void {
  const found = /api-usage=(\d+)\/(\d+)/.exec(headers['sforce-limit-info'] ?? '');
  if (found) budget.observe({ used: Number(found[1]), limit: Number(found[2]) });
}

/** Tells all who call the org when Salesforce said that its calls are used up. */
export function heedLimit(budget: CallBudget, error: CrmError, answer: HttpAnswer | null): void {
  if (error.kind !== 'rate_limited' || error.retryAfterMs === null || !answer) return;
  if (isUsedUp(readErrorBody(parsed(answer.body)))) budget.pause(error.retryAfterMs);
}
