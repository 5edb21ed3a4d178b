/** COUNT, SUM and their like over groups of records. */

import { refuse } from '../http/errors.ts';
import type { Json } from '../http/input.ts';
import type { StoredRecord } from '../org/records.ts';
import type { Value } from '../org/values.ts';
import type { AggregateFunction, Query, SelectItem } from './ast.ts';
import { type ResolvedField, resolveField, type Scope } from './resolve.ts';

type Column = (records: readonly StoredRecord[]) => unknown;

/** Rows of a query with aggregates or GROUP BY: one for each group. */
export function aggregateRows(
  scope: Scope,
  query: Query,
  records: readonly StoredRecord[],
  render: (field: ResolvedField, record: StoredRecord) => unknown,
): Json[] {
  const keys = query.groupBy.map((ref) => resolveField(scope, ref));
  const columns = namedColumns(scope, query, keys, render);
  const groups = new Map<string, StoredRecord[]>();
  // Without keys there is one group, of no records too.
  if (keys.length === 0) groups.set('[]', []);
  for (const record of records) {
    const key = JSON.stringify(keys.map((field) => field.read(record)));
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(([name, column]) => [name, column(group)])),
  }));
}

export function isAggregate({ select, groupBy }: Query): boolean {
  return groupBy.length > 0 || select.some(({ kind }) => kind === 'aggregate');
}

function namedColumns(
  scope: Scope,
  { select }: Query,
  keys: readonly ResolvedField[],
  render: (field: ResolvedField, record: StoredRecord) => unknown,
): (readonly [string, Column])[] {
  let unnamed = 0;
  return select.map((item) => {
    if (item.kind === 'aggregate') {
      const name = item.alias ?? `expr${unnamed++}`;
      return [name, aggregateColumn(scope, item)] as const;
    }
    if (item.kind !== 'field') throw refuse('MALFORMED_QUERY', 'Grouped query cannot use it');
    const field = resolveField(scope, item.field);
    const grouped = keys.some(
      (key) => key.field === field.field && key.via.join() === field.via.join(),
    );
    if (!grouped) {
      throw refuse('MALFORMED_QUERY', `Field must be grouped or aggregated: ${item.field.path}`);
    }
    const column: Column = ([first]) => (first ? render(field, first) : null);
    return [item.alias ?? field.field.name, column] as const;
  });
}

function aggregateColumn(
  scope: Scope,
  { fn, field }: Extract<SelectItem, { kind: 'aggregate' }>,
): Column {
  if (!field) return (records) => records.length;
  const resolved = resolveField(scope, field);
  if (!resolved.field.aggregatable) {
    throw refuse(
      'MALFORMED_QUERY',
      `field ${resolved.field.name} does not support aggregate operator ${fn}`,
    );
  }
  return (records) => {
    const values = records
      .map((record) => resolved.read(record))
      .filter((value) => value !== null && typeof value !== 'object');
    return aggregate(fn, values);
  };
}

function aggregate(fn: AggregateFunction, values: readonly NonNullable<Value>[]): unknown {
  const numbers = values.map(Number);
  const sum = numbers.reduce((total, value) => total + value, 0);
  const sorted = [...values].sort((a, b) => (a < b ? -1 : 1));
  switch (fn) {
    case 'COUNT':
      return values.length;
    case 'COUNT_DISTINCT':
      return new Set(values).size;
    case 'SUM':
      return values.length === 0 ? null : sum;
    case 'AVG':
      return values.length === 0 ? null : sum / values.length;
    case 'MIN':
      return sorted.at(0) ?? null;
    case 'MAX':
      return sorted.at(-1) ?? null;
  }
}
