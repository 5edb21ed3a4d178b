import type { ObjectType } from '../catalogue/index.ts';
import type { Org } from './org.ts';
import { systemContext } from './plant.ts';
import { stamps } from './preparation.ts';
import type { StoredRecord } from './records.ts';

/** Takes a record out of the recycle bin; what was deleted with it stays there. */
export function restoreRecord(org: Org, type: ObjectType, id: string): StoredRecord {
  const record = org.records.find(type.name, id);
  if (!record?.isDeleted) throw new Error(`${id} is not in the recycle bin`);
  const now = org.now();
  const values = new Map([
    ...record.values,
    ['IsDeleted', false] as const,
    ...stamps(type, { LastModifiedDate: now, SystemModstamp: now }),
  ]);
  const restored = { ...record, values, isDeleted: false };
  return org.atomically(systemContext, () => {
    org.records.put(restored);
    return restored;
  });
}
