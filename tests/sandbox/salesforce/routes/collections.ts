/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm */
import { param } from '../../standin/paths.ts';
import type { ObjectType } from '../catalogue/index.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { type Problem, refuse, rolledBack, SalesforceError } from '../http/errors.ts';
import { anyCase, type Json, object, objects, text } from '../http/input.ts';
import { visibleType } from '../soql/resolve.ts';
import { typeOf } from './objects.ts';
import { renderRecord, requireId, upsertKey, withKey } from './rows.ts';

const maxRows = 200;
const many = '/composite/sobjects';

export const collectionRoutes: readonly Route[] = [
  { method: 'POST', pattern: many, handle: create },
  { method: 'PATCH', pattern: many, handle: update },
  { method: 'DELETE', pattern: many, handle: remove },
  { method: 'GET', pattern: `${many}/:type`, handle: retrieveByQuery },
  { method: 'POST', pattern: `${many}/:type`, handle: retrieveByBody },
  { method: 'PATCH', pattern: `${many}/:type/:field`, handle: upsert },
];

interface RowResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly unknown[];
  readonly created?: boolean;
}

type Row = () => RowResult;

function create(call: Call): Answer {
  return run(call, allOrNone(call), rowsOf(call), (row) => {
    const type = rowType(call, row);
    if (anyCase(row, 'Id') !== undefined) {
      throw refuse('INVALID_FIELD_FOR_INSERT_UPDATE', 'cannot specify Id in an insert call', [
        'Id',
      ]);
    }
    return { id: call.org.create(type, row, call.write).id, success: true, errors: [] };
  });
}

function update(call: Call): Answer {
  const rows = rowsOf(call);
  const ids = new Set<string>();
  return run(call, allOrNone(call), rows, (row) => {
    const sent = anyCase(row, 'Id');
    if (typeof sent !== 'string' || sent === '') {
      throw refuse('MISSING_ARGUMENT', 'Id not specified in an update call');
    }
    const type = rowType(call, row);
    const id = requireId(type, sent);
    if (ids.has(id)) throw refuse('DUPLICATE_VALUE', `Duplicate id specified: ${id}`);
    ids.add(id);
    known(() => call.org.update(type, id, row, call.write));
    return { id, success: true, errors: [] };
  });
}

function upsert(call: Call): Answer {
  const type = typeOf(call);
  const field = upsertKey(call, type, param(call, 'field'));
  const keys = new Set<string>();
  return run(
    call,
    allOrNone(call),
    rowsOf(call),
    (row) => {
      const key = String(anyCase(row, field.name) ?? '');
      if (keys.has(key) && key !== '') {
        throw refuse('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, [field.name]);
      }
      keys.add(key);
      return upsertRow(call, type, key === '' ? [] : withKey(call, type, field, key), row);
    },
    (row) => withKey(call, type, field, String(anyCase(row, field.name) ?? '')).length === 0,
  );
}

function upsertRow(
  call: Call,
  type: ObjectType,
  found: readonly { readonly id: string }[],
  row: Json,
): RowResult {
  const [record] = found;
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw refuse(
      'DUPLICATE_EXTERNAL_ID',
      `More than one record found for external id field: [${ids}]`,
    );
  }
  const { id } = record
    ? call.org.update(type, record.id, row, call.write)
    : call.org.create(type, row, call.write);
  return { id, success: true, errors: [], created: record === undefined };
}

function remove(call: Call): Answer {
  const ids = limited((call.query.get('ids') ?? '').split(',').filter((id) => id !== ''));
  const whole = call.query.get('allOrNone') === 'true';
  return run(call, whole, ids, (sent) => {
    const type = call.org.catalogue.ofId(sent);
    if (!type) throw refuse('MALFORMED_ID', `malformed id ${sent}`);
    const id = requireId(type, sent);
    known(() => call.org.delete(type, id, call.write));
    return { id, success: true, errors: [] };
  });
}

function retrieveByQuery(call: Call): Answer {
  const list = (name: string) => (call.query.get(name) ?? '').split(',').filter(Boolean);
  return retrieve(call, list('ids'), list('fields'));
}

function retrieveByBody(call: Call): Answer {
  const body = object(call.body);
  const list = (name: string) => (Array.isArray(body[name]) ? body[name].map(String) : []);
  return retrieve(call, list('ids'), list('fields'));
}

/** In the order of the ids, with null for what is not there. */
function retrieve(call: Call, ids: readonly string[], fields: readonly string[]): Answer {
  const type = typeOf(call);
  if (fields.length === 0) throw refuse('MISSING_ARGUMENT', 'Missing required parameter: fields');
  if (ids.length > 2_000) throw tooMany(2_000);
  const body = ids.map((id) => {
    const record = call.org.records.live(type.name, requireId(type, id));
    return record ? renderRecord(call, type, record, fields) : null;
  });
  return { status: 200, body };
}

/**
 * Every row by itself, or all of them as one when `whole`. Only a body that cannot be read fails the call.
 * @param isNew whether a row that failed would have been created: upserts say it
 */
function run<Sent>(
  call: Call,
  whole: boolean,
  rows: readonly Sent[],
  work: (row: Sent) => RowResult,
  isNew?: (row: Sent) => boolean,
): Answer {
  const novelty = rows.map((row) => (isNew ? { created: isNew(row) } : {}));
  const results: RowResult[] = [];
  try {
    call.org.atomically(call.write, () => {
      for (const [index, row] of rows.entries()) {
        results.push(attempt(() => work(row), novelty[index] ?? {}));
      }
      if (whole && results.some(({ success }) => !success)) throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    const body = results.map((result, index) =>
      result.success ? failed(rolledBack(), novelty[index] ?? {}) : result,
    );
    return { status: 200, body };
  }
  return { status: 200, body: results };
}

class RolledBack extends Error {}

function attempt(row: Row, more: Partial<RowResult>): RowResult {
  try {
    return row();
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    if (error.problems.some(({ code }) => code === 'JSON_PARSER_ERROR')) throw error;
    return failed(error, more);
  }
}

function failed(error: SalesforceError, more: Partial<RowResult>): RowResult {
  return { success: false, errors: error.rowErrors(), ...more };
}

/** In a collection a record that never was is a wrong reference. */
function known<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const missing: Problem = {
      code: 'INVALID_CROSS_REFERENCE_KEY',
      message: 'invalid cross reference id',
      fields: [],
    };
    const isMissing = error instanceof SalesforceError && error.problems[0]?.code === 'NOT_FOUND';
    throw isMissing ? new SalesforceError(400, missing) : error;
  }
}

function rowType(call: Call, row: Json): ObjectType {
  const name = text(object(row.attributes ?? {}), 'type');
  const type = visibleType(call.org, call.access, name);
  if (type) return type;
  if (name === '') throw refuse('MISSING_ARGUMENT', 'Entity type must be specified in attributes');
  throw new SalesforceError(400, {
    code: 'INVALID_TYPE',
    message: `sObject type '${name}' is not supported.`,
  });
}

function rowsOf(call: Call): readonly Json[] {
  const rows = objects(object(call.body), 'records');
  return limited(rows);
}

function limited<T>(rows: readonly T[]): readonly T[] {
  if (rows.length > maxRows) throw tooMany(maxRows);
  if (rows.length === 0) throw refuse('REQUIRED_FIELD_MISSING', 'At least 1 record is required');
  return rows;
}

function tooMany(max: number): SalesforceError {
  return refuse(
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${max} records into this call`,
  );
}

function allOrNone(call: Call): boolean {
  return object(call.body).allOrNone === true;
}
