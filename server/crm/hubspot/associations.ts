import type { RecordRef } from '../../../shared/plan/plan.ts';
import { CrmError } from '../errors.ts';
import type { AssociationTarget } from './api-types.ts';
import { isHubSpotId } from './links.ts';

/**
 * Default association types from what we create to what it is about.
 * https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide
 */
const typeIds = {
  task: { contact: 204, company: 192 },
  deal: { contact: 3, company: 341 },
} as const;
/** The deal's primary company: the first one we name. */
const dealToPrimaryCompany = 5;

/**
 * What a new task or deal is created with.
 * @throws CrmError `not_found` for a record that HubSpot cannot have
 */
export function associationsOf(
  object: 'task' | 'deal',
  records: readonly RecordRef[],
): AssociationTarget[] {
  let primary = object === 'deal';
  return records.map((record) => {
    if (record.object === 'lead' || !isHubSpotId(record.id)) {
      throw new CrmError(
        'not_found',
        `HubSpot has no ${record.object} ${record.id}. Check the record and try again.`,
        { crmStatus: null },
      );
    }
    if (record.object === 'company' && primary) {
      primary = false;
      return { id: record.id, typeId: dealToPrimaryCompany };
    }
    return { id: record.id, typeId: typeIds[object][record.object] };
  });
}
