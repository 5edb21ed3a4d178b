import { CrmError } from '../crm/errors.ts';
import { crmLabel } from '../crm/labels.ts';
import type { Account } from './limiter.ts';

/** Sources are told of by their id: their refusals reach nobody as they stand. */
const labelOf = (crm: Account['crm']) =>
  Object.hasOwn(crmLabel, crm) ? crmLabel[crm as keyof typeof crmLabel] : crm;

/** What people are told while an account may not be called. */
export function usedUpSentence(crm: Account['crm']): string {
  const account = crm === 'salesforce' ? 'org' : 'account';
  return `The ${labelOf(crm)} ${account} has used up its API calls for now. Try again later, or ask an administrator what uses them.`;
}

/** @param retryAfterMs when calls may go on */
export function isPaused(crm: Account['crm'], retryAfterMs: number): CrmError {
  return new CrmError('rate_limited', usedUpSentence(crm), {
    crmStatus: null,
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}

/** @param retryAfterMs when bulk work may look again */
export function dayIsNearlyUsed(crm: Account['crm'], retryAfterMs: number): CrmError {
  return new CrmError(
    'rate_limited',
    `${labelOf(crm)} has few API calls left for today. They are kept for people; records that can wait go on later.`,
    { crmStatus: null, retryAfterMs: Math.ceil(retryAfterMs) },
  );
}
