/** What objects there are and what they are made of. */
import { param } from '../../standin/paths.ts';
import type { ObjectDescribe } from '../catalogue/describe.ts';
import type { ObjectType } from '../catalogue/index.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound } from '../http/errors.ts';
import { visibleType } from '../soql/resolve.ts';

export const describeRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/sobjects', handle: describeGlobal },
  { method: 'GET', pattern: '/sobjects/:type', handle: basics },
  { method: 'GET', pattern: '/sobjects/:type/describe', handle: describe },
];

/** The object a path names, as far as the user may know of it. Throws NOT_FOUND. */
export function typeOf(call: Call): ObjectType {
  const type = visibleType(call.org, call.access, param(call, 'type'));
  if (!type) throw notFound();
  return type;
}

function describeGlobal(call: Call): Answer {
  const sobjects = call.org.catalogue
    .all()
    .filter(({ name }) => call.access.may(name, 'read'))
    .map((type) => summary(describedTo(call, type)));
  return { status: 200, body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects } };
}

function basics(call: Call): Answer {
  const objectDescribe = summary(describedTo(call, typeOf(call)));
  return { status: 200, body: { objectDescribe, recentItems: [] } };
}

function describe(call: Call): Answer {
  return { status: 200, body: describedTo(call, typeOf(call)) };
}

/** As the user sees it: hidden fields are absent, refused rights are flags that are false. */
function describedTo({ access, version }: Call, { describe: whole, name }: ObjectType) {
  const described: ObjectDescribe = {
    ...whole,
    createable: whole.createable && access.may(name, 'create'),
    updateable: whole.updateable && access.may(name, 'edit'),
    deletable: whole.deletable && access.may(name, 'delete'),
    fields: whole.fields
      .filter((field) => access.sees(name, field.name))
      .map((field) => ({
        ...field,
        createable: field.createable && access.maySet(name, field.name),
        updateable: field.updateable && access.maySet(name, field.name),
      })),
  };
  const text = JSON.stringify(described).replaceAll('/vXX.X/', `/v${version}/`);
  return JSON.parse(text) as ObjectDescribe;
}

const inFullOnly = ['fields', 'childRelationships', 'recordTypeInfos', 'actionOverrides'];

function summary(described: ObjectDescribe) {
  return Object.fromEntries(Object.entries(described).filter(([key]) => !inFullOnly.includes(key)));
}
