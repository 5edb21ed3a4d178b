/** https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide */

import { param } from '../../standin/paths.ts';
import { recordScope } from '../gate/scopes.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { HubSpotError, notFound } from '../http/errors.ts';
import { type Json, object, objects, queryLimit, requireText, text } from '../http/input.ts';
import { type AssociationType, associationType, requireType } from '../portal/association-types.ts';
import type { Reference } from '../portal/associations.ts';
import { info, objectTypeOf } from '../portal/object-types.ts';
import { requireDefaultType } from '../portal/portal.ts';
import { liveAssociations, renderAssociationTypes } from '../portal/render.ts';
import type { HubSpotObjectType } from '../seed.ts';
import { batchAnswer, collect, inputsOf } from './batch.ts';
import { cursorAt, placeOf } from './lists.ts';

const listed = '/crm/objects/:from/:fromId/associations/:to';
const batch = '/crm/associations/:from/:to/batch';
const read = (call: Pick<Call, 'params'>) => both(call, 'read');
const write = (call: Pick<Call, 'params'>) => both(call, 'write');

export const associationRoutes: readonly Route[] = [
  {
    method: 'PUT',
    pattern: '/crm/objects/:from/:fromId/associations/default/:to/:toId',
    scopes: write,
    handle: putDefault,
  },
  { method: 'GET', pattern: listed, scopes: read, handle: list },
  { method: 'PUT', pattern: `${listed}/:toId`, scopes: write, handle: putTyped },
  { method: 'DELETE', pattern: `${listed}/:toId`, scopes: write, handle: removeOne },
  { method: 'POST', pattern: `${batch}/create`, scopes: write, handle: createMany },
  { method: 'POST', pattern: `${batch}/associate/default`, scopes: write, handle: associateMany },
  { method: 'POST', pattern: `${batch}/read`, scopes: read, handle: readMany },
  { method: 'POST', pattern: `${batch}/archive`, scopes: write, handle: archiveMany },
  { method: 'POST', pattern: `${batch}/labels/archive`, scopes: write, handle: archiveLabels },
];

function list(call: Call): Answer {
  const { from, to } = pair(call);
  const record = call.portal.records.live(from, param(call, 'fromId'));
  if (!record) throw notFound();
  const limit = queryLimit(call.query, 500, 500);
  const start = Number(call.query.get('after') ?? 0);
  const links = liveAssociations(call.portal, record, to);
  const page = links.slice(start, start + limit);
  const results =
    call.version === 'v3'
      ? page.flatMap(({ id, typeIds }) =>
          typeIds.map((typeId) => ({ id, type: associationType(typeId).name })),
        )
      : page.map(({ id, typeIds }) => ({
          toObjectId: Number(id),
          associationTypes: renderAssociationTypes(typeIds),
        }));
  const next =
    start + limit < links.length ? { paging: { next: { after: String(start + limit) } } } : {};
  return { status: 200, body: { results, ...next } };
}

function putDefault(call: Call): Answer {
  const { from, to } = pair(call);
  const ends = { from: param(call, 'fromId'), to: param(call, 'toId') };
  const result = associate(call, { type: from, id: ends.from }, { type: to, id: ends.to });
  return batchAnswer(call, 200, result, []);
}

function putTyped(call: Call): Answer {
  const { from, to } = pair(call);
  const specs = Array.isArray(call.body) ? call.body.map((spec) => object(spec, 'type')) : [];
  const types = specs.map((spec) => typeFrom(from, to, spec));
  const [fromId, toId] = [param(call, 'fromId'), param(call, 'toId')];
  for (const type of types) {
    call.portal.link({ type: from, id: fromId }, { type: to, id: toId }, type, call.at);
  }
  return { status: 201, body: renderPair(from, fromId, to, toId, types) };
}

function removeOne(call: Call): Answer {
  const { from, to } = pair(call);
  call.portal.unlink(
    { type: from, id: param(call, 'fromId') },
    { type: to, id: param(call, 'toId') },
    call.at,
  );
  return { status: 204 };
}

/** 201 on v4, 200 on dated paths. */
function createMany(call: Call): Answer {
  const { from, to } = pair(call);
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputsOf(call, object(call.body))) {
    collect(errors, () => {
      const ends = endsOf(call, input);
      const types = objects(input, 'types').map((spec) => typeFrom(from, to, spec));
      for (const type of types) call.portal.link(ends.from, ends.to, type, call.at);
      results.push(renderPair(from, ends.from.id, to, ends.to.id, types));
    });
  }
  return batchAnswer(call, call.version === 'v4' ? 201 : 200, results, errors);
}

function associateMany(call: Call): Answer {
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputsOf(call, object(call.body))) {
    collect(errors, () => {
      const ends = endsOf(call, input);
      results.push(...associate(call, ends.from, ends.to));
    });
  }
  return batchAnswer(call, 200, results, errors);
}

/** https://developers.hubspot.com/changelog/bug-fix-batch-read-limit-for-hubspot-associations-api */
const maxReadInputs = 1_000;

function readMany(call: Call): Answer {
  const { from, to } = pair(call);
  const perPage = call.portal.limits.associationsPerPage;
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputsOf(call, object(call.body), maxReadInputs)) {
    const [id = ''] = requireText(input, 'id');
    const record = call.portal.records.live(from, id);
    const links = record ? liveAssociations(call.portal, record, to) : [];
    if (links.length === 0) {
      errors.push(noAssociations(from, id, to).asBatchError());
      continue;
    }
    const start = placeOf(text(input, 'after'));
    const end = start + perPage;
    results.push({
      from: { id },
      to: links.slice(start, end).map((link) => ({
        toObjectId: Number(link.id),
        associationTypes: renderAssociationTypes(link.typeIds),
      })),
      ...(end < links.length ? { paging: { next: { after: cursorAt(end) } } } : {}),
    });
  }
  return batchAnswer(call, 200, results, errors);
}

/** 204 on v4, 200 on dated paths. */
function archiveMany(call: Call): Answer {
  const { from, to } = pair(call);
  for (const input of inputsOf(call, object(call.body))) {
    const [id = ''] = requireText(object(input.from ?? {}, 'from'), 'id');
    for (const target of objects(input, 'to')) {
      const [toId = ''] = requireText(target, 'id');
      call.portal.unlink({ type: from, id }, { type: to, id: toId }, call.at);
    }
  }
  return { status: call.version === 'v4' ? 204 : 200 };
}

function archiveLabels(call: Call): Answer {
  const { from, to } = pair(call);
  for (const input of inputsOf(call, object(call.body))) {
    const ends = endsOf(call, input);
    const types = objects(input, 'types').map((spec) => typeFrom(from, to, spec).id);
    call.portal.unlink(ends.from, ends.to, call.at, types);
  }
  return { status: call.version === 'v4' ? 204 : 200 };
}

function associate(call: Call, from: Reference, to: Reference): unknown[] {
  const type = requireDefaultType(from.type, to.type);
  call.portal.link(from, to, type, call.at);
  const spec = (id: number) => ({ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: id });
  return [
    { from: { id: from.id }, to: { id: to.id }, associationSpec: spec(type.id) },
    { from: { id: to.id }, to: { id: from.id }, associationSpec: spec(type.inverse) },
  ];
}

function both(call: Pick<Call, 'params'>, access: 'read' | 'write'): string[] {
  return ['from', 'to'].map((end) => recordScope(objectTypeOf(param(call, end)), access));
}

function pair(call: Call): { from: HubSpotObjectType; to: HubSpotObjectType } {
  return { from: objectTypeOf(param(call, 'from')).type, to: objectTypeOf(param(call, 'to')).type };
}

/** Throws for ids that are no ids, no records, or one and the same record. */
function endsOf(call: Call, input: Json): { from: Reference; to: Reference } {
  const { from, to } = pair(call);
  const [fromId = ''] = requireText(object(input.from ?? {}, 'from'), 'id');
  const [toId = ''] = requireText(object(input.to ?? {}, 'to'), 'id');
  const ends = { from: { type: from, id: fromId }, to: { type: to, id: toId } };
  call.portal.requireLive(ends.from);
  call.portal.requireLive(ends.to);
  if (from === to && fromId === toId) {
    throw new HubSpotError(400, {
      message: `Object ${fromId} cannot be associated to itself (${toId})`,
      category: 'VALIDATION_ERROR',
    });
  }
  return ends;
}

function typeFrom(from: HubSpotObjectType, to: HubSpotObjectType, spec: Json): AssociationType {
  return requireType(from, to, spec.associationCategory, spec.associationTypeId);
}

function renderPair(
  from: HubSpotObjectType,
  fromId: string,
  to: HubSpotObjectType,
  toId: string,
  types: readonly AssociationType[],
): Record<string, unknown> {
  return {
    fromObjectTypeId: info(from).id,
    fromObjectId: Number(fromId),
    toObjectTypeId: info(to).id,
    toObjectId: Number(toId),
    labels: types.map(({ label }) => label).filter((label) => label !== null),
  };
}

function noAssociations(from: HubSpotObjectType, id: string, to: HubSpotObjectType): HubSpotError {
  const names = { from: info(from).singular, to: info(to).singular };
  return new HubSpotError(404, {
    message: `No ${names.to} is associated with ${names.from} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [names.from], toObjectType: [names.to] },
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
  });
}
