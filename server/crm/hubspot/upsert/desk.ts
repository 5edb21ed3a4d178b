/** HubSpot's side of creating and updating records by data. */
import type { CrmConnector } from '../../connector.ts';
import type { UpsertDesk } from '../../upsert/desk.ts';
import { placesIn } from '../../upsert/places.ts';
import type { HubSpotApi } from '../api.ts';
import type { HubSpotClient } from '../client.ts';
import { internalError } from '../errors.ts';
import type { Account } from '../links.ts';
import { createUpsertCalls } from './calls.ts';
import { createCompanies, createContacts } from './create.ts';
import { type FindContext, findCompanies, findContacts, readRecords } from './find.ts';

const fields = {
  contact: placesIn({
    email: 'email',
    first_name: 'firstname',
    last_name: 'lastname',
    job_title: 'jobtitle',
    phone: 'phone',
    company_name: 'company',
  }),
  company: placesIn({ company_name: 'name', company_domain: 'domain', phone: 'phone' }),
} as const;

export function createHubSpotDesk(
  client: HubSpotClient,
  api: HubSpotApi,
  account: Account,
  { encode, write }: Pick<CrmConnector, 'encode' | 'write'>,
): UpsertDesk {
  const calls = createUpsertCalls(client);
  const context: FindContext = { api, calls, account };
  /** As the last look for companies found the account; a desk serves one upsert after the other. */
  let hasKey = false;

  return {
    encode,
    write,
    fields: (object) => fields[object],
    complete: (_object, values) => values,
    read: (object, ids, extraFields) => readRecords(context, object, ids, extraFields),

    async find(object, wanted, extraFields) {
      if (object === 'contact') return findContacts(context, wanted, extraFields);
      const found = await findCompanies(context, wanted, extraFields);
      hasKey = found.hasKey;
      return found.matches;
    },

    create: (object, records) =>
      object === 'contact'
        ? createContacts(context, records)
        : createCompanies(context, records, hasKey),

    async link(links) {
      if (links.length === 0) return new Map();
      try {
        await calls.associate(links);
        return new Map(links.map(({ contactId }) => [contactId, null]));
      } catch (failure) {
        const error = internalError(failure);
        return new Map(links.map(({ contactId }) => [contactId, error]));
      }
    },
  };
}
