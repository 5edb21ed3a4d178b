import { param } from '../../standin/paths.ts';
import { recordScope } from '../gate/scopes.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound, validationError } from '../http/errors.ts';
import {
  type Json,
  object,
  objects,
  queryLimit,
  queryList,
  requireText,
  text,
} from '../http/input.ts';
import { requireType } from '../portal/association-types.ts';
import { type ObjectTypeInfo, objectTypeOf } from '../portal/object-types.ts';
import type { PlannedLink } from '../portal/portal.ts';
import type { StoredRecord } from '../portal/records.ts';
import { renderRecord, renderWritten, type Selection } from '../portal/render.ts';
import type { HubSpotObjectType } from '../seed.ts';

const one = '/crm/objects/:type/:id';
const many = '/crm/objects/:type';
const read = (call: Pick<Call, 'params'>) => [
  recordScope(objectTypeOf(param(call, 'type')), 'read'),
];
const write = (call: Pick<Call, 'params'>) => [
  recordScope(objectTypeOf(param(call, 'type')), 'write'),
];

export const objectRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/crm/objects/contacts/gdpr-delete',
    scopes: () => ['crm.objects.contacts.write'],
    handle: gdprDelete,
  },
  { method: 'GET', pattern: many, scopes: read, handle: list },
  { method: 'POST', pattern: many, scopes: write, handle: create },
  { method: 'GET', pattern: one, scopes: read, handle: getOne },
  { method: 'PATCH', pattern: one, scopes: write, handle: update },
  { method: 'DELETE', pattern: one, scopes: write, handle: archive },
];

function list(call: Call): Answer {
  const { type } = typeOf(call);
  const selection = selectionFrom(call.query);
  const limit = queryLimit(call.query, 10, selection.withHistory?.length ? 50 : 100);
  const archived = call.query.get('archived') === 'true';
  const after = Number(call.query.get('after') ?? 0);
  const rest = call.portal.records
    .all(type)
    .filter((record) => (record.archivedAt !== null) === archived && Number(record.id) >= after);
  const next = rest[limit];
  return {
    status: 200,
    body: {
      results: rest.slice(0, limit).map((record) => renderRecord(call.portal, record, selection)),
      ...(next ? { paging: { next: { after: next.id } } } : {}),
    },
  };
}

function create(call: Call): Answer {
  const { type } = typeOf(call);
  const body = object(call.body);
  const properties = object(body.properties ?? {}, 'properties');
  const record = call.portal.create(type, properties, linksFrom(type, body), writeContext(call));
  return { status: 201, body: renderWritten(call.portal, record) };
}

function getOne(call: Call): Answer {
  const record = find(call, call.query.get('archived') === 'true');
  return { status: 200, body: renderRecord(call.portal, record, selectionFrom(call.query)) };
}

function update(call: Call): Answer {
  const record = find(call);
  const properties = object(object(call.body).properties ?? {}, 'properties');
  call.portal.update(record, properties, writeContext(call));
  return { status: 200, body: renderWritten(call.portal, record) };
}

function archive(call: Call): Answer {
  call.portal.archive(find(call), call.at);
  return { status: 204 };
}

function gdprDelete(call: Call): Answer {
  const body = object(call.body);
  const [objectId = ''] = requireText(body, 'objectId');
  const record = call.portal.locate('contacts', objectId, text(body, 'idProperty') ?? null);
  if (record) call.portal.purge(record, call.at);
  return { status: 204 };
}

function find(call: Call, archived = false): StoredRecord {
  const { type } = typeOf(call);
  const record = call.portal.locate(
    type,
    param(call, 'id'),
    call.query.get('idProperty'),
    archived,
  );
  if (!record) throw notFound();
  return record;
}

export function typeOf(call: Call): ObjectTypeInfo {
  return objectTypeOf(param(call, 'type'));
}

export function writeContext({ at, version }: Call) {
  return { at, enforceMandatory: version === '2026-09' };
}

/** `properties`, `propertiesWithHistory` and `associations` of a query. */
function selectionFrom(query: URLSearchParams): Selection {
  return {
    properties: queryList(query, 'properties'),
    withHistory: queryList(query, 'propertiesWithHistory'),
    associations: queryList(query, 'associations').map((name) => objectTypeOf(name).type),
  };
}

/** The associations of a create. Throws for types that do not fit the pair of objects. */
export function linksFrom(type: HubSpotObjectType, input: Json): PlannedLink[] {
  return objects(input, 'associations', false).flatMap((association) => {
    const [id = ''] = requireText(object(association.to ?? {}, 'to'), 'id');
    const types = objects(association, 'types');
    if (types.length === 0) throw validationError('An association needs at least one type.');
    return types.map((spec) => {
      const linkType = requireType(
        type,
        undefined,
        spec.associationCategory,
        spec.associationTypeId,
      );
      return { to: { type: linkType.to, id }, type: linkType };
    });
  });
}
