/** As `OppSpotSetupController` and its service. */
import { type Method, method } from './method.ts';
import { permissionChecks } from './permission-checks.ts';
import { ApexProblem } from './problem.ts';
import { about } from './question.ts';
import { requirePermission, type Transaction } from './transaction.ts';

/** Milliseconds. */
export const setupTimeoutMs = 30_000;

export const setupMethods: readonly Method[] = [
  method('OppSpotSetupController', 'settings', {}, (transaction) => ask(transaction, 'state', {})),
  method('OppSpotSetupController', 'save', { settingsUpdate: 'String' }, (transaction, given) =>
    ask(transaction, 'save', { update: given.json('settingsUpdate') }),
  ),
  method('OppSpotSetupController', 'repair', {}, (transaction) => ask(transaction, 'repair', {})),
  method('OppSpotSetupController', 'permissions', {}, async (transaction) =>
    success({ checks: await permissionChecks(transaction) }),
  ),
  method('OppSpotSetupController', 'fields', { objectName: 'String' }, (transaction, given) =>
    ask(transaction, 'fields', { object: given.value('objectName') }),
  ),
  method('OppSpotSetupController', 'mappings', {}, (transaction) =>
    ask(transaction, 'mappings/read', {}),
  ),
  method(
    'OppSpotSetupController',
    'saveMappings',
    { mappingsUpdate: 'String' },
    (transaction, given) =>
      ask(transaction, 'mappings/save', { update: given.json('mappingsUpdate') }),
  ),
  method(
    'OppSpotSetupController',
    'previewMappings',
    { recordId: 'Id', items: 'String' },
    (transaction, given) => {
      requirePermission(transaction, 'OppSpot_Admin');
      const details = { items: given.json('items') };
      return ask(transaction, 'mappings/preview', about(transaction, given.recordId, details));
    },
  ),
  method('OppSpotSetupController', 'scoring', {}, (transaction) =>
    ask(transaction, 'scoring/read', {}),
  ),
  method(
    'OppSpotSetupController',
    'changeScoring',
    { scoringChange: 'String' },
    (transaction, given) =>
      ask(transaction, 'scoring/change', { change: given.json('scoringChange') }),
  ),
  method('OppSpotSetupController', 'activity', { cursor: 'String' }, (transaction, given) =>
    ask(transaction, 'activity', { cursor: given.value('cursor') || null }),
  ),
  method('OppSpotSetupController', 'disconnect', {}, async (transaction) => {
    const answer = await ask(transaction, 'disconnect', {});
    const { ok } = JSON.parse(answer) as { ok: boolean };
    if (ok) transaction.salesforce.setOrgKeys(null);
    return answer;
  }),
  method('OppSpotSetupController', 'connectUrl', {}, (transaction) => {
    requirePermission(transaction, 'OppSpot_Admin');
    const start = new URL('/oauth/salesforce/start', addressOf(transaction));
    start.searchParams.set('orgId', transaction.salesforce.orgId);
    // A stand-in on this machine has no My Domain: the product knows where it logs in.
    const { protocol, origin } = new URL(transaction.salesforce.url);
    if (protocol === 'https:') start.searchParams.set('myDomain', origin);
    return success({ url: start.href });
  }),
];

/** @throws ApexProblem */
function addressOf({ appAddress, metadata }: Transaction): string {
  if (appAddress !== null) return appAddress;
  const address = metadata('OppSpot_Setting.App_Address', 'Value__c');
  if (!address?.startsWith('https://')) throw new ApexProblem('Apex_No_App_Address');
  return address;
}

function ask(transaction: Transaction, action: string, details: object): Promise<string> {
  requirePermission(transaction, 'OppSpot_Admin');
  return transaction.gateway.post(`/salesforce/settings/${action}`, details, setupTimeoutMs);
}

const success = (data: object) => JSON.stringify({ ok: true, data });
