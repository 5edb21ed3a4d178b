import type { ObjectType } from '../../../../shared/plan/plan.ts';
import type { Runtime } from '../../../runtime.ts';
import type { WriteOperation } from '../../connector.ts';
import type { RejectedField } from '../../errors.ts';
import type { SalesforceClient } from '../client.ts';
import { internalError, notFound, salesforceError } from '../errors.ts';
import { toId18 } from '../ids.ts';
import { objectNames } from '../links.ts';
import { keyField } from '../package.ts';
import type { SchemaSource } from '../read/read.ts';
import type { OrgSchema } from '../schema.ts';
import { dealValues, optionalDealFields } from './deal.ts';
import { removeRecords } from './delete.ts';
import { type Entry, type KeyField, unwritable, without } from './entry.ts';
import { missingKey } from './references.ts';
import { type Outcomes, settleRows } from './settle.ts';
import { optionalTaskFields, taskValues } from './task.ts';

type Operation<Kind extends WriteOperation['kind']> = Extract<WriteOperation, { kind: Kind }>;
type Row = Exclude<WriteOperation, Operation<'delete'>>;

/**
 * Carries operations out in one call for each five chunks of 200 rows of a kind, as long as Salesforce
 * refuses nothing; more than 2,000 updates of an object as a job; deletions in other calls.
 */
export function createWriter(
  client: SalesforceClient,
  schemas: SchemaSource,
  runtime: Pick<Runtime, 'now'>,
) {
  function toEntry(operation: Row, schema: OrgSchema): Entry {
    const entry = entryOf(operation, schema, runtime.now());
    const object = schema.object(entry.object);
    if (!object) throw noSuchObject(entry.object);
    const refused = unwritable(entry, object);
    const writable = refused.length === 0 ? entry : without(entry, refused);
    if (!writable) throw nothingWritable(refused);
    return writable;
  }

  /** An outcome for every key. Never throws. */
  return async function write(operations: readonly WriteOperation[]): Promise<Outcomes> {
    const outcomes: Outcomes = new Map();
    const entries: Entry[] = [];
    const deletions = operations.filter((one) => one.kind === 'delete');
    const rows = operations.filter((one) => one.kind !== 'delete');
    try {
      const schema = rows.length > 0 ? await schemas.current() : null;
      for (const operation of rows) {
        try {
          if (schema) entries.push(toEntry(operation, schema));
        } catch (failure) {
          // What cannot be sent at all fails by itself, so that the others go out.
          outcomes.set(operation.key, { status: 'failed', error: internalError(failure) });
        }
      }
    } catch (failure) {
      const error = internalError(failure);
      for (const { key } of rows) outcomes.set(key, { status: 'failed', error });
    }
    const settled = await Promise.all([
      settleRows(client, entries),
      removeRecords(client, deletions),
    ]);
    for (const part of settled) for (const [key, outcome] of part) outcomes.set(key, outcome);
    return outcomes;
  };
}

function entryOf(operation: Row, schema: OrgSchema, now: Date): Entry {
  const { key } = operation;
  if (operation.kind === 'update') {
    const { object, id } = operation.record;
    return {
      key,
      object: objectNames[object],
      id: requireId(object, id, schema),
      values: operation.values,
      rejected: [],
      isOptional: () => true,
      keyField: null,
    };
  }
  const isTask = operation.kind === 'create-task';
  const optional = isTask ? optionalTaskFields : optionalDealFields;
  const object = isTask ? 'Task' : 'Opportunity';
  return {
    key,
    object,
    id: null,
    values: isTask ? taskValues(operation.task, schema) : dealValues(operation.deal, schema, now),
    rejected: [],
    isOptional: (field) => optional.has(field),
    keyField: keyOf(object, schema),
  };
}

/** @throws CrmError when the org cannot keep the key, or cannot find by it */
function keyOf(object: 'Task' | 'Opportunity', schema: OrgSchema): KeyField {
  const field = schema.object(object)?.field(keyField(schema.prefix));
  if (!field?.createable || !(field.unique || field.externalId)) {
    throw missingKey(object === 'Task' ? 'tasks' : 'opportunities');
  }
  return { name: field.name, isUnique: field.unique };
}

/** @throws CrmError `not_found` */
function requireId(object: ObjectType, id: string, schema: OrgSchema): string {
  const long = toId18(id);
  const prefix = schema.object(objectNames[object])?.keyPrefix ?? '';
  if (long === null || !long.startsWith(prefix)) throw notFound();
  return long;
}

function noSuchObject(object: string) {
  const message = `The connected user has no access to ${object}.`;
  return salesforceError({ status: 403, body: [{ errorCode: 'INSUFFICIENT_ACCESS', message }] });
}

function nothingWritable(refused: readonly RejectedField[]) {
  const body = refused.map(({ field, code, message }) => ({
    errorCode: code,
    message,
    fields: [field],
  }));
  return salesforceError({ status: 400, body });
}
