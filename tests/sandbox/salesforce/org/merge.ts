import type { ObjectType } from '../catalogue/index.ts';
import type { Org } from './org.ts';
import { systemContext } from './plant.ts';

/**
 * Merges records into one that lives on: what hung on them hangs on it, and they are deleted with its
 * id as their master's. Up to two at a time, as in Salesforce.
 * https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_merge.htm
 */
export function mergeRecords(
  org: Org,
  type: ObjectType,
  survivorId: string,
  mergedIds: readonly string[],
): void {
  if (!['Account', 'Contact', 'Lead'].includes(type.name)) {
    throw new Error(`${type.name} records cannot be merged`);
  }
  if (mergedIds.length < 1 || mergedIds.length > 2 || mergedIds.includes(survivorId)) {
    throw new Error('One or two other records are merged into a record');
  }
  const survivor = org.forWrite(type, survivorId);
  org.atomically(systemContext, () => {
    for (const id of mergedIds) {
      const merged = org.forWrite(type, id);
      rehang(org, type, merged.id, survivor.id);
      org.delete(type, merged.id, systemContext);
      const deleted = org.records.find(type.name, merged.id);
      if (!deleted) throw new Error(`${merged.id} is gone`);
      const values = new Map([...deleted.values, ['MasterRecordId', survivor.id] as const]);
      org.records.put({ ...deleted, values });
    }
    org.update(type, survivor.id, {}, systemContext);
  });
}

function rehang(org: Org, { describe }: ObjectType, from: string, to: string): void {
  for (const { childSObject, field } of describe.childRelationships) {
    const childType = org.catalogue.find(childSObject);
    if (!childType || field === 'MasterRecordId') continue;
    for (const child of org.records.all(childSObject)) {
      if (child.isDeleted || child.values.get(field) !== from) continue;
      org.update(childType, child.id, { [field]: to }, systemContext);
    }
  }
}
