/** The house with a Salesforce org beside the portal: the same people and companies in both. */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { setProvisioned } from '../../server/store/integrations.ts';
import type { Tenant } from '../../server/sync/service.ts';
import type { Enrichment, EnrichRequestInput } from '../../shared/contract/v1.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import {
  campaignObjects,
  mailObjects,
  permissionObjects,
} from '../sandbox/salesforce/catalogue/optional.ts';
import {
  type SalesforceStandin,
  type SalesforceStandinOptions,
  startSalesforceStandin,
} from '../sandbox/salesforce/index.ts';
import { world as createWorld, salesforceWorldSettings } from '../sandbox/world/world.ts';
import type { TestDatabaseKind } from './databases.ts';
import { asked, type House, type HouseOptions, openHouse } from './house.ts';

export interface SalesforceHouse {
  /** Its `tenant` is the HubSpot portal's. */
  readonly house: House;
  readonly salesforce: SalesforceStandin;
  /** The Salesforce org's tenant. */
  readonly tenant: Tenant;
  /** The access token that the tenant's grant holds. */
  readonly accessToken: string;
  enrich(request: EnrichRequestInput): Promise<Enrichment>;
  /** Calls since they were cleared, as "METHOD path". */
  calls(): string[];
}

export interface SalesforceHouseOptions extends HouseOptions {
  readonly standin?: SalesforceStandinOptions;
  /** False: the org was never described in this process. */
  readonly described?: boolean;
}

export async function openSalesforceHouse(
  kind: TestDatabaseKind,
  options: SalesforceHouseOptions = {},
): Promise<SalesforceHouse> {
  const house = await openHouse(kind, options);
  const accessToken = `org-${randomBytes(12).toString('hex')}`;
  const salesforce = await startSalesforceStandin({
    accessTokens: [{ token: accessToken }],
    objects: [...mailObjects, ...campaignObjects, ...permissionObjects],
    seed: createWorld(house.clock.now()).salesforce,
    now: () => house.clock.now(),
    ...options.standin,
  });
  onTestFinished(() => salesforce.close());
  const { services } = house;
  const tenant = await services.salesforce.connect({
    grant: { accessToken, refreshToken: 'none', instanceUrl: salesforce.url },
    loginUrl: salesforce.url,
    organizationName: 'House in Salesforce',
    grantedScopes: ['api', 'refresh_token'],
    settings: tenantSettings.parse({ ...salesforceWorldSettings, ...options.settings }),
  });
  if (options.described ?? true) {
    const report = await (await services.salesforce.connectorFor(tenant)).provision();
    await house.database.withOrganization(tenant.organizationId, (trx) =>
      setProvisioned(trx, tenant.integrationId, report),
    );
  }
  salesforce.clearRequests();
  return {
    house,
    salesforce,
    tenant,
    accessToken,
    enrich: (request) => services.sync.enrich(tenant, asked(request)),
    calls: () => salesforce.requests().map(({ method, path }) => `${method} ${path}`),
  };
}
