/** Salesforce's side of creating and updating records by data. */
import type { CrmConnector } from '../../connector.ts';
import type { UpsertDesk } from '../../upsert/desk.ts';
import type { EntityObject, EntityValues, FoundRecord } from '../../upsert/entity.ts';
import { placesIn } from '../../upsert/places.ts';
import type { SalesforceClient } from '../client.ts';
import { internalError, salesforceError } from '../errors.ts';
import { isIdOf, toId18 } from '../ids.ts';
import { objectNames } from '../links.ts';
import type { SchemaSource } from '../read/read.ts';
import type { OrgSchema } from '../schema.ts';
import { inList } from '../soql.ts';
import { type Entry, unwritable, without } from '../write/entry.ts';
import { type Outcomes, settleRows } from '../write/settle.ts';
import { findRecords, readWhere } from './find.ts';

const fields = {
  contact: placesIn({
    email: 'Email',
    first_name: 'FirstName',
    last_name: 'LastName',
    job_title: 'Title',
    phone: 'Phone',
  }),
  company: placesIn({ company_name: 'Name', company_website: 'Website', phone: 'Phone' }),
} as const;

/** Without these there is no record, or one that could not be found again. */
const needed: ReadonlySet<string> = new Set(['LastName', 'Email', 'Name']);

export function createSalesforceDesk(
  client: SalesforceClient,
  schemas: SchemaSource,
  { encode, write }: Pick<CrmConnector, 'encode' | 'write'>,
): UpsertDesk {
  return {
    encode,
    write,
    fields: (object) => fields[object],
    complete,

    async read(object, ids, extraFields) {
      const schema = await schemas.current();
      const prefix = schema.object(objectNames[object])?.keyPrefix ?? null;
      const long = new Map(ids.map((id) => [id, toId18(id)]));
      const real = [...long.values()].filter((id) => id !== null && isIdOf(prefix, id)) as string[];
      const conditions = real.length > 0 ? [inList('Id', real)] : [];
      const found = await readWhere(client, schema, object, extraFields, conditions);
      const byId = new Map(found.map((record) => [record.ref.id, record]));
      return new Map(
        [...long].flatMap(([id, full]) => {
          const record = byId.get(full ?? '');
          return record ? [[id, record] as const] : [];
        }),
      );
    },

    find: async (object, wanted, extraFields) =>
      findRecords(client, await schemas.current(), object, wanted, extraFields),

    async create(object, records) {
      const outcomes: Outcomes = new Map();
      try {
        const schema = await schemas.current();
        const entries: Entry[] = [];
        for (const { key, values, companyId } of records) {
          const whole = companyId === null ? values : { ...values, AccountId: companyId };
          const entry = entryOf(schema, object, key, whole);
          if (entry) entries.push(entry);
          else outcomes.set(key, { status: 'failed', error: closed(object) });
        }
        for (const [key, outcome] of await settleRows(client, entries)) outcomes.set(key, outcome);
      } catch (failure) {
        const error = internalError(failure);
        for (const { key } of records) outcomes.set(key, { status: 'failed', error });
      }
      return outcomes;
    },

    async link(links) {
      const outcomes = await write(
        links.map(({ contactId, companyId }) => ({
          kind: 'update',
          key: contactId,
          record: { object: 'contact', id: contactId },
          values: { AccountId: companyId },
        })),
      );
      return new Map(
        [...outcomes].map(([id, outcome]) => [
          id,
          outcome.status === 'applied' ? null : outcome.error,
        ]),
      );
    },
  };
}

/** An account has no field for a domain, and has to have a name. */
function complete(
  object: EntityObject,
  values: EntityValues,
  found: FoundRecord | null,
): EntityValues {
  const domain = object === 'company' ? values.company_domain : undefined;
  if (domain === undefined) return values;
  const isNew = found === null;
  return {
    ...(isNew && { company_name: domain }),
    ...((isNew || found.domain === null) && { company_website: domain }),
    ...values,
  };
}

function entryOf(
  schema: OrgSchema,
  object: EntityObject,
  key: string,
  values: Entry['values'],
): Entry | null {
  const described = schema.object(objectNames[object]);
  if (!described?.createable) return null;
  const entry: Entry = {
    key,
    object: described.name,
    id: null,
    values,
    rejected: [],
    isOptional: (field) => !needed.has(field),
    keyField: null,
  };
  const refused = unwritable(entry, described);
  return refused.length === 0 ? entry : without(entry, refused);
}

function closed(object: EntityObject) {
  const message = `The connected user may not create ${objectNames[object]}.`;
  return salesforceError({ status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message }] });
}
