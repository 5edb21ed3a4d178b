import type { SalesforceClient } from '../crm/salesforce/client.ts';
import { deliverKeys, isCertainlyWithout } from '../crm/salesforce/deliver-keys.ts';
import type { Tenant } from '../sync/service.ts';
import type { SalesforceKeys } from './salesforce-keys.ts';

/**
 * Makes keys for an org and lays them down there. Whatever happens on the way, the org never holds keys
 * that we do not know.
 * @throws AppError see `deliverKeys` of the connector
 */
export async function issueAndDeliver(
  keys: SalesforceKeys,
  client: SalesforceClient,
  tenant: Tenant,
  orgId: string,
): Promise<void> {
  const { keyId, apiKey, signingKey } = await keys.issue(tenant, orgId);
  try {
    await deliverKeys(client, { orgId, apiKey, signingKey });
  } catch (error) {
    if (isCertainlyWithout(error)) await keys.withdraw(tenant, keyId);
    throw error;
  }
  await keys.confirm(tenant, keyId);
}
