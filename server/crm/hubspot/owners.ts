import type { CrmOwner } from '../connector.ts';
import type { HubSpotApi } from './api.ts';
import type { HubSpotOwner } from './api-types.ts';

/** The account's active owners by name. @throws CrmError */
export async function readOwners(api: HubSpotApi): Promise<CrmOwner[]> {
  const owners = (await api.owners()).map(toCrmOwner);
  return owners.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id));
}

function toCrmOwner({ id, userId, firstName, lastName, email }: HubSpotOwner): CrmOwner {
  const name = [firstName, lastName].filter((part) => part !== null).join(' ');
  return { id, userId, name: name || email || `Owner ${id}`, email };
}
