/** What the routes of the settings page have in common: whom they ask, and how they are described. */
import type { Request } from 'express';
import type { z } from 'zod';
import type { Tenant } from '../../../../sync/service.ts';
import { crmUserOf } from '../../../crm-user.ts';
import type { AppDependencies, HubSpotEdge } from '../../../dependencies.ts';
import { tenantOf } from '../../../middleware/authenticate/index.ts';
import type { Route } from '../../../route.ts';
import { cardDocumentation } from '../cards/card-route.ts';

export type SettingsEdge = Pick<HubSpotEdge, 'settings'> &
  Pick<AppDependencies, 'mappings' | 'ownProvider' | 'scoring' | 'connections' | 'audit' | 'bulk'>;

export const settingsPath = '/hubspot/settings';

/** @param data what the route answers with */
export function settingsDocumentation(
  texts: Pick<Route['documentation'], 'operationId' | 'summary' | 'description'>,
  data: z.ZodType,
): Route['documentation'] {
  return { ...cardDocumentation(texts, data), tag: 'HubSpot settings' };
}

/**
 * The tenant of a request, when the person who asks administers the account.
 * @throws AppError `administrators_only`
 */
export async function administratedTenant(
  { settings }: Pick<SettingsEdge, 'settings'>,
  request: Request,
): Promise<Tenant> {
  const tenant = tenantOf(request);
  await settings.requireAdministrator(tenant, crmUserOf(request).userId);
  return tenant;
}
