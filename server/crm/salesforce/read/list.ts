/**
 * Which records an org has, by ascending id: each page asks for ids above the last one's, so that no
 * cursor has to live as long as the work on a page takes.
 */
import { z } from 'zod';
import type { ObjectType } from '../../../../shared/plan/plan.ts';
import { type Comparand, comparandOf, conditionField, refuseCondition } from '../../conditions.ts';
import type { FieldCondition, ListQuery, RecordPage } from '../../connector.ts';
import { CrmError, isCrmError } from '../../errors.ts';
import type { SalesforceClient } from '../client.ts';
import { notFound } from '../errors.ts';
import { fieldsOf } from '../fields-list.ts';
import { isIdOf, toId18 } from '../ids.ts';
import { objectNames } from '../links.ts';
import { askCounted, textIn } from '../query.ts';
import type { OrgObject, OrgSchema } from '../schema.ts';
import { quoted } from '../soql.ts';
import { dataPath } from '../versions.ts';
import type { SchemaSource } from './read.ts';

/** Rows of one answer. */
const rowsPerPage = 2_000;

/** The records of a query without its columns, order and limit. */
interface Source {
  /** `Contact`, or `Contact USING SCOPE mine`. */
  readonly from: string;
  readonly conditions: readonly string[];
}

export function createRecordLister(client: SalesforceClient, schemas: SchemaSource) {
  async function sourceOf(
    schema: OrgSchema,
    object: ObjectType,
    { filter }: ListQuery,
  ): Promise<Source> {
    if (filter.kind === 'list') return listView(client, object, filter.listId);
    const from = objectNames[object];
    if (filter.kind === 'all') return { from, conditions: [] };
    const fields = fieldsOf(schema, object);
    const described = schema.object(from);
    return {
      from,
      conditions: filter.conditions.map((condition) => {
        const { name } = conditionField(condition, fields);
        if (described?.field(name)?.filterable === false) {
          refuseCondition(condition.field, 'Salesforce does not filter by this field.');
        }
        return soqlOf(name, condition, fields);
      }),
    };
  }

  /** @throws CrmError as `CrmConnector.listRecords` says */
  return async function list(object: ObjectType, query: ListQuery): Promise<RecordPage> {
    const schema = await schemas.current();
    const described = schema.object(objectNames[object]);
    if (!described) throw noSuchObject(object);
    const { from, conditions } = await sourceOf(schema, object, query);
    const which = [...conditions.map((one) => `(${one})`), ...onlyOurs(described)];
    const limit = Math.min(Math.max(1, Math.trunc(query.limit)), rowsPerPage);
    const onwards = query.after === null ? [] : [`Id > ${quoted(idAfter(described, query.after))}`];
    const { rows, total } = await askCounted(client, {
      soql: `SELECT Id FROM ${from}${where([...which, ...onwards])} ORDER BY Id LIMIT ${limit}`,
      count: query.after === null ? `SELECT COUNT() FROM ${from}${where(which)}` : null,
    });
    const ids = rows.map((row) => toId18(textIn(row, 'Id') ?? '')).filter((id) => id !== null);
    return { ids, next: rows.length < limit ? null : (ids.at(-1) ?? null), total };
  };
}

function where(conditions: readonly string[]): string {
  return conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
}

/** A converted lead lives on as a contact; a person's account is no company. */
function onlyOurs(described: OrgObject): string[] {
  return ['IsConverted', 'IsPersonAccount']
    .filter((name) => described.field(name))
    .map((name) => `${name} = false`);
}

/** @throws CrmError `not_found` for what is no page of this object */
function idAfter({ keyPrefix }: OrgObject, after: string): string {
  const id = toId18(after);
  if (id === null || !isIdOf(keyPrefix, id)) throw notFound();
  return id;
}

const operators = { eq: '=', neq: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function soqlOf(
  name: string,
  condition: FieldCondition,
  fields: ReturnType<typeof fieldsOf>,
): string {
  if (!('value' in condition)) {
    return `${name} ${condition.operator === 'has' ? '!=' : '='} null`;
  }
  const comparand = comparandOf(conditionField(condition, fields), condition);
  return `${name} ${operators[condition.operator]} ${literal(comparand)}`;
}

/** https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_dateformats.htm */
function literal({ kind, value }: Comparand): string {
  switch (kind) {
    case 'text':
      return quoted(value);
    case 'number':
      // Without an exponent, which queries do not know.
      return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 });
    case 'boolean':
      return String(value);
    case 'day':
      return value.toISOString().slice(0, 10);
    case 'instant':
      return value.toISOString();
  }
}

const viewDescribe = z.object({ query: z.string() });

/**
 * Salesforce tells the query behind a list view, of which only the condition and the scope are kept.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_listviewdescribe.htm
 */
async function listView(
  client: SalesforceClient,
  object: ObjectType,
  listId: string,
): Promise<Source> {
  const id = toId18(listId);
  if (id === null) throw noSuchView();
  const path = dataPath(`/sobjects/${objectNames[object]}/listviews/${id}/describe`);
  try {
    const { query } = await client.call('read', { method: 'GET', path, answer: viewDescribe });
    return sourceIn(query) ?? refuseView();
  } catch (error) {
    throw isCrmError(error) && error.kind === 'not_found' ? noSuchView() : error;
  }
}

/** Null for a query of another form. Words inside quotes are no words of the query. */
function sourceIn(query: string): Source | null {
  const bare = query.replace(/'(?:\\.|[^'\\])*'/g, (text) => '_'.repeat(text.length));
  const clauses = /\bFROM\s+(.+?)(?:\s+WHERE\s+(.+?))?(?:\s+ORDER\s+BY\s.*)?$/dis;
  const [, from, where] = clauses.exec(bare)?.indices ?? [];
  if (!from) return null;
  return { from: query.slice(...from), conditions: where ? [query.slice(...where)] : [] };
}

function refuseView(): never {
  throw new CrmError(
    'validation',
    'oppSpot cannot follow this Salesforce list view. Choose another one, or records by a condition.',
    { crmStatus: null },
  );
}

function noSuchView(): CrmError {
  const message = 'Salesforce has no such list view of these records. Choose another one.';
  return new CrmError('not_found', message, { crmStatus: null });
}

function noSuchObject(object: ObjectType): CrmError {
  const message = `The connected user has no access to ${objectNames[object]}. An administrator has to assign the oppSpot permission set.`;
  return new CrmError('missing_scope', message, { crmStatus: null });
}
