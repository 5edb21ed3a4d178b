/** The connector of a tenant's connection, whichever CRM it is to. */
import type { CrmConnector, CrmName } from '../crm/connector.ts';
import { AppError } from '../errors.ts';
import type { Database } from '../store/database.ts';
import { getIntegration } from '../store/integrations.ts';
import type { Tenant } from '../sync/service.ts';

type ConnectorFor = (tenant: Tenant) => Promise<CrmConnector>;

/** @param byCrm those CRMs there is a connector for */
export function createConnectors(
  database: Database,
  byCrm: Readonly<Partial<Record<CrmName, ConnectorFor>>>,
): ConnectorFor {
  /** A connection never changes its CRM. */
  const known = new Map<string, CrmName>();

  async function crmOf({ organizationId, integrationId }: Tenant): Promise<CrmName | null> {
    const remembered = known.get(integrationId);
    if (remembered) return remembered;
    const integration = await database.withOrganization(organizationId, (trx) =>
      getIntegration(trx, integrationId),
    );
    if (integration) known.set(integrationId, integration.crm);
    return integration?.crm ?? null;
  }

  return async (tenant) => {
    const crm = await crmOf(tenant);
    const connectorFor = crm && byCrm[crm];
    if (!connectorFor) throw notConnected();
    return connectorFor(tenant);
  };
}

const notConnected = () =>
  new AppError('The CRM is not connected. Ask an admin to connect it in the settings.', {
    code: 'not_connected',
    status: 409,
  });
