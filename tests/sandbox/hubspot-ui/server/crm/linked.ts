import type { Portal } from '../../../hubspot/portal/portal.ts';
import type { StoredRecord } from '../../../hubspot/portal/records.ts';
import type { HubSpotObjectType } from '../../../hubspot/seed.ts';

/** Live records of a type that are linked to one, oldest link first. */
export function linkedRecords(
  portal: Portal,
  record: StoredRecord,
  type: HubSpotObjectType,
): StoredRecord[] {
  return portal.associations
    .of(record, type)
    .map(({ id }) => portal.records.live(type, id))
    .filter((linked) => linked !== undefined);
}
