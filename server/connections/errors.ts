/** Why an install or connect went no further. Each sentence says what to do next. */
import type { ConnectableCrm } from '../../shared/contract/integrations.ts';
import { crmLabel } from '../crm/labels.ts';
import { AppError } from '../errors.ts';

const refuse = (code: string, status: number, message: string) =>
  new AppError(message, { code, status });

export const notConfigured = (crm: ConnectableCrm) =>
  refuse(
    'not_configured',
    503,
    `This oppSpot installation has no app at ${crmLabel[crm]}. Whoever runs it has to set one up.`,
  );

export const linkExpired = () =>
  refuse('link_expired', 410, 'This link has expired. Start connecting again.');

export const linkUsed = () =>
  refuse(
    'link_used',
    410,
    'This consent was used already. If the account is connected now, all is well; if not, start connecting again.',
  );

export const linkUnknown = () =>
  refuse(
    'link_unknown',
    400,
    'oppSpot does not know this consent. Start connecting again, from here.',
  );

export const otherBrowser = () =>
  refuse(
    'other_browser',
    403,
    'The consent was started in another browser. Finish it there, or start connecting again in this one.',
  );

export const consentDenied = (crm: ConnectableCrm) =>
  refuse(
    'consent_denied',
    403,
    `Nothing was connected, because the permissions were declined at ${crmLabel[crm]}. You can start again at any time.`,
  );

export const notBegunHere = (crm: ConnectableCrm) =>
  refuse(
    'not_begun_here',
    400,
    `This install was begun at ${crmLabel[crm]} and not here. Continue, and ${crmLabel[crm]} will ask once more.`,
  );

export const integrationNotFound = () =>
  refuse('integration_not_found', 404, 'There is no such integration.');
