/** https://developers.hubspot.com/docs/api-reference/crm-properties-v3/guide */

import { param } from '../../standin/paths.ts';
import type { PropertyDefinition, PropertyOption, PropertyType } from '../catalogue/definition.ts';
import { schemaScope } from '../gate/scopes.ts';
import type { Answer, ApiVersion, Call, Route } from '../http/call.ts';
import { missingFields, validationError } from '../http/errors.ts';
import { bool, type Json, object, objects, requireText, text } from '../http/input.ts';
import { objectTypeOf } from '../portal/object-types.ts';
import type { PropertyGroup } from '../portal/properties.ts';
import { renderProperty } from '../portal/render.ts';
import { batchAnswer, collect, inputsOf } from './batch.ts';
import { typeOf } from './objects.ts';

const all = '/crm/properties/:type';
const read = (call: Pick<Call, 'params'>) => [
  schemaScope(objectTypeOf(param(call, 'type')), 'read'),
];
const write = (call: Pick<Call, 'params'>) => [
  schemaScope(objectTypeOf(param(call, 'type')), 'write'),
];

export const propertyRoutes: readonly Route[] = [
  { method: 'GET', pattern: `${all}/groups`, scopes: read, handle: listGroups },
  { method: 'POST', pattern: `${all}/groups`, scopes: write, handle: createGroup },
  { method: 'GET', pattern: `${all}/groups/:name`, scopes: read, handle: getGroup },
  { method: 'PATCH', pattern: `${all}/groups/:name`, scopes: write, handle: updateGroup },
  { method: 'DELETE', pattern: `${all}/groups/:name`, scopes: write, handle: archiveGroup },
  { method: 'POST', pattern: `${all}/batch/create`, scopes: write, handle: createMany },
  { method: 'POST', pattern: `${all}/batch/read`, scopes: read, handle: readMany },
  { method: 'POST', pattern: `${all}/batch/archive`, scopes: write, handle: archiveMany },
  { method: 'GET', pattern: all, scopes: read, handle: list },
  { method: 'POST', pattern: all, scopes: write, handle: create },
  { method: 'GET', pattern: `${all}/:name`, scopes: read, handle: getOne },
  { method: 'PATCH', pattern: `${all}/:name`, scopes: write, handle: update },
  { method: 'DELETE', pattern: `${all}/:name`, scopes: write, handle: archive },
];

function list(call: Call): Answer {
  const archived = call.query.get('archived') === 'true';
  const properties = call.portal.properties.list(typeOf(call).type, archived);
  return { status: 200, body: { results: properties.map(renderProperty) } };
}

function create(call: Call): Answer {
  const definition = definitionFrom(object(call.body), call.version);
  const property = call.portal.properties.create(typeOf(call).type, definition, call.at);
  return { status: 201, body: renderProperty(property) };
}

function getOne(call: Call): Answer {
  const archived = call.query.get('archived') === 'true';
  const property = call.portal.properties.require(typeOf(call).type, param(call, 'name'), archived);
  return { status: 200, body: renderProperty(property) };
}

function update(call: Call): Answer {
  const { type } = typeOf(call);
  const name = param(call, 'name');
  const before = call.portal.properties.require(type, name);
  const body = object(call.body);
  const unique = bool(body, 'hasUniqueValue');
  if (unique !== undefined && unique !== before.hasUniqueValue) {
    throw validationError(`hasUniqueValue of property '${name}' cannot be changed.`, {
      context: { name: [name] },
    });
  }
  if (before.hubspotDefined) {
    throw validationError(`The definition of HubSpot-defined property '${name}' is read only.`);
  }
  const merged = definitionFrom({ ...before, ...body, name }, call.version);
  return {
    status: 200,
    body: renderProperty(call.portal.properties.update(type, name, merged, call.at)),
  };
}

function archive(call: Call): Answer {
  call.portal.properties.archive(typeOf(call).type, param(call, 'name'), call.at);
  return { status: 204 };
}

/** 201 on v3, 200 on dated paths; 207 when some exist already. */
function createMany(call: Call): Answer {
  const { type } = typeOf(call);
  const definitions = inputsOf(call, object(call.body)).map((input) =>
    definitionFrom(input, call.version),
  );
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const definition of definitions) {
    collect(errors, () => {
      results.push(renderProperty(call.portal.properties.create(type, definition, call.at)));
    });
  }
  return batchAnswer(call, call.version === 'v3' ? 201 : 200, results, errors);
}

function readMany(call: Call): Answer {
  const { type } = typeOf(call);
  const body = object(call.body);
  const archived = bool(body, 'archived') ?? false;
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputsOf(call, body)) {
    const [name = ''] = requireText(input, 'name');
    collect(errors, () => {
      results.push(renderProperty(call.portal.properties.require(type, name, archived)));
    });
  }
  return batchAnswer(call, 200, results, errors);
}

function archiveMany(call: Call): Answer {
  const { type } = typeOf(call);
  for (const input of inputsOf(call, object(call.body))) {
    const [name = ''] = requireText(input, 'name');
    if (call.portal.properties.get(type, name)) {
      call.portal.properties.archive(type, name, call.at);
    }
  }
  return { status: 204 };
}

function listGroups(call: Call): Answer {
  return { status: 200, body: { results: call.portal.properties.groups(typeOf(call).type) } };
}

function getGroup(call: Call): Answer {
  const group = call.portal.properties.group(typeOf(call).type, param(call, 'name'));
  return { status: 200, body: group };
}

function createGroup(call: Call): Answer {
  const body = object(call.body);
  const [name = '', label = ''] = requireText(body, 'name', 'label');
  requireName(name);
  const { type } = typeOf(call);
  return { status: 201, body: call.portal.properties.createGroup(type, name, label, order(body)) };
}

function updateGroup(call: Call): Answer {
  const body = object(call.body);
  const label = text(body, 'label');
  const displayOrder = order(body);
  const changes: Partial<PropertyGroup> = {
    ...(label === undefined ? {} : { label }),
    ...(displayOrder === undefined ? {} : { displayOrder }),
  };
  const { type } = typeOf(call);
  const group = call.portal.properties.updateGroup(type, param(call, 'name'), changes);
  return { status: 200, body: group };
}

function archiveGroup(call: Call): Answer {
  call.portal.properties.archiveGroup(typeOf(call).type, param(call, 'name'));
  return { status: 204 };
}

const fieldTypes: Readonly<Record<PropertyType, readonly string[]>> = {
  bool: ['booleancheckbox', 'calculation_equation'],
  date: ['date'],
  datetime: ['date'],
  enumeration: ['booleancheckbox', 'checkbox', 'radio', 'select'],
  number: ['number', 'calculation_equation'],
  phone_number: ['phonenumber'],
  string: ['file', 'html', 'text', 'textarea', 'phonenumber', 'calculation_equation'],
};

/** A property definition from a request. Throws HubSpot's 400 when it is incomplete or impossible. */
function definitionFrom(body: Json, version: ApiVersion): PropertyDefinition {
  const [name = '', label = '', groupName = '', type = '', fieldType = ''] = requireText(
    body,
    'name',
    'label',
    'groupName',
    'type',
    'fieldType',
  );
  requireName(name);
  if (!isType(type)) throw validationError(`${type} is not a valid property type.`);
  if (!fieldTypes[type].includes(fieldType)) {
    throw validationError(`Field type ${fieldType} is not allowed for properties of type ${type}.`);
  }
  const options = objects(body, 'options', false).map((option, index) =>
    optionFrom(option, index, version),
  );
  if (type === 'enumeration' && options.length === 0 && bool(body, 'externalOptions') !== true) {
    throw validationError(`Enumeration property '${name}' needs options.`);
  }
  const values = options.map((option) => option.value);
  if (new Set(values).size !== values.length) {
    throw validationError(`Property '${name}' has two options with the same value.`);
  }
  const hasUniqueValue = bool(body, 'hasUniqueValue') ?? false;
  if (hasUniqueValue && type !== 'string' && type !== 'number') {
    throw validationError(`Properties of type ${type} cannot have unique values.`);
  }
  return {
    name,
    label,
    type,
    fieldType,
    groupName,
    description: text(body, 'description') ?? '',
    options,
    displayOrder: order(body) ?? -1,
    calculated: false,
    externalOptions: bool(body, 'externalOptions') ?? false,
    hasUniqueValue,
    hidden: bool(body, 'hidden') ?? false,
    formField: bool(body, 'formField') ?? false,
    hubspotDefined: false,
    readOnlyValue: false,
  };
}

/** The 2026-09 schema made `hidden` mandatory; older paths fill it in. */
function optionFrom(option: Json, index: number, version: ApiVersion): PropertyOption {
  const [label = '', value = ''] = requireText(option, 'label', 'value');
  const hidden = bool(option, 'hidden');
  if (hidden === undefined && version === '2026-09') throw missingFields(['hidden']);
  const description = text(option, 'description');
  return {
    label,
    value,
    ...(description === undefined ? {} : { description }),
    displayOrder: order(option) ?? index,
    hidden: hidden ?? false,
  };
}

function requireName(name: string): void {
  if (!/^[a-z][a-z0-9_]{0,99}$/.test(name)) {
    throw validationError(
      `'${name}' is not a valid name: lower-case letters, digits and underscores, a letter first.`,
      { context: { name: [name] } },
    );
  }
  if (name.startsWith('hs_'))
    throw validationError(`Names that start with hs_ are reserved: ${name}`);
}

function order(body: Json): number | undefined {
  const value = body.displayOrder;
  return typeof value === 'number' ? value : undefined;
}

function isType(type: string): type is PropertyType {
  return Object.hasOwn(fieldTypes, type);
}
