import { isCrmError } from '../errors.ts';
import type { HubSpotApi } from './api.ts';
import { usersScope } from './scopes.ts';

/**
 * Whether a user is a super admin; null where the account does not let us ask. HubSpot tells of no
 * other permission of a person.
 * @param grantedScopes null while nobody knows them: then HubSpot is asked
 * @throws CrmError
 * @see https://developers.hubspot.com/docs/api-reference/latest/account/settings/user-provisioning/guide
 */
export async function isSuperAdmin(
  api: HubSpotApi,
  userId: string,
  grantedScopes: readonly string[] | null,
): Promise<boolean | null> {
  if (grantedScopes !== null && !grantedScopes.includes(usersScope)) return null;
  try {
    return await api.isSuperAdmin(userId);
  } catch (error) {
    if (isCrmError(error) && (error.kind === 'missing_scope' || error.kind === 'not_found')) {
      // HubSpot signed that this person asks: one it does not find is one it does not tell about.
      return null;
    }
    throw error;
  }
}
