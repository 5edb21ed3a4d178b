import type { CallBudget } from '../../limits/budget.ts';
import type { CallKind } from '../../limits/limiter.ts';
import { readErrorBody } from './error-body.ts';
import { type Exchange, hubspotError, parsed } from './errors.ts';

/** The longest of HubSpot's limits but the day's. */
const longestWindowMs = 10_000;
const usualMs = 1_000;

/**
 * Tells all who call the account when HubSpot refused a call because of a limit: the limits of seconds
 * pass by themselves, that of the day closes the account. Somebody else may have used them up.
 * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
export function heedLimit(budget: CallBudget, kind: CallKind, exchange: Exchange): void {
  if (exchange.status !== 429) return;
  const body = parsed(exchange.body);
  const { retryAfterMs } = hubspotError({ status: 429, headers: exchange.headers, body });
  const { policyName } = readErrorBody(body);
  const pauseMs = retryAfterMs ?? usualMs;
  if (/SECONDLY/.test(policyName) || pauseMs <= longestWindowMs) {
    budget.slowDown(kind, Math.min(pauseMs, longestWindowMs));
  } else {
    budget.pause(pauseMs);
  }
}
