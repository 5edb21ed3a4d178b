/** Headings over the server's sentences, by error code. */
const titles: Readonly<Record<string, string>> = {
  not_connected: 'oppSpot is not connected to this account',
  not_installed: 'oppSpot is not connected to this account',
  needs_reauthorisation: 'oppSpot needs your permission again',
  crm_needs_reauthorisation: 'oppSpot needs your permission again',
  crm_missing_scope: 'oppSpot lacks a permission',
  administrators_only: 'Only administrators may do this',
  rate_limited: 'Too many calls at once',
  crm_rate_limited: 'HubSpot is busy',
  too_many_requests: 'Too many calls at once',
  timed_out: 'oppSpot did not answer in time',
  unreachable: 'oppSpot could not be reached',
  server_failed: 'oppSpot failed to answer',
  other_account: 'This is another account',
};

const lockedCodes: readonly string[] = [
  'not_connected',
  'not_installed',
  'needs_reauthorisation',
  'crm_needs_reauthorisation',
  'crm_missing_scope',
];

export function errorTitle(code: string, otherwise: string): string {
  return titles[code] ?? otherwise;
}

/** Whether nothing helps but connecting, or connecting anew with more permissions. */
export function canReconnect(code: string): boolean {
  return lockedCodes.includes(code);
}
