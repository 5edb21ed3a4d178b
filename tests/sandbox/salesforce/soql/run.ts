/** A query's answer. */
import { refuse } from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import type { Access } from '../org/access.ts';
import type { Org } from '../org/org.ts';
import type { StoredRecord } from '../org/records.ts';
import { attributesOf, rendered } from '../org/render.ts';
import { aggregateRows, isAggregate } from './aggregate.ts';
import type { FieldRef, Order, Query, SelectItem } from './ast.ts';
import { compile } from './conditions.ts';
import { parseCondition, parseQuery } from './parser.ts';
import {
  type ResolvedField,
  resolveField,
  type Scope,
  unknownChildren,
  unknownObject,
  visibleType,
} from './resolve.ts';
import { queryError } from './tokens.ts';

export interface QueryContext {
  readonly org: Org;
  readonly access: Access;
  /** Version in the addresses of records, e.g. `68.0`. */
  readonly version: string;
  /** Deleted records too, as `queryAll` gives them. */
  readonly withDeleted: boolean;
}

export interface QueryResult {
  readonly totalSize: number;
  readonly records: readonly Json[];
}

/** Throws MALFORMED_QUERY, INVALID_FIELD or INVALID_TYPE, worded and placed as Salesforce does. */
export function runQuery(text: string, context: QueryContext): QueryResult {
  const query = parseQuery(text);
  const type = visibleType(context.org, context.access, query.from.path);
  if (!type?.describe.queryable) throw unknownObject(text, query.from);
  const { org, access } = context;
  const scope: Scope = { org, access, type, text, alias: query.alias };
  const candidates = org.records
    .all(type.name)
    .filter((record) => context.withDeleted || !record.isDeleted)
    .filter((record) => inScope(text, query, record, access));
  if (isAggregate(query)) return aggregated(scope, query, candidates, context);
  const columns = columnsOf(scope, query, context);
  const found = selected(scope, query, candidates, context);
  const records = found.map((record) => rowOf(context, record, columns));
  return { totalSize: records.length, records };
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_using_scope.htm */
function inScope(text: string, { scope }: Query, record: StoredRecord, access: Access): boolean {
  if (scope === null || scope.path.toLowerCase() === 'everything') return true;
  if (scope.path.toLowerCase() === 'mine') return record.values.get('OwnerId') === access.userId;
  throw queryError('MALFORMED_QUERY', text, scope.at, `unknown scope: '${scope.path}'`);
}

/** Whether a record meets a condition, whoever may see it. */
export function meets(org: Org, access: Access, record: StoredRecord, condition: string): boolean {
  const type = org.catalogue.find(record.type);
  if (!type) return false;
  const scope = { org, access, type, text: condition, alias: null };
  return compile(scope, parseCondition(condition), () => new Set())(record);
}

function aggregated(
  scope: Scope,
  query: Query,
  candidates: readonly StoredRecord[],
  context: QueryContext,
): QueryResult {
  const found = filtered(scope, query, candidates, context);
  const [only] = query.select;
  if (only?.kind === 'aggregate' && only.field === null && only.alias === null) {
    if (query.select.length === 1 && query.groupBy.length === 0) {
      return { totalSize: Math.min(found.length, query.limit ?? found.length), records: [] };
    }
  }
  const grouped = ordered(scope, query.orderBy, found);
  const rows = aggregateRows(scope, query, grouped, (field, record) =>
    rendered(field.read(record), field.field),
  );
  const records = rows.slice(query.offset, query.offset + (query.limit ?? rows.length));
  return { totalSize: records.length, records };
}

function selected(
  scope: Scope,
  query: Query,
  candidates: readonly StoredRecord[],
  context: QueryContext,
): StoredRecord[] {
  if (query.offset > 2_000) {
    throw refuse('NUMBER_OUTSIDE_VALID_RANGE', 'Maximum SOQL offset allowed is 2000');
  }
  const sorted = ordered(scope, query.orderBy, filtered(scope, query, candidates, context));
  return sorted.slice(query.offset, query.offset + (query.limit ?? sorted.length));
}

function filtered(
  scope: Scope,
  { where }: Query,
  candidates: readonly StoredRecord[],
  context: QueryContext,
): StoredRecord[] {
  if (!where) return [...candidates];
  return candidates.filter(
    compile(scope, where, ({ text }, query) => semiJoin(text, query, context)),
  );
}

function semiJoin(text: string, query: Query, context: QueryContext): ReadonlySet<string> {
  const { org, access } = context;
  const type = visibleType(org, access, query.from.path);
  if (!type) throw unknownObject(text, query.from);
  const [item] = query.select;
  if (item?.kind !== 'field' || query.select.length !== 1) {
    throw refuse('MALFORMED_QUERY', 'Nesting of semi join sub-selects is not supported');
  }
  const scope = { org, access, type, text, alias: query.alias };
  const field = resolveField(scope, item.field);
  const live = org.records.all(type.name).filter(({ isDeleted }) => !isDeleted);
  const values = selected(scope, query, live, context).map((row) => field.read(row));
  return new Set(values.filter((value) => value !== null).map(String));
}

function ordered(
  scope: Scope,
  orders: readonly Order[],
  records: readonly StoredRecord[],
): StoredRecord[] {
  const keys = orders.map((order) => ({ ...order, resolved: sortable(scope, order.field) }));
  return [...records].sort((a, b) => {
    for (const { resolved, descending, nullsLast } of keys) {
      const [left, right] = [sortKey(resolved, a), sortKey(resolved, b)];
      if (left === right) continue;
      if (left === null) return nullsLast ? 1 : -1;
      if (right === null) return nullsLast ? -1 : 1;
      return left < right === descending ? 1 : -1;
    }
    return 0;
  });
}

function sortable(scope: Scope, ref: FieldRef): ResolvedField {
  const resolved = resolveField(scope, ref);
  if (resolved.field.sortable) return resolved;
  throw refuse(
    'MALFORMED_QUERY',
    `field '${resolved.field.name}' can not be sorted in a query call`,
  );
}

/** Text is ordered without case; ids with, as they are compared. */
function sortKey(resolved: ResolvedField, record: StoredRecord): string | number | boolean | null {
  const value = resolved.read(record);
  const isId = resolved.field.type === 'id' || resolved.field.type === 'reference';
  if (typeof value === 'string') return isId ? value : value.toLowerCase();
  return typeof value === 'object' ? null : value;
}

/** Adds what it selects to a row. */
type Column = (record: StoredRecord, row: Record<string, unknown>) => void;

function columnsOf(scope: Scope, query: Query, context: QueryContext): Column[] {
  const seen = new Set<string>();
  return query.select
    .flatMap((item) => expand(scope, query, item))
    .map((item) => {
      if (item.kind === 'children') return childColumn(scope, item.query, context);
      if (item.alias !== null) {
        throw refuse('MALFORMED_QUERY', 'only aggregate expressions use field aliasing');
      }
      const resolved = resolveField(scope, item.field);
      const path = [...resolved.via, resolved.field.name].join('.');
      if (seen.has(path)) throw refuse('INVALID_FIELD', `duplicate field selected: ${path}`);
      seen.add(path);
      return fieldColumn(context, resolved);
    });
}

function expand(
  { type, access }: Scope,
  { limit }: Query,
  item: SelectItem,
): Exclude<SelectItem, { kind: 'set' | 'aggregate' }>[] {
  if (item.kind === 'aggregate') return [];
  if (item.kind !== 'set') return [item];
  if (item.set !== 'STANDARD' && (limit === null || limit > 200)) {
    throw refuse('MALFORMED_QUERY', `The SOQL FIELDS function must have a LIMIT of at most 200`);
  }
  return type.describe.fields
    .filter(({ name }) => access.sees(type.name, name))
    .filter(({ custom }) => item.set === 'ALL' || custom === (item.set === 'CUSTOM'))
    .map(({ name }) => ({ kind: 'field', field: { path: name, at: item.at }, alias: null }));
}

function fieldColumn(context: QueryContext, resolved: ResolvedField): Column {
  return (record, row) => {
    const value = rendered(resolved.read(record), resolved.field);
    let at = row;
    let holder: StoredRecord | undefined = record;
    for (const [depth, name] of resolved.via.entries()) {
      holder = parentOf(context.org, holder, name);
      if (!holder) {
        at[name] = null;
        return;
      }
      at[name] ??= { attributes: attributesOf(holder, context.version) };
      at = at[name] as Record<string, unknown>;
      if (depth === resolved.via.length - 1) at[resolved.field.name] = value;
    }
    if (resolved.via.length === 0) row[resolved.field.name] = value;
  };
}

function parentOf(org: Org, record: StoredRecord, relationship: string): StoredRecord | undefined {
  const lookup = org.catalogue.find(record.type)?.parents.get(relationship.toLowerCase());
  const id = lookup && record.values.get(lookup.name);
  return typeof id === 'string' ? org.records.get(id) : undefined;
}

function childColumn(scope: Scope, query: Query, context: QueryContext): Column {
  const relationship = scope.type.describe.childRelationships.find(
    ({ relationshipName }) => relationshipName?.toLowerCase() === query.from.path.toLowerCase(),
  );
  const type = relationship && visibleType(scope.org, scope.access, relationship.childSObject);
  if (!relationship?.relationshipName || !type) throw unknownChildren(scope.text, query.from);
  const inner: Scope = { ...scope, type, alias: query.alias };
  const columns = columnsOf(inner, query, context);
  const { relationshipName, field } = relationship;
  return (record, row) => {
    const children = scope.org.records
      .all(type.name)
      .filter((child) => child.values.get(field) === record.id && !child.isDeleted);
    const found = selected(inner, query, children, context);
    const records = found.map((child) => rowOf(context, child, columns));
    row[relationshipName] =
      records.length === 0 ? null : { totalSize: records.length, done: true, records };
  };
}

function rowOf({ version }: QueryContext, record: StoredRecord, columns: readonly Column[]): Json {
  const row: Record<string, unknown> = { attributes: attributesOf(record, version) };
  for (const column of columns) column(record, row);
  return row;
}
