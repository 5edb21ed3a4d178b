import { param } from '../../standin/paths.ts';
import { recordScope } from '../gate/scopes.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { HubSpotError, invalidProperties, validationError } from '../http/errors.ts';
import { type Json, object, requireText, strings, text } from '../http/input.ts';
import { objectTypeOf } from '../portal/object-types.ts';
import type { StoredRecord } from '../portal/records.ts';
import { renderRecord, renderWritten } from '../portal/render.ts';
import { checkValues, existingIdOf } from '../portal/write-rules.ts';
import type { HubSpotObjectType } from '../seed.ts';
import { batchAnswer, inputsOf } from './batch.ts';
import { linksFrom, typeOf, writeContext } from './objects.ts';

const route = (verb: string, access: 'read' | 'write', handle: (call: Call) => Answer): Route => ({
  method: 'POST',
  pattern: `/crm/objects/:type/batch/${verb}`,
  scopes: (call) => [recordScope(objectTypeOf(param(call, 'type')), access)],
  handle,
});

export const batchRoutes: readonly Route[] = [
  route('read', 'read', readMany),
  route('create', 'write', createMany),
  route('update', 'write', updateMany),
  route('upsert', 'write', upsertMany),
  route('archive', 'write', archiveMany),
];

function readMany(call: Call): Answer {
  const { type } = typeOf(call);
  const body = object(call.body);
  const withHistory = strings(body, 'propertiesWithHistory');
  const inputs = inputsOf(call, body, withHistory.length > 0 ? 50 : call.portal.limits.batchSize);
  const ids = inputs.map((input) => requireText(input, 'id')[0] ?? '');
  refuseDuplicates(ids);
  const idProperty = text(body, 'idProperty') ?? null;
  const archived = call.query.get('archived') === 'true';
  const found = ids.map((id) => call.portal.locate(type, id, idProperty, archived));
  const selection = { properties: strings(body, 'properties'), withHistory };
  const missing = ids.filter((_, index) => found[index] === undefined);
  return batchAnswer(
    call,
    200,
    found.filter(isFound).map((record) => renderRecord(call.portal, record, selection)),
    missing.length > 0 ? [missingRecords(type, missing).asBatchError()] : [],
  );
}

/**
 * All or nothing, unless every input carries its own `objectWriteTraceId`: then each stands alone
 * and the answer may be 207. An unknown property fails the whole call either way.
 * https://developers.hubspot.com/docs/api-reference/error-handling#multi-status-errors
 */
function createMany(call: Call): Answer {
  const { type } = typeOf(call);
  const inputs = inputsOf(call, object(call.body));
  const planned = inputs.map((input) => ({
    properties: object(input.properties ?? {}, 'properties'),
    traceId: text(input, 'objectWriteTraceId'),
    links: () => linksFrom(type, input),
  }));
  const traced = areTraced(planned.map(({ traceId }) => traceId));
  refuseTogether(call, type, planned, traced);
  if (!traced) {
    for (const { to } of planned.flatMap(({ links }) => links())) call.portal.requireLive(to);
  }
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const { properties, traceId, links } of planned) {
    attempt(traced ? traceId : undefined, errors, () => {
      const record = call.portal.create(type, properties, links(), writeContext(call));
      results.push(traceIn(renderWritten(call.portal, record), traceId));
    });
  }
  return batchAnswer(call, 201, results, errors);
}

/** Missing records are reported one by one in a 207; refused values fail the whole call unless traced. */
function updateMany(call: Call): Answer {
  const { type, id: typeId } = typeOf(call);
  const inputs = inputsOf(call, object(call.body));
  const planned = inputs.map((input) => ({
    id: requireText(input, 'id')[0] ?? '',
    idProperty: text(input, 'idProperty') ?? null,
    properties: object(input.properties ?? {}, 'properties'),
    traceId: text(input, 'objectWriteTraceId'),
  }));
  refuseDuplicates(planned.map(({ id }) => id));
  for (const { idProperty } of planned) {
    // E-mail is unique and still no key here, unlike in batch/read and batch/upsert.
    const isKey =
      idProperty === null ||
      idProperty === 'hs_object_id' ||
      (idProperty !== 'email' && call.portal.properties.isUnique(type, idProperty));
    if (!isKey) {
      throw validationError(
        `Unable to perform update/upsert by non-unique ${typeId} property ${idProperty}`,
      );
    }
  }
  const traced = areTraced(planned.map(({ traceId }) => traceId));
  const targets = planned.map((plan) => ({
    ...plan,
    record: call.portal.locate(type, plan.id, plan.idProperty),
  }));
  const existing = targets.filter(({ record }) => record !== undefined);
  refuseTogether(call, type, existing, traced);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const { id, record, properties, traceId } of targets) {
    if (!record) {
      errors.push(missingRecords(type, [id]).asBatchError(traceId));
      continue;
    }
    attempt(traced ? traceId : undefined, errors, () => {
      call.portal.update(record, properties, writeContext(call));
      results.push(traceIn(renderWritten(call.portal, record), traceId));
    });
  }
  return batchAnswer(call, 200, results, errors);
}

function upsertMany(call: Call): Answer {
  const { type, id: typeId } = typeOf(call);
  const inputs = inputsOf(call, object(call.body));
  const planned = inputs.map((input) => {
    const [id = ''] = requireText(input, 'id');
    const idProperty = text(input, 'idProperty') ?? 'hs_object_id';
    const properties = object(input.properties ?? {}, 'properties');
    const traceId = text(input, 'objectWriteTraceId');
    return { id, idProperty, properties, traceId };
  });
  refuseDuplicates(planned.map(({ id }) => id.toLowerCase()));
  const unfit = planned.find(
    ({ idProperty }) => !call.portal.properties.isUnique(type, idProperty),
  );
  if (unfit) {
    throw validationError(
      `Unable to perform update/upsert by non-unique ${typeId} property ${unfit.idProperty}`,
    );
  }
  // By e-mail address a partial upsert is not supported: one refusal fails the call.
  const traced =
    areTraced(planned.map(({ traceId }) => traceId)) &&
    planned.every(({ idProperty }) => idProperty !== 'email');
  const targets = planned.map((plan) => {
    const record = call.portal.locate(type, plan.id, plan.idProperty);
    const properties = record
      ? plan.properties
      : { [plan.idProperty]: plan.id, ...plan.properties };
    return { ...plan, record, properties };
  });
  refuseTogether(call, type, targets, traced);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const { record: existing, properties, traceId } of targets) {
    attempt(traced ? traceId : undefined, errors, () => {
      const record = existing
        ? call.portal.update(existing, properties, writeContext(call))
        : call.portal.create(type, properties, [], writeContext(call));
      const rendered = renderWritten(call.portal, record);
      results.push(traceIn({ ...rendered, new: existing === undefined }, traceId));
    });
  }
  return batchAnswer(call, 200, results, errors);
}

function archiveMany(call: Call): Answer {
  const { type } = typeOf(call);
  const inputs = inputsOf(call, object(call.body));
  const ids = inputs.map((input) => requireText(input, 'id')[0] ?? '');
  for (const id of ids) {
    const record = call.portal.records.live(type, id);
    if (record) call.portal.archive(record, call.at);
  }
  return { status: 204 };
}

function attempt(traceId: string | undefined, errors: unknown[], work: () => void): void {
  try {
    work();
  } catch (error) {
    if (traceId === undefined || !(error instanceof HubSpotError)) throw error;
    const existing = error.status === 409 ? existingIdOf(error) : undefined;
    const context = existing === undefined ? error.envelope.context : { existingId: [existing] };
    errors.push(
      new HubSpotError(error.status, { ...error.envelope, context }).asBatchError(traceId),
    );
  }
}

interface Target {
  readonly properties: Json;
  /** Undefined where the input creates. */
  readonly record?: StoredRecord;
}

/** What fails the call as a whole: any refusal, or with trace ids only an unknown property. */
function refuseTogether(
  call: Call,
  type: HubSpotObjectType,
  targets: readonly Target[],
  traced: boolean,
): void {
  const problems = targets.flatMap(
    ({ properties, record }) => checkValues(call.portal, type, properties, record).problems,
  );
  const unknown = problems.some(({ error }) => error === 'PROPERTY_DOESNT_EXIST');
  if (problems.length > 0 && (!traced || unknown)) throw invalidProperties(problems);
  if (traced) return;
  const claimed = new Set<string>();
  for (const { record, properties } of targets) {
    const values = record
      ? call.portal.checkUpdate(record, properties, writeContext(call))
      : call.portal.checkCreate(type, properties, writeContext(call));
    claimUnique(call, type, values, claimed);
  }
}

function refuseDuplicates(ids: readonly string[]): void {
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  if (twice.length > 0) {
    throw validationError(
      `Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`,
      { context: { ids: twice } },
    );
  }
}

function areTraced(traceIds: readonly (string | undefined)[]): boolean {
  const given = traceIds.filter((traceId) => traceId !== undefined);
  return given.length === traceIds.length && new Set(given).size === given.length;
}

/** Two inputs of one call may not take the same unique value. */
function claimUnique(
  { portal }: Call,
  type: HubSpotObjectType,
  values: ReadonlyMap<string, string>,
  claimed: Set<string>,
): void {
  for (const [name, value] of values) {
    if (value === '' || !portal.properties.isUnique(type, name)) continue;
    const claim = `${name}=${value.toLowerCase()}`;
    if (claimed.has(claim)) {
      throw validationError(`Duplicate ${name} values found in batch input: [${value}].`);
    }
    claimed.add(claim);
  }
}

function missingRecords(type: HubSpotObjectType, ids: readonly string[]): HubSpotError {
  const name = objectTypeOf(type).singular.toUpperCase();
  return new HubSpotError(404, {
    message: `Could not get some ${name} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids },
    category: 'OBJECT_NOT_FOUND',
  });
}

function traceIn(record: Record<string, unknown>, traceId: string | undefined) {
  return traceId === undefined ? record : { ...record, objectWriteTraceId: traceId };
}

function isFound(record: StoredRecord | undefined): record is StoredRecord {
  return record !== undefined;
}
