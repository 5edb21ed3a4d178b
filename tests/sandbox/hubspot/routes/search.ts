/** https://developers.hubspot.com/docs/api-reference/crm-search-v3/guide */

import { param } from '../../standin/paths.ts';
import { recordScope } from '../gate/scopes.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { invalidJson, validationError } from '../http/errors.ts';
import { type Json, limitOf, object, objects, requireText, strings, text } from '../http/input.ts';
import { objectTypeOf } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import { indexedVersion, type StoredRecord } from '../portal/records.ts';
import { liveAssociations, renderRecord } from '../portal/render.ts';
import { typeOf } from './objects.ts';

const maxGroups = 5;
const maxFiltersPerGroup = 6;
const maxFilters = 18;
const maxPage = 200;
const maxResults = 10_000;
const maxBodyBytes = 3_000;

export const searchRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/crm/objects/:type/search',
    isSearch: true,
    scopes: (call) => [recordScope(objectTypeOf(param(call, 'type')), 'read')],
    handle: search,
  },
];

interface Candidate {
  readonly record: StoredRecord;
  /** What the index knows of it. */
  readonly values: ReadonlyMap<string, string>;
}

type Test = (candidate: Candidate) => boolean;

function search(call: Call): Answer {
  const { portal } = call;
  const { type, searchedProperties } = typeOf(call);
  if (call.bodyBytes > maxBodyBytes) {
    throw validationError(`The request body is longer than ${maxBodyBytes} characters.`);
  }
  const body = object(call.body);
  const groups = objects(body, 'filterGroups', false).map((group) => objects(group, 'filters'));
  const counts = groups.map((filters) => filters.length);
  if (groups.length > maxGroups || Math.max(0, ...counts) > maxFiltersPerGroup) {
    throw validationError(
      `At most ${maxGroups} filterGroups with ${maxFiltersPerGroup} filters each are allowed.`,
    );
  }
  if (counts.reduce((sum, count) => sum + count, 0) > maxFilters) {
    throw validationError(`At most ${maxFilters} filters are allowed in one search.`);
  }
  const limit = body.limit === undefined ? 10 : limitOf(body.limit, maxPage);
  const after = Number(text(body, 'after') ?? 0);
  if (!Number.isInteger(after) || after < 0 || after + limit > maxResults) {
    throw validationError(`A search returns at most its first ${maxResults} results.`);
  }
  const tests = groups.map((filters) => filters.map((filter) => test(portal, type, filter)));
  const query = (text(body, 'query') ?? '').toLowerCase();
  const found = portal.records
    .all(type)
    .map((record) => ({
      record,
      values: indexedVersion(record, call.at, portal.limits.searchIndexLagMs),
    }))
    .filter((candidate): candidate is Candidate => candidate.values !== undefined)
    .filter(({ values }) => {
      const texts = searchedProperties.map((name) => values.get(name)?.toLowerCase() ?? '');
      return query === '' || texts.some((value) => value.includes(query));
    })
    .filter(
      (candidate) =>
        tests.length === 0 || tests.some((group) => group.every((matches) => matches(candidate))),
    )
    .sort(sorting(portal, type, body));
  const end = after + limit;
  const properties = strings(body, 'properties');
  return {
    status: 200,
    body: {
      total: found.length,
      results: found
        .slice(after, end)
        .map(({ record, values }) => renderRecord(portal, record, { properties, values })),
      ...(end < found.length ? { paging: { next: { after: String(end) } } } : {}),
    },
  };
}

function test(portal: Portal, type: StoredRecord['type'], filter: Json): Test {
  const [name = '', operator = ''] = requireText(filter, 'propertyName', 'operator');
  const associated = /^associations\.(\w+)$/.exec(name)?.[1];
  if (associated !== undefined) {
    const target = objectTypeOf(associated).type;
    const ids = operator === 'IN' ? strings(filter, 'values') : [text(filter, 'value') ?? ''];
    return ({ record }) =>
      liveAssociations(portal, record, target).some(({ id }) => ids.includes(id));
  }
  const property = portal.properties.get(type, name);
  if (!property) {
    throw validationError(`Property '${name}' does not exist on ${type} and cannot be searched.`);
  }
  const comparable = (raw: string): string | number => {
    if (property.type === 'number') return Number(raw);
    if (property.type === 'date' || property.type === 'datetime') {
      return /^\d+$/.test(raw) ? Number(raw) : Date.parse(raw);
    }
    return raw.toLowerCase();
  };
  const operand = (key: 'value' | 'highValue') => {
    const raw = text(filter, key);
    if (raw === undefined || raw.trim() === '') {
      throw invalidJson(
        `value must be non-empty and non-blank, if specified {propertyName: '${name}'}`,
      );
    }
    return comparable(raw);
  };
  const list = () => {
    const values = strings(filter, 'values');
    if (values.length === 0) throw invalidJson(`values must not be empty for ${operator}`);
    return new Set(values.map(comparable));
  };
  /** A blank value satisfies no comparison. */
  const compare = (matches: (value: string | number) => boolean): Test => {
    return ({ values }) => {
      const raw = values.get(name);
      return raw !== undefined && matches(comparable(raw));
    };
  };
  const negate =
    (matches: Test): Test =>
    (candidate) =>
      !matches(candidate);

  switch (operator) {
    case 'HAS_PROPERTY':
      return ({ values }) => values.has(name);
    case 'NOT_HAS_PROPERTY':
      return ({ values }) => !values.has(name);
    case 'EQ':
    case 'NEQ': {
      const wanted = operand('value');
      const equals = compare((value) => value === wanted);
      return operator === 'EQ' ? equals : negate(equals);
    }
    case 'LT':
    case 'LTE':
    case 'GT':
    case 'GTE': {
      const bound = operand('value');
      if (operator === 'LT') return compare((value) => value < bound);
      if (operator === 'LTE') return compare((value) => value <= bound);
      if (operator === 'GT') return compare((value) => value > bound);
      return compare((value) => value >= bound);
    }
    case 'BETWEEN': {
      const [low, high] = [operand('value'), operand('highValue')];
      return compare((value) => value >= low && value <= high);
    }
    case 'IN':
    case 'NOT_IN': {
      const wanted = list();
      const isIn = compare((value) => wanted.has(value));
      return operator === 'IN' ? isIn : negate(isIn);
    }
    case 'CONTAINS_TOKEN':
    case 'NOT_CONTAINS_TOKEN': {
      const pattern = tokenPattern(String(operand('value')));
      const contains: Test = ({ values }) =>
        (values.get(name) ?? '')
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u)
          .some((token) => pattern.test(token)) ||
        pattern.test((values.get(name) ?? '').toLowerCase());
      return operator === 'CONTAINS_TOKEN' ? contains : negate(contains);
    }
    default:
      throw invalidJson(`Cannot deserialize value "${operator}" of operator`);
  }
}

/** A whole token; `*` stands for any letters. */
function tokenPattern(value: string): RegExp {
  const escaped = value.toLowerCase().replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*')}$`, 'u');
}

function sorting(portal: Portal, type: StoredRecord['type'], body: Json) {
  const sorts = Array.isArray(body.sorts) ? body.sorts : [];
  if (sorts.length > 1) throw validationError('Only one sort is allowed.');
  const first: unknown = sorts[0];
  const spec: Json = typeof first === 'string' ? parseSort(first) : object(first ?? {}, 'sort');
  const name = text(spec, 'propertyName') ?? 'hs_object_id';
  const sign = text(spec, 'direction') === 'DESCENDING' ? -1 : 1;
  const numeric = portal.properties.get(type, name)?.type === 'number';
  return (a: Candidate, b: Candidate): number => {
    const [left, right] = [a.values.get(name) ?? '', b.values.get(name) ?? ''];
    const order = numeric ? Number(left) - Number(right) : left < right ? -1 : left > right ? 1 : 0;
    return order * sign || Number(a.record.id) - Number(b.record.id);
  };
}

function parseSort(sort: string): Json {
  return sort.startsWith('-')
    ? { propertyName: sort.slice(1), direction: 'DESCENDING' }
    : { propertyName: sort };
}
