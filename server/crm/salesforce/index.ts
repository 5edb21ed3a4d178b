/**
 * Salesforce behind the connector interface. Knows Salesforce's API; knows nothing of research,
 * scoring or our database.
 */
import { type FieldShape, fitValue } from '../../../shared/mapping/fit.ts';
import type { ObjectType } from '../../../shared/plan/plan.ts';
import type { CallBudget } from '../../limits/budget.ts';
import type { Runtime } from '../../runtime.ts';
import type { CrmConnector, CrmPipeline, Encoded } from '../connector.ts';
import { createUpserter } from '../upsert/upsert.ts';
import { createSalesforceClient } from './client.ts';
import { fieldLevelCodes } from './error-kinds.ts';
import { mappingFor } from './fields.ts';
import { fieldsOf } from './fields-list.ts';
import { createInspector } from './inspect.ts';
import { knownField } from './known-fields.ts';
import { objectNames } from './links.ts';
import { isPackageField, prefixSeen } from './package.ts';
import { isAdministrator, readOwners } from './people.ts';
import { reportOf } from './provision.ts';
import { createRecordLister } from './read/list.ts';
import { createOutcomeReader } from './read/outcomes.ts';
import { createReader, type SchemaSource } from './read/read.ts';
import { createReconciler } from './reconcile.ts';
import { type OrgField, type OrgSchema, readSchema } from './schema.ts';
import type { SalesforceSchemas } from './schemas.ts';
import { salesforceScopes } from './scopes.ts';
import type { SalesforceSession } from './session/session.ts';
import { createSalesforceDesk } from './upsert/desk.ts';
import { encodeFor } from './values.ts';
import { pipelineId } from './write/deal.ts';
import { createWriter } from './write/write.ts';

/** As many rows as one call writes: five requests of 200. */
const recordsAtOnce = 1_000;
/** Two calls follow each other in a click, and a card waits 15 seconds at most. */
const defaultTimeoutMs = 6_000;

export interface SalesforceConnectorOptions {
  /** 18 characters; what is known of an org is kept under it. */
  readonly orgId: string;
  readonly session: SalesforceSession;
  /** Shared by everything that calls the org. */
  readonly schemas: SalesforceSchemas;
  /** Shared by everything that calls the org. */
  readonly budget: CallBudget;
  /** Fields of ours that the org was seen to have: they tell the prefix until it is described again. */
  readonly seenFields?: readonly string[];
  readonly runtime: Pick<Runtime, 'now' | 'random'>;
  /** Deadline of one call in milliseconds, default 6,000. */
  readonly timeoutMs?: number;
  /** How a retry waits; for tests. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/**
 * A connector for one Salesforce org. Cheap: make one per request or keep it. Reading a record costs
 * one call and writing to it another; an org not seen before in this process costs one more.
 */
export function createSalesforceConnector(options: SalesforceConnectorOptions): CrmConnector {
  const { orgId, schemas, session, budget, runtime, timeoutMs = defaultTimeoutMs, sleep } = options;
  const client = createSalesforceClient({ session, budget, runtime, timeoutMs, sleep });
  const read = () => readSchema(client);
  const source: SchemaSource = {
    current: () => schemas.get(orgId, read),
    renew: () => schemas.renew(orgId, read),
  };
  const reader = createReader(client, source, runtime);
  const prefix = () => schemas.known(orgId)?.prefix ?? prefixSeen(options.seenFields ?? []);
  const write = createWriter(client, source, runtime);
  const encode: CrmConnector['encode'] = (object, field, value, shape = null) => {
    const schema = schemas.known(orgId);
    if (schema) return encodeKnown(schema, object, field, value);
    return encodeUnseen(prefix(), field, value, shape);
  };

  return {
    crm: 'salesforce',
    scopes: salesforceScopes,
    bulk: { recordsAtOnce },
    defaultMapping: (object) => mappingFor(object, prefix()),
    isOwnField: isPackageField,
    lacksOwnField: ({ field, code }) =>
      field !== null && fieldLevelCodes.has(code) && isPackageField(field),
    objectionTo: (object, field) => objectionTo(schemas.known(orgId), object, field),
    encode,
    // Who makes a mapping may just have made the field.
    fields: async (object) => fieldsOf(await source.renew(), object),
    listRecords: createRecordLister(client, source),
    readRecords: (object, ids, extraFields = []) => reader(object, ids, extraFields),
    readOutcomes: createOutcomeReader(client, source),
    write,
    upsertRecords: createUpserter(createSalesforceDesk(client, source, { encode, write })),
    reconcile: createReconciler(client, source),
    inspectCreated: createInspector(client, source),
    provision: async () => reportOf(await source.renew()),
    owners: () => readOwners(client),
    pipelines: async () => pipelinesOf(await source.current()),
    isAdministrator: (userId) => isAdministrator(client, userId),
  };
}

function encodeKnown(
  schema: OrgSchema,
  object: ObjectType,
  name: string,
  value: string | number | null,
): Encoded {
  const field = schema.object(objectNames[object])?.field(name) ?? null;
  return field?.updateable
    ? encodeFor(field, value)
    : { ok: false, reason: notWritable(name, field) };
}

/** Before the org was read: what is known of our own fields decides, and of others what a mapping keeps. */
function encodeUnseen(
  prefix: string,
  name: string,
  value: string | number | null,
  shape: FieldShape | null,
): Encoded {
  if (shape === null || value === null) return encodeFor(knownField(name, prefix), value);
  return fitValue(shape, value);
}

function objectionTo(schema: OrgSchema | null, object: ObjectType, name: string): string | null {
  const field = schema?.object(objectNames[object])?.field(name) ?? null;
  return !schema || field?.updateable ? null : notWritable(name, field);
}

/** @param field null when the connected user does not see it */
function notWritable(name: string, field: OrgField | null): string {
  const what = field ? 'is read-only for' : 'does not exist or is hidden from';
  return `${name} ${what} the connected user. An administrator has to check field-level security.`;
}

/** Salesforce has one list of stages. Sales processes only narrow what a person may choose. */
function pipelinesOf({ stages }: OrgSchema): CrmPipeline[] {
  if (stages.length === 0) return [];
  return [
    {
      id: pipelineId,
      label: 'Opportunities',
      stages: stages.map(({ name, label, isClosed }) => ({ id: name, label, isOpen: !isClosed })),
    },
  ];
}
