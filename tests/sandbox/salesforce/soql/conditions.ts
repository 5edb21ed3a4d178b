/** WHERE conditions as tests of a record. */
import { type FieldDescribe, isNumber, isText } from '../catalogue/describe.ts';
import { refuse } from '../http/errors.ts';
import { toId18 } from '../ids.ts';
import type { StoredRecord } from '../org/records.ts';
import type { Value } from '../org/values.ts';
import type { Comparison, Condition, Literal, Query } from './ast.ts';
import { type DaySpan, daySpan } from './date-literals.ts';
import { type ResolvedField, resolveField, type Scope } from './resolve.ts';

export type Test = (record: StoredRecord) => boolean;

/** Runs a semi-join: the values of its one field. */
export type Subquery = (scope: Scope, query: Query) => ReadonlySet<string>;

export function compile(scope: Scope, condition: Condition, subquery: Subquery): Test {
  switch (condition.kind) {
    case 'and': {
      const tests = condition.terms.map((term) => compile(scope, term, subquery));
      return (record) => tests.every((test) => test(record));
    }
    case 'or': {
      const tests = condition.terms.map((term) => compile(scope, term, subquery));
      return (record) => tests.some((test) => test(record));
    }
    case 'not': {
      const test = compile(scope, condition.term, subquery);
      return (record) => !test(record);
    }
    case 'compare':
      return comparison(scope, filterable(scope, condition.field), condition);
    case 'in': {
      const field = filterable(scope, condition.field);
      const has = membership(scope, field, condition.values, subquery);
      return (record) => has(record) !== condition.negated;
    }
  }
}

function filterable(scope: Scope, ref: Parameters<typeof resolveField>[1]): ResolvedField {
  const resolved = resolveField(scope, ref);
  if (resolved.field.filterable) return resolved;
  throw refuse(
    'INVALID_FIELD',
    `field '${resolved.field.name}' can not be filtered in a query call`,
  );
}

function membership(
  scope: Scope,
  field: ResolvedField,
  values: readonly Literal[] | Query,
  subquery: Subquery,
): Test {
  if ('select' in values) {
    const ids = subquery(scope, values);
    return (record) => ids.has(String(field.read(record)));
  }
  const tests = values.map((value) => comparison(scope, field, { operator: '=', value }));
  return (record) => tests.some((test) => test(record));
}

function comparison(
  scope: Scope,
  resolved: ResolvedField,
  { operator, value }: { operator: Comparison; value: Literal },
): Test {
  const { field } = resolved;
  if (operator === 'LIKE') return like(resolved, value);
  if (value.kind === 'null') return nullTest(resolved, operator);
  if (value.kind === 'range' || value.kind === 'date') {
    return spanTest(resolved, operator, spanOf(scope, field, value));
  }
  const wanted = comparable(field, value);
  return (record) => {
    const actual = resolved.read(record);
    if (actual === null || typeof actual === 'object') return operator === '!=';
    return holds(operator, order(inComparableForm(field, actual), wanted));
  };
}

function nullTest(resolved: ResolvedField, operator: Comparison): Test {
  if (operator !== '=' && operator !== '!=') throw invalidOperator();
  return (record) => (resolved.read(record) === null) === (operator === '=');
}

/** Compares with a span of days: a moment is equal to a day when it lies in it. */
function spanTest(resolved: ResolvedField, operator: Comparison, span: DaySpan): Test {
  return (record) => {
    const actual = resolved.read(record);
    if (typeof actual !== 'string') return operator === '!=';
    const day = actual.slice(0, 10);
    const place = day < span.from ? -1 : day >= span.to ? 1 : 0;
    return holds(operator, place);
  };
}

function spanOf(
  scope: Scope,
  field: FieldDescribe,
  value: Extract<Literal, { kind: 'range' | 'date' }>,
): DaySpan {
  if (field.type !== 'date' && field.type !== 'datetime') throw wrongLiteral(field);
  if (value.kind === 'date') {
    if (field.type === 'datetime') throw wrongLiteral(field);
    return { from: value.value, to: `${value.value}~` };
  }
  const span = daySpan(value.name, value.n, scope.org.now().slice(0, 10));
  if (!span) throw wrongLiteral(field);
  return span;
}

/** The literal in the form it is compared in. Throws for one that does not fit the field. */
function comparable(field: FieldDescribe, value: Literal): Value {
  if (value.kind === 'string') {
    if (field.type === 'id' || field.type === 'reference') {
      // An empty text stands for no record.
      const id = value.value === '' ? '' : toId18(value.value);
      if (id === undefined) {
        throw refuse('INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${value.value}`);
      }
      return id;
    }
    if (isText(field)) return value.value.toLowerCase();
  } else if (value.kind === 'number' && isNumber(field)) return value.value;
  else if (value.kind === 'boolean' && field.type === 'boolean') return value.value;
  else if (value.kind === 'datetime' && field.type === 'datetime') {
    return new Date(value.value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')).toISOString();
  }
  throw wrongLiteral(field);
}

/** Text is compared without case; ids with. */
function inComparableForm(field: FieldDescribe, value: NonNullable<Value>): NonNullable<Value> {
  return isText(field) && typeof value === 'string' ? value.toLowerCase() : value;
}

function order(actual: NonNullable<Value>, wanted: Value): number {
  if (actual === wanted) return 0;
  return wanted !== null && actual < wanted ? -1 : 1;
}

function holds(operator: Comparison, place: number): boolean {
  switch (operator) {
    case '=':
      return place === 0;
    case '!=':
      return place !== 0;
    case '<':
      return place < 0;
    case '>':
      return place > 0;
    case '<=':
      return place <= 0;
    case '>=':
      return place >= 0;
    case 'LIKE':
      throw invalidOperator();
  }
}

function like(resolved: ResolvedField, value: Literal): Test {
  if (!isText(resolved.field) || value.kind !== 'string') throw invalidOperator();
  const source = value.value.replace(/\\[%_]|[\s\S]/g, (part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    return part.replace(/^\\/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  const pattern = new RegExp(`^${source}$`, 'i');
  return (record) => {
    const actual = resolved.read(record);
    return typeof actual === 'string' && pattern.test(actual);
  };
}

function invalidOperator() {
  return refuse('INVALID_QUERY_FILTER_OPERATOR', 'invalid operator');
}

function wrongLiteral(field: FieldDescribe) {
  const type = field.type === 'datetime' ? 'dateTime' : isText(field) ? 'string' : field.type;
  const quotes = type === 'string' ? 'should be enclosed' : 'should not be enclosed';
  return refuse(
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${type} and ${quotes} in quotes`,
  );
}
