/** Users of an org: whom records can be given to, and who administers it. */
import type { CrmOwner } from '../connector.ts';
import { isCrmError } from '../errors.ts';
import type { SalesforceClient } from './client.ts';
import { toId18 } from './ids.ts';
import { type Row, rowsOf, textIn } from './query.ts';
import { quoted } from './soql.ts';

const activeUsers =
  "SELECT Id, Name, Email FROM User WHERE IsActive = true AND UserType = 'Standard' ORDER BY Name";

/** Active users by name; those of portals and of Salesforce itself own no leads. @throws CrmError */
export async function readOwners(client: SalesforceClient): Promise<CrmOwner[]> {
  const owners = (await rowsOf(client, activeUsers)).map(toOwner);
  return owners.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id));
}

function toOwner(user: Row): CrmOwner {
  const id = textIn(user, 'Id') ?? '';
  const email = textIn(user, 'Email');
  return { id, userId: id, name: textIn(user, 'Name') ?? email ?? `User ${id}`, email };
}

/**
 * Whether a user may change the org's set-up, by profile or by permission set: a profile is a
 * permission set, too. Null where the connected user may not ask.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_permissionsetassignment.htm
 * @throws CrmError when Salesforce cannot be asked now
 */
export async function isAdministrator(
  client: SalesforceClient,
  userId: string,
): Promise<boolean | null> {
  const id = toId18(userId);
  if (id === null) return null;
  const soql = `SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ${quoted(id)} AND Assignee.IsActive = true AND PermissionSet.PermissionsCustomizeApplication = true LIMIT 1`;
  try {
    return (await rowsOf(client, soql)).length > 0;
  } catch (error) {
    if (isCrmError(error) && (error.kind === 'missing_scope' || error.kind === 'validation')) {
      return null;
    }
    throw error;
  }
}
