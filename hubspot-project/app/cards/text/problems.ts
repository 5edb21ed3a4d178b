/** What a problem is called and what helps. The server's message says what happened. */
import type { CardError } from '../../../../shared/contract/answer.ts';

export interface Explanation {
  readonly title: string;
  readonly variant: 'danger' | 'warning' | 'info';
  /** The button offered: ask the same again, look how things stand, preview anew, or none. */
  readonly next: 'again' | 'look' | 'preview' | 'none';
  /** What helps where no button does. */
  readonly advice?: string;
}

/** @param error whatever came instead of a result */
export function explain({ code, retryable }: CardError): Explanation {
  return (
    explanations[code] ?? {
      title: 'That did not work',
      variant: 'danger',
      next: retryable ? 'again' : 'look',
    }
  );
}

/** Nobody can enrich anything before an admin has done something. */
export function isAboutConnection({ code }: CardError): boolean {
  return connection.includes(code);
}

/** It works again as soon as somebody has connected the account. */
export function isCuredByConnecting(error: CardError): boolean {
  return isAboutConnection(error) && error.code !== 'no_server';
}

/** The record itself must not be enriched; asking again changes nothing. */
export function isRefused({ code }: CardError): boolean {
  return ['suppressed', 'opted_out', 'record_erased', 'erased'].includes(code);
}

/** Text of the button for what is offered. */
export const offers: Readonly<Record<'again' | 'look' | 'preview', string>> = {
  again: 'Try again',
  look: 'Look again',
  preview: 'Preview again',
};

/** "Try again in 5 s", or at once. */
export function againIn(seconds: number): string {
  return seconds > 0 ? `${offers.again} in ${seconds} s` : offers.again;
}

const connection: readonly string[] = [
  'not_connected',
  'not_installed',
  'needs_reauthorisation',
  'crm_needs_reauthorisation',
  'no_server',
];

const notConnected: Explanation = {
  title: 'oppSpot is not connected to this HubSpot account',
  variant: 'warning',
  next: 'look',
};
const reconnect: Explanation = {
  title: 'oppSpot must be connected again',
  variant: 'warning',
  next: 'look',
};
const erased: Explanation = {
  title: 'The data of this person was erased',
  variant: 'info',
  next: 'none',
};
const tooMany: Explanation = {
  title: 'Too many requests at this moment',
  variant: 'warning',
  next: 'again',
};
const tooMuch: Explanation = {
  title: 'oppSpot is busy at this moment',
  variant: 'warning',
  next: 'again',
};
const noAnswer: Explanation = {
  title: 'No answer from oppSpot',
  variant: 'warning',
  next: 'again',
};

const explanations: Readonly<Record<string, Explanation | undefined>> = {
  not_connected: notConnected,
  not_installed: notConnected,
  no_server: notConnected,
  needs_reauthorisation: reconnect,
  crm_needs_reauthorisation: reconnect,
  crm_missing_scope: {
    title: 'oppSpot lacks a permission in HubSpot',
    variant: 'warning',
    next: 'again',
  },
  crm_not_found: { title: 'HubSpot has no such record any more', variant: 'warning', next: 'look' },
  crm_transient: {
    title: 'HubSpot does not answer at this moment',
    variant: 'warning',
    next: 'again',
  },
  busy: tooMuch,
  database_unavailable: tooMuch,
  rate_limited: tooMany,
  crm_rate_limited: tooMany,
  too_many_requests: tooMany,
  timed_out: noAnswer,
  unreachable: noAnswer,
  server_failed: noAnswer,
  unexpected_answer: noAnswer,
  still_working: { title: 'Still working', variant: 'info', next: 'look' },
  enrichment_in_progress: { title: 'Already under way', variant: 'info', next: 'look' },
  record_changed: {
    title: 'The record changed since the preview',
    variant: 'warning',
    next: 'preview',
  },
  not_a_preview: { title: 'This preview is no longer open', variant: 'info', next: 'look' },
  preview_not_applied: { title: 'This is only a preview', variant: 'info', next: 'look' },
  action_not_found: { title: 'No longer suggested', variant: 'info', next: 'look' },
  record_erased: erased,
  erased,
  nothing_to_undo: { title: 'There is nothing to undo', variant: 'info', next: 'look' },
  suppressed: {
    title: 'On your suppression list',
    variant: 'info',
    next: 'none',
    advice: 'If that is a mistake, an admin can take it off the list in oppSpot’s settings.',
  },
  opted_out: {
    title: 'This person objected to profiling',
    variant: 'info',
    next: 'none',
    advice: 'If that is no longer so, change it on the contact in HubSpot, then enrich again.',
  },
};
