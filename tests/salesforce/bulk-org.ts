/** An org with a thousand contacts of 200 accounts, and what an enrichment of all of them writes. */
import { onTestFinished } from 'vitest';
import type { SalesforceConnectorOptions } from '../../server/crm/salesforce/index.ts';
import { salesforceFields } from '../../shared/fields/salesforce.ts';
import { recordId } from '../sandbox/salesforce/ids.ts';
import {
  type SalesforceStandinOptions,
  startSalesforceStandin,
} from '../sandbox/salesforce/index.ts';
import { enrichmentOf } from '../support/many-records.ts';
import { connectorTo, type TestOrg, token } from './org.ts';

export const contactIds = Array.from({ length: 1_000 }, (_, n) => recordId('003', n + 1));
export const accountIds = Array.from({ length: 200 }, (_, n) => recordId('001', n + 1));

/** Five contacts each. */
export const accountOf = (contactId: string) =>
  accountIds[Math.floor(contactIds.indexOf(contactId) / 5)] ?? '';

const accounts = accountIds.map((id, n) => ({
  type: 'Account',
  id,
  values: { Name: `Account ${n}`, Website: `c${n}.example` },
}));
const contacts = contactIds.map((id, n) => ({
  type: 'Contact',
  id,
  values: { LastName: `Person ${n}`, Email: `p${n}@c.example`, AccountId: accountOf(id) },
}));
/** Every account has an open deal; every contact of the first hundred accounts was met. */
const deals = accountIds.map((AccountId, n) => ({
  type: 'Opportunity',
  values: {
    Name: `Deal ${n}`,
    AccountId,
    StageName: 'Prospecting',
    CloseDate: '2027-01-31',
  },
}));
const meetings = contactIds.slice(0, 500).map((WhoId) => ({
  type: 'Event',
  values: {
    Subject: 'Meeting',
    WhoId,
    StartDateTime: '2026-11-01T09:00:00.000Z',
    DurationInMinutes: 30,
  },
}));
const seed = { records: [...accounts, ...contacts, ...deals, ...meetings] };

/** Not known to the connector yet: the first call describes it. */
export async function bulkOrg(
  options: SalesforceStandinOptions = {},
  connection: Partial<SalesforceConnectorOptions> = {},
): Promise<TestOrg> {
  const salesforce = await startSalesforceStandin({ accessTokens: [{ token }], seed, ...options });
  onTestFinished(() => salesforce.close());
  return connectorTo(salesforce, { timeoutMs: 60_000, ...connection });
}

const ofType = { Number: 72, DateTime: '2026-11-21T10:00:00.000Z' } as const;

/** Every field of ours, none of them blank. */
export const everyField = Object.fromEntries(
  salesforceFields().map(({ apiName, type, values }) => {
    const text = values?.[0]?.fullName ?? `Text of ${apiName}`;
    return [`oppspot__${apiName}`, type === 'Number' || type === 'DateTime' ? ofType[type] : text];
  }),
);

/** Every field on every contact, a task for 300 of them, a deal for 100 companies. */
export const enrichmentOfAll = () =>
  enrichmentOf({ contactIds, companyOf: accountOf, values: everyField, closeDate: null });
