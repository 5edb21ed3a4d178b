/** The Salesforce half of the sandbox: an org with the same people in it, connected as a tenant of its own. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Services } from '../../server/services.ts';
import type { Tenant } from '../../server/sync/service.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import {
  campaignObjects,
  mailObjects,
  permissionObjects,
} from './salesforce/catalogue/optional.ts';
import { type SalesforceStandin, startSalesforceStandin } from './salesforce/index.ts';
import type { OAuthClient } from './salesforce/options.ts';
import { grantsOf } from './salesforce-ui/bridge/org-metadata.ts';
import type { UiUser } from './salesforce-ui/contract.ts';
import { salesforceId, salesforceWorldSettings, type World } from './world/world.ts';

export interface SalesforceOrg {
  readonly standin: SalesforceStandin;
  readonly tenant: Tenant;
}

const accessToken = () => `sandbox-${randomBytes(16).toString('hex')}`;

const packageMetadata = fileURLToPath(
  new URL('../../salesforce-package/force-app/main/default/', import.meta.url),
);

/**
 * The org alone; `connectOrg` makes it a tenant.
 * @param app whose consent page the org has, for whoever connects it from the browser
 */
export async function startOrg(world: World, app?: OAuthClient) {
  const token = accessToken();
  const standin = await startSalesforceStandin({
    accessTokens: [{ token }],
    objects: [...mailObjects, ...campaignObjects, ...permissionObjects],
    pubSub: {},
    seed: world.salesforce,
    ...(app && { oauthClients: [app], consentPage: true }),
  });
  for (const { id, permissionSets } of usersOf(world.hubspot)) {
    const { customPermissions, classes } = grantsOf(packageMetadata, permissionSets);
    const own = { customPermissions: [...customPermissions], apexClasses: [...classes] };
    standin.setPermissions(own, id);
  }
  return { standin, token };
}

export async function connectOrg(
  services: Services,
  { standin, token }: Awaited<ReturnType<typeof startOrg>>,
): Promise<SalesforceOrg> {
  const tenant = await services.salesforce.connect({
    grant: { accessToken: token, refreshToken: 'none', instanceUrl: standin.url },
    loginUrl: standin.url,
    organizationName: 'Sandbox in Salesforce',
    grantedScopes: ['api', 'refresh_token'],
    settings: tenantSettings.parse(salesforceWorldSettings),
  });
  await services.salesforce.deliverKeys(tenant);
  return { standin, tenant };
}

/** Who may sit at the org's pages: whoever administers it, a rep, and a rep without any of our permissions. */
export function usersOf({ owners }: Required<World['hubspot']>): UiUser[] {
  const [admin, rep, newcomer] = owners;
  const person = (
    owner: typeof admin,
    role: string,
    permissionSets: readonly string[],
  ): UiUser[] =>
    owner
      ? [
          {
            id: salesforceId('user', owner.id),
            name: `${owner.firstName} ${owner.lastName}`,
            role,
            permissionSets,
          },
        ]
      : [];
  return [
    ...person(admin, 'Sales manager, oppSpot admin', ['OppSpot_User', 'OppSpot_Admin_User']),
    ...person(rep, 'Sales rep', ['OppSpot_User']),
    ...person(newcomer, 'New rep, without oppSpot permissions', []),
  ];
}
