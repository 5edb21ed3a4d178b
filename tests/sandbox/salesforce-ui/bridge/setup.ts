/** As `OppSpotSetupController` and its service. */
import { type Method, method } from './method.ts';
import { permissionChecks } from './permission-checks.ts';
import { ApexProblem } from './problem.ts';
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
  method('OppSpotSetupController', 'connectUrl', {}, (transaction) => {
    requirePermission(transaction, 'OppSpot_Admin');
    const address = transaction.metadata('OppSpot_Setting.App_Address', 'Value__c');
    if (!address?.startsWith('https://')) throw new ApexProblem('Apex_No_App_Address');
    const org = encodeURIComponent(transaction.salesforce.orgId);
    const url = `${address.replace(/\/$/, '')}/oauth/salesforce/start?orgId=${org}`;
    return success({ url });
  }),
];

function ask(transaction: Transaction, action: string, details: object): Promise<string> {
  requirePermission(transaction, 'OppSpot_Admin');
  return transaction.gateway.post(`/salesforce/settings/${action}`, details, setupTimeoutMs);
}

const success = (data: object) => JSON.stringify({ ok: true, data });
