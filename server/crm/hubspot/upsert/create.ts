/** New contacts and companies, in batches; what somebody else made meanwhile is found. */
import type { WriteOutcome } from '../../connector.ts';
import type { NewRecord } from '../../upsert/desk.ts';
import type { EntityObject } from '../../upsert/entity.ts';
import type { HubSpotApi } from '../api.ts';
import type { AssociationTarget, HubSpotObject } from '../api-types.ts';
import { internalError } from '../errors.ts';
import { wireValue } from '../fields.ts';
import { type Account, recordUrl } from '../links.ts';
import { type Entry, type Outcomes, writeBatches } from '../write/batch.ts';
import { companyKeyOf, companyKeyProperty } from './company-key.ts';

/** https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide */
const contactToPrimaryCompany = 1;

interface NewEntry extends Entry {
  readonly associations: readonly AssociationTarget[];
}

export interface CreateContext {
  readonly api: HubSpotApi;
  readonly account: Account;
}

export async function createContacts(
  context: CreateContext,
  records: readonly NewRecord[],
): Promise<Outcomes> {
  const entries = records.map(({ key, identity, values, companyId }) => ({
    key,
    properties: { ...wired(values), email: identity.email ?? '' },
    associations: companyId === null ? [] : [{ id: companyId, typeId: contactToPrimaryCompany }],
    rejected: [],
  }));
  return create(context, 'contact', 'email', entries);
}

/** @param hasKey whether the account has our key; without it only the search keeps doubles away */
export async function createCompanies(
  context: CreateContext,
  records: readonly NewRecord[],
  hasKey: boolean,
): Promise<Outcomes> {
  const plain = records.map(({ key, values }) => newEntry(key, wired(values)));
  if (!hasKey) return create(context, 'company', null, plain);
  const keyed = records.map(({ key, identity, values }) =>
    newEntry(key, { ...wired(values), [companyKeyProperty]: companyKeyOf(identity) }),
  );
  const outcomes = await create(context, 'company', companyKeyProperty, keyed);
  // A company in the recycling bin may still hold the key, and then no living one answers to it.
  const held = plain.filter(({ key }) => isTaken(outcomes.get(key)));
  const again = await create(context, 'company', null, held);
  return new Map([...outcomes, ...again]);
}

function newEntry(key: string, properties: NewEntry['properties']): NewEntry {
  return { key, properties, associations: [], rejected: [] };
}

function isTaken(outcome: WriteOutcome | undefined): boolean {
  return (
    outcome?.status === 'failed' && 'kind' in outcome.error && outcome.error.kind === 'conflict'
  );
}

function wired(values: NewRecord['values']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, wireValue(value)]),
  );
}

/** @param unique the property by which HubSpot refuses a second one; null where it has none */
async function create(
  { api, account }: CreateContext,
  object: EntityObject,
  unique: string | null,
  entries: readonly NewEntry[],
): Promise<Outcomes> {
  const type = object === 'contact' ? 'contacts' : 'companies';
  const isOf = (entry: NewEntry, found: HubSpotObject) =>
    unique !== null &&
    found.properties[unique]?.toLowerCase() === entry.properties[unique]?.toLowerCase();

  async function findExisting(refused: readonly NewEntry[]): Promise<Outcomes> {
    if (unique === null) return new Map();
    try {
      const values = refused.map(({ properties }) => properties[unique] ?? '');
      const answer = await api.readMany(type, values, [unique], { idProperty: unique });
      return new Map(
        refused.flatMap((entry): [string, WriteOutcome][] => {
          const found = answer.objects.find((one) => isOf(entry, one));
          if (!found) return [];
          const url = recordUrl(account, object, found.id);
          const outcome = { status: 'applied', id: found.id, url, existing: true, rejected: [] };
          return [[entry.key, outcome as WriteOutcome]];
        }),
      );
    } catch (failure) {
      // Somebody has it and we cannot see who: nothing may be sent again.
      const error = internalError(failure);
      return new Map(refused.map(({ key }) => [key, { status: 'unknown', error }]));
    }
  }

  return writeBatches<NewEntry>(entries, {
    creates: true,
    send: (part) =>
      api.create(
        type,
        part.map((entry, position) => ({ ...entry, traceId: `${position}` })),
      ),
    owns: isOf,
    isOptional: (property) => property !== unique,
    url: (_, id) => recordUrl(account, object, id),
    findExisting,
  });
}
