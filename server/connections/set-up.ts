/**
 * What belongs to connecting besides the tokens: our fields in the account, and the org's keys. All of
 * it can be repeated, so a process that dies half-way leaves it to whoever looks next.
 */
import type { ConnectableCrm } from '../../shared/contract/integrations.ts';
import { isAppError } from '../errors.ts';
import { getIntegration, noteSetUp } from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';
import type { ConnectionsDependencies } from './dependencies.ts';

/**
 * Puts in place what is missing, once in all processes.
 * @returns what could not be done, in a sentence; null when all is done
 */
export async function setUp(
  deps: ConnectionsDependencies,
  tenant: Tenant,
  crm: ConnectableCrm,
): Promise<string | null> {
  const { organizationId, integrationId } = tenant;
  return deps.database.withLock(`set-up-${integrationId}`, async () => {
    const integration = await deps.database.withOrganization(organizationId, (trx) =>
      getIntegration(trx, integrationId),
    );
    if (!integration || integration.isSetUp || integration.status !== 'connected') return null;
    try {
      if (crm === 'salesforce') await deps.salesforce.deliverKeys(tenant);
      await deps.provision(tenant);
    } catch (error) {
      if (!isAppError(error)) deps.logger.error({ err: error, ...tenant }, 'set-up went wrong');
      const sentence = isAppError(error)
        ? error.message
        : 'Something went wrong on our side while oppSpot was set up. It is tried again.';
      await note(deps, tenant, { error: sentence });
      return sentence;
    }
    await note(deps, tenant, { doneAt: deps.runtime.now() });
    return null;
  });
}

async function note(
  { database }: ConnectionsDependencies,
  { organizationId, integrationId }: Tenant,
  outcome: Parameters<typeof noteSetUp>[2],
): Promise<void> {
  await database.withOrganization(organizationId, (trx) => noteSetUp(trx, integrationId, outcome));
}
