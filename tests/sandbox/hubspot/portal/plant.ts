import type { HubSpotObjectType, HubSpotSeed, HubSpotSeedRecord } from '../seed.ts';
import { primaryType } from './association-types.ts';
import { type Portal, requireDefaultType } from './portal.ts';
import type { StoredRecord } from './records.ts';

/** A portal always has somebody who installed the app. */
const installer = {
  id: '9001',
  email: 'installer@portal.example',
  firstName: 'Ingrid',
  lastName: 'Installer',
  userId: 90_001,
  superAdmin: true,
};

/**
 * Fills an empty portal. Throws an error naming the record when a property is unknown, a value does
 * not fit, an id is used twice or an associated id does not exist.
 */
export function plant(portal: Portal, seed: HubSpotSeed, at: number): void {
  portal.owners.push(...(seed.owners ?? [installer]));
  const planted: { record: StoredRecord; seeded: HubSpotSeedRecord }[] = [];
  const plantAll = (type: HubSpotObjectType, records: readonly HubSpotSeedRecord[] = []) => {
    for (const seeded of records)
      planted.push({ record: plantOne(portal, type, seeded, at), seeded });
  };
  plantAll('companies', seed.companies);
  plantAll('contacts', seed.contacts);
  plantAll('deals', seed.deals);

  const primary = (from: 'contacts' | 'deals', id: string, companyId: string) => {
    const type = primaryType(from, 'companies') ?? requireDefaultType(from, 'companies');
    portal.link({ type: from, id }, { type: 'companies', id: companyId }, type, at);
  };
  for (const { id, companyId } of seed.contacts ?? []) {
    if (companyId !== undefined) primary('contacts', id, companyId);
  }
  for (const { id, contactIds = [], companyIds = [] } of seed.deals ?? []) {
    for (const contactId of contactIds) {
      const type = requireDefaultType('deals', 'contacts');
      portal.link({ type: 'deals', id }, { type: 'contacts', id: contactId }, type, at);
    }
    for (const [index, companyId] of companyIds.entries()) {
      if (index === 0) primary('deals', id, companyId);
      else {
        const type = requireDefaultType('deals', 'companies');
        portal.link({ type: 'deals', id }, { type: 'companies', id: companyId }, type, at);
      }
    }
  }
  for (const { from, to } of seed.associations ?? []) {
    portal.link(from, to, requireDefaultType(from.type, to.type), at);
  }
  for (const { record, seeded } of planted) settle(portal, record, seeded, at);
}

function plantOne(
  portal: Portal,
  type: HubSpotObjectType,
  seeded: HubSpotSeedRecord,
  at: number,
): StoredRecord {
  const name = `Seed ${type} ${seeded.id}`;
  if (!/^\d{1,15}$/.test(seeded.id)) throw new Error(`${name}: an id is a number`);
  if (portal.records.find(type, seeded.id)) throw new Error(`${name}: the id is used twice`);
  const createdAt = seeded.createdAt === undefined ? at : Date.parse(seeded.createdAt);
  try {
    const context = { at: createdAt, source: 'IMPORT', mayWriteReadOnly: true } as const;
    return portal.create(type, seeded.properties, [], context, { id: seeded.id, createdAt });
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Makes the record look untouched since the seed's date. */
function settle(portal: Portal, record: StoredRecord, seeded: HubSpotSeedRecord, at: number): void {
  const updatedAt =
    seeded.updatedAt === undefined ? record.createdAt : Date.parse(seeded.updatedAt);
  portal.refresh(record, updatedAt);
  portal.records.touch(record, updatedAt);
  record.versions = [];
  portal.records.publish(record, 0, 0);
  if (seeded.archived) portal.archive(record, at);
}
