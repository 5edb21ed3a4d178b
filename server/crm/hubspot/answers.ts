/**
 * What the official client gives, held against what HubSpot documents. The client checks nothing, and
 * an answer that was cut or changed on the way must not pass for "there is nothing": on that, a task
 * would be created a second time. Called inside `HubSpotClient.call`, which makes what is thrown here
 * an error that leaves a write's outcome open.
 */
import type { BatchAnswer, BatchFault, HubSpotObject } from './api-types.ts';
import { readErrorBody } from './error-body.ts';
import { hubspotError } from './errors.ts';
import { isHubSpotId } from './links.ts';

class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** @throws MalformedAnswer when it is no list of objects */
export function listOf<T>(list: readonly T[] | null | undefined): readonly T[] {
  if (!Array.isArray(list) || !list.every((item) => isObject(item))) {
    throw new MalformedAnswer('HubSpot’s answer lacks its list.');
  }
  return list;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws MalformedAnswer when it is no id */
export function idOf(value: unknown): string {
  const id = typeof value === 'number' ? String(value) : value;
  if (typeof id !== 'string' || !isHubSpotId(id)) {
    throw new MalformedAnswer('HubSpot’s answer lacks an id.');
  }
  return id;
}

interface ObjectLike {
  readonly id?: unknown;
  readonly properties?: unknown;
  readonly updatedAt?: unknown;
  readonly objectWriteTraceId?: unknown;
}

/** @throws MalformedAnswer when it is no record */
export function toObject(object: ObjectLike | null | undefined): HubSpotObject {
  const { id, properties, updatedAt, objectWriteTraceId } = object ?? {};
  if (!isObject(properties)) throw new MalformedAnswer('HubSpot’s answer lacks its properties.');
  const valid = updatedAt instanceof Date && Number.isFinite(updatedAt.getTime());
  return {
    id: idOf(id),
    properties: Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, value]) => [name, propertyValue(value)]),
    ),
    updatedAt: valid ? updatedAt.toISOString() : null,
    traceId: typeof objectWriteTraceId === 'string' ? objectWriteTraceId : null,
  };
}

/** HubSpot writes every value as text. */
function propertyValue(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

interface BatchLike {
  readonly results: readonly ObjectLike[];
  readonly errors?: readonly unknown[];
}

/** HTTP 207 is no exception: the refused parts stand in `errors`. @throws MalformedAnswer */
export function toAnswer(batch: BatchLike | null | undefined): BatchAnswer {
  return {
    objects: listOf(batch?.results).map(toObject),
    faults: faultsOf(batch?.errors),
  };
}

/** What a 207 says went wrong. @throws MalformedAnswer */
export function faultsOf(errors: readonly unknown[] | undefined): BatchFault[] {
  return (errors === undefined ? [] : listOf(errors)).map((body) => {
    const { traceId, ids } = readErrorBody(body);
    return { error: hubspotError({ status: null, body }), traceId, ids };
  });
}

/**
 * That something is missing is an answer (HubSpot reports "has no associations" so, too); any other
 * fault leaves open what is there.
 * @throws CrmError the first such fault
 */
export function throwUnlessMissing(faults: readonly BatchFault[]): void {
  const open = faults.find(({ error }) => error.kind !== 'not_found');
  if (open) throw open.error;
}
