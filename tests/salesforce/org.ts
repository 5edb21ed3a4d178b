/** A connector to an org that keeps state and refuses what Salesforce refuses. */
import { onTestFinished } from 'vitest';
import type { CrmRecord, ReadResult, WriteOperation } from '../../server/crm/connector.ts';
import { isCrmError } from '../../server/crm/errors.ts';
import {
  createSalesforceConnector,
  type SalesforceConnectorOptions,
} from '../../server/crm/salesforce/index.ts';
import { createSalesforceSchemas } from '../../server/crm/salesforce/schemas.ts';
import type { CrmValue, PlannedDeal, PlannedTask } from '../../shared/plan/plan.ts';
import {
  type SalesforceStandin,
  type SalesforceStandinOptions,
  startSalesforceStandin,
} from '../sandbox/salesforce/index.ts';
import type { SalesforceSeedRecord } from '../sandbox/salesforce/seed.ts';
import { testBudget } from '../support/limits.ts';

/** Saturday; nothing in the tests depends on the real day. */
export const today = new Date('2026-11-21T10:00:00.000Z');
export const token = 'token-1';

export const ids = {
  ada: '003Op0000000001IAA',
  bob: '003Op0000000002IAA',
  acme: '001Op0000000001IAA',
  other: '001Op0000000002IAA',
  lena: '00QOp0000000001MAA',
  rep: '005Op0000000007IAA',
} as const;

const seed: readonly SalesforceSeedRecord[] = [
  {
    type: 'User',
    id: ids.rep,
    values: {
      Username: 'rae@vendor.example',
      FirstName: 'Rae',
      LastName: 'Rep',
      Email: 'rae@vendor.example',
      IsActive: true,
      UserType: 'Standard',
    },
  },
  {
    type: 'Account',
    id: ids.acme,
    values: {
      Name: 'Acme',
      Website: 'https://acme.example',
      Industry: 'Electronics',
      NumberOfEmployees: 42,
      BillingCountry: 'United Kingdom',
      OwnerId: ids.rep,
    },
  },
  { type: 'Account', id: ids.other, values: { Name: 'Other' } },
  {
    type: 'Contact',
    id: ids.ada,
    values: {
      FirstName: 'Ada',
      LastName: 'Byron',
      Email: 'ada@acme.example',
      Title: 'Head of Engines',
      AccountId: ids.acme,
      OwnerId: ids.rep,
    },
  },
  { type: 'Contact', id: ids.bob, values: { LastName: 'Bell' } },
  {
    type: 'Lead',
    id: ids.lena,
    values: {
      FirstName: 'Lena',
      LastName: 'Lowe',
      Company: 'Saltmarsh Foods',
      Website: 'saltmarsh.example',
      City: 'Hull',
      Email: 'lena@saltmarsh.example',
    },
  },
];

export interface TestOrg {
  readonly salesforce: SalesforceStandin;
  readonly connector: ReturnType<typeof createSalesforceConnector>;
  /** How long each retry would have waited, in milliseconds. */
  readonly pauses: number[];
  /** Calls since the org was opened, as "METHOD path". */
  calls(): string[];
}

/** An org that is not known yet: the first call describes it. */
export async function newOrg(
  standin: SalesforceStandinOptions = {},
  options: Partial<SalesforceConnectorOptions> = {},
): Promise<TestOrg> {
  const salesforce = await startSalesforceStandin({
    accessTokens: [{ token }],
    seed: { records: seed },
    now: () => today,
    ...standin,
  });
  onTestFinished(() => salesforce.close());
  return connectorTo(salesforce, options);
}

/** A connector that never really waits; half-way jitter. */
export function connectorTo(
  salesforce: SalesforceStandin,
  options: Partial<SalesforceConnectorOptions> = {},
): TestOrg {
  const pauses: number[] = [];
  const connector = createSalesforceConnector({
    orgId: salesforce.orgId,
    session: { current: async () => ({ accessToken: token, instanceUrl: salesforce.url }) },
    schemas: createSalesforceSchemas(),
    budget: testBudget('salesforce'),
    runtime: { now: () => today, random: () => 0.5 },
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    ...options,
  });
  const calls = () => salesforce.requests().map(({ method, path }) => `${method} ${path}`);
  return { salesforce, connector, pauses, calls };
}

/** An org that was described before, as in every click but the first. */
export async function openOrg(
  standin: SalesforceStandinOptions = {},
  options: Partial<SalesforceConnectorOptions> = {},
): Promise<TestOrg> {
  const org = await newOrg(standin, options);
  await org.connector.provision();
  org.salesforce.clearRequests();
  return org;
}

export function recordOf(results: ReadonlyMap<string, ReadResult>, id: string): CrmRecord {
  const result = results.get(id);
  if (!result?.ok) throw result?.error ?? new Error(`${id} was not read`);
  return result.record;
}

export async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isCrmError(error)) throw new Error(`expected a CrmError, got ${String(error)}`);
  return error;
}

export function update(
  values: Record<string, CrmValue>,
  id: string = ids.ada,
  object: 'contact' | 'lead' | 'company' = 'contact',
): WriteOperation {
  return { kind: 'update', key: `update:${id}`, record: { object, id }, values };
}

const about = [
  { object: 'contact', id: ids.ada },
  { object: 'company', id: ids.acme },
] as const;

export function task(key = 'task:1', changes: Partial<PlannedTask> = {}): WriteOperation {
  return {
    kind: 'create-task',
    key,
    task: {
      key,
      subject: 'Call Ada',
      body: 'Hiring & growing.\n<New> office “in Hull”.',
      dueAt: '2026-11-23T09:00:00.000Z',
      priority: 'high',
      ownerId: ids.rep,
      associations: [...about],
      reason: 'Score 82.',
      ...changes,
    },
  };
}

export function deal(key = 'deal:1', changes: Partial<PlannedDeal> = {}): WriteOperation {
  return {
    kind: 'create-deal',
    key,
    deal: {
      key,
      name: 'Acme – oppSpot',
      pipeline: null,
      stage: null,
      ownerId: null,
      closeDate: null,
      associations: [...about],
      reason: 'Score 82.',
      ...changes,
    },
  };
}

export const composite = 'POST /services/data/v68.0/composite';
