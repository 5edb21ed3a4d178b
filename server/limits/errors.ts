import type { CrmName } from '../crm/connector.ts';
import { CrmError } from '../crm/errors.ts';
import { crmLabel } from '../crm/labels.ts';

/** What people are told while an account may not be called. */
export function usedUpSentence(crm: CrmName): string {
  const account = crm === 'salesforce' ? 'org' : 'account';
  return `The ${crmLabel[crm]} ${account} has used up its API calls for now. Try again later, or ask an administrator what uses them.`;
}

/** @param retryAfterMs when calls may go on */
export function isPaused(crm: CrmName, retryAfterMs: number): CrmError {
  return new CrmError('rate_limited', usedUpSentence(crm), {
    crmStatus: null,
    retryAfterMs: Math.ceil(retryAfterMs),
  });
}

/** @param retryAfterMs when bulk work may look again */
export function dayIsNearlyUsed(crm: CrmName, retryAfterMs: number): CrmError {
  return new CrmError(
    'rate_limited',
    `${crmLabel[crm]} has few API calls left for today. They are kept for people; records that can wait go on later.`,
    { crmStatus: null, retryAfterMs: Math.ceil(retryAfterMs) },
  );
}
