/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_retrieve.htm and its neighbours */
import { param } from '../../standin/paths.ts';
import type { ObjectType } from '../catalogue/index.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound, refuse } from '../http/errors.ts';
import { anyCase, type Json, object } from '../http/input.ts';
import { toId18 } from '../ids.ts';
import { typeOf } from './objects.ts';
import { renderRecord, upsertKey, withKey } from './rows.ts';

const one = '/sobjects/:type/:id';
const keyed = '/sobjects/:type/:field/:value';

export const recordRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/sobjects/:type', handle: create },
  { method: 'GET', pattern: one, handle: retrieve },
  { method: 'PATCH', pattern: one, handle: update },
  { method: 'DELETE', pattern: one, handle: remove },
  { method: 'POST', pattern: '/sobjects/:type/:field', handle: createKeyedById },
  { method: 'GET', pattern: keyed, handle: retrieveByKey },
  { method: 'PATCH', pattern: keyed, handle: upsert },
  { method: 'DELETE', pattern: keyed, handle: removeByKey },
];

function create(call: Call): Answer {
  const type = typeOf(call);
  return created(call, type, withoutId(object(call.body)));
}

/** `POST /sobjects/Account/Id` is a plain create. */
function createKeyedById(call: Call): Answer {
  if (param(call, 'field').toLowerCase() !== 'id') throw notFound();
  return create(call);
}

function created(call: Call, type: ObjectType, body: Json): Answer {
  const { id } = call.org.create(type, body, call.write);
  return {
    status: 201,
    body: { id, success: true, errors: [] },
    headers: { Location: `/services/data/v${call.version}/sobjects/${type.name}/${id}` },
  };
}

function retrieve(call: Call): Answer {
  const type = typeOf(call);
  const record = call.org.records.live(type.name, idOf(call));
  if (!record) throw notFound();
  return { status: 200, body: renderRecord(call, type, record, fieldsOf(call)) };
}

function update(call: Call): Answer {
  call.org.update(typeOf(call), idOf(call), withoutId(object(call.body)), call.write);
  return { status: 204 };
}

function remove(call: Call): Answer {
  call.org.delete(typeOf(call), idOf(call), call.write);
  return { status: 204 };
}

function retrieveByKey(call: Call): Answer {
  const type = typeOf(call);
  const found = byKey(call, type);
  const [record] = found;
  if (!record) throw notFound();
  if (found.length > 1) return choices(call, type, found);
  return { status: 200, body: renderRecord(call, type, record, fieldsOf(call)) };
}

/** 201 when it was created; 200 when it was there, 204 before API 46; 300 when it is several. */
function upsert(call: Call): Answer {
  const type = typeOf(call);
  const body = withoutId(object(call.body));
  const field = upsertKey(call, type, param(call, 'field'));
  if (anyCase(body, field.name) !== undefined) {
    throw refuse(
      'INVALID_FIELD',
      `The ${field.name} field should not be specified in the sobject data.`,
    );
  }
  const found = byKey(call, type);
  if (found.length > 1) return choices(call, type, found);
  const [record] = found;
  if (!record) {
    if (field.type === 'id') throw notFound();
    const { body: answer, headers } = created(call, type, {
      ...body,
      [field.name]: param(call, 'value'),
    });
    return { status: 201, body: { ...(answer as Json), created: true }, headers };
  }
  call.org.update(type, record.id, body, call.write);
  if (Number(call.version) < 46) return { status: 204 };
  return { status: 200, body: { id: record.id, success: true, errors: [], created: false } };
}

function removeByKey(call: Call): Answer {
  const type = typeOf(call);
  const found = byKey(call, type);
  const [record] = found;
  if (!record) throw notFound();
  if (found.length > 1) return choices(call, type, found);
  call.org.delete(type, record.id, call.write);
  return { status: 204 };
}

function byKey(call: Call, type: ObjectType) {
  const field = upsertKey(call, type, param(call, 'field'));
  return withKey(call, type, field, param(call, 'value'));
}

function choices({ version }: Call, { name }: ObjectType, found: readonly { id: string }[]) {
  const urls = found.map(({ id }) => `/services/data/v${version}/sobjects/${name}/${id}`);
  return { status: 300, body: urls };
}

/** What is no id at all is taken for the name of a key. */
function idOf(call: Call): string {
  const sent = param(call, 'id');
  const id = toId18(sent);
  if (id) return id;
  throw notFound(`Provided external ID field does not exist or is not accessible: ${sent}`);
}

function withoutId(body: Json): Json {
  if (anyCase(body, 'Id') === undefined) return body;
  throw refuse('INVALID_FIELD', 'The Id field should not be specified in the sobject data.');
}

function fieldsOf({ query }: Call): string[] | null {
  const names = query
    .get('fields')
    ?.split(',')
    .map((name) => name.trim());
  return names?.filter((name) => name !== '') ?? null;
}
