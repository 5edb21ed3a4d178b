/**
 * Which records an account has. Without conditions they are paged through as HubSpot keeps them; with
 * conditions they are searched, which gives only the first 10,000 of a search: so each page asks for
 * ids above the last one's.
 * https://developers.hubspot.com/docs/api-reference/crm-search-v3/guide
 */
import { comparandOf, conditionField } from '../../conditions.ts';
import type { CrmFieldInfo, FieldCondition, ListQuery, RecordPage } from '../../connector.ts';
import { CrmError, isCrmError } from '../../errors.ts';
import type { HubSpotApi } from '../api.ts';
import type { HubSpotRecordType } from '../fields.ts';
import { listFields } from '../fields-list.ts';
import { isHubSpotId } from '../links.ts';
import { listsScope } from '../scopes.ts';
import type { ListCalls, Listed, SearchFilter } from './list-calls.ts';
import { notFound } from './read.ts';

/** The most HubSpot gives at once. */
const pageSizes = { all: 100, list: 250, fields: 200 } as const;
/** Of six filters in a group one is ours. */
const mostConditions = 5;

const types = {
  contact: { type: 'contacts', id: '0-1' },
  company: { type: 'companies', id: '0-2' },
} as const;

export type RecordLister = (object: HubSpotRecordType, query: ListQuery) => Promise<RecordPage>;

export function createRecordLister(calls: ListCalls, api: HubSpotApi): RecordLister {
  async function everything(object: HubSpotRecordType, query: ListQuery): Promise<RecordPage> {
    const { type } = types[object];
    const [page, found] = await Promise.all([
      calls.page(type, query.after ?? undefined, sizeOf(query)),
      query.after === null ? calls.search(type, [], 1) : null,
    ]);
    return { ...onwards(page, query), total: found?.total ?? null };
  }

  async function matching(
    object: HubSpotRecordType,
    query: ListQuery,
    conditions: readonly FieldCondition[],
  ): Promise<RecordPage> {
    if (conditions.length > mostConditions) throw tooManyConditions();
    if (query.after !== null && !isHubSpotId(query.after)) throw notFound();
    const fields = await listFields(api, object);
    const filters = conditions.map((condition) => filterOf(condition, fields));
    if (query.after !== null) {
      filters.push({ propertyName: 'hs_object_id', operator: 'GT', value: query.after });
    }
    const { ids, next, total } = await calls.search(types[object].type, filters, sizeOf(query));
    return {
      ids,
      next: next === null ? null : (ids.at(-1) ?? null),
      total: query.after === null ? total : null,
    };
  }

  async function members(
    object: HubSpotRecordType,
    query: ListQuery,
    listId: string,
  ): Promise<RecordPage> {
    if (!isHubSpotId(listId)) throw noSuchList();
    try {
      const of = query.after === null ? await calls.listedObject(listId) : null;
      if (of !== null && of !== types[object].id) throw listOfOthers(object);
      const page = await calls.members(listId, query.after ?? undefined, sizeOf(query));
      return { ...onwards(page, query), total: query.after === null ? page.total : null };
    } catch (error) {
      if (!isCrmError(error) || error.crmStatus === null) throw error;
      if (error.kind === 'missing_scope') throw mayNotReadLists(error);
      throw error.kind === 'not_found' ? noSuchList() : error;
    }
  }

  return async (object, query) => {
    const { filter } = query;
    if (filter.kind === 'list') return members(object, query, filter.listId);
    return filter.kind === 'all' || filter.conditions.length === 0
      ? everything(object, query)
      : matching(object, query, filter.conditions);
  };
}

function sizeOf({ filter, limit }: ListQuery): number {
  const isFiltered = filter.kind === 'fields' && filter.conditions.length > 0;
  const most = isFiltered ? pageSizes.fields : pageSizes[filter.kind === 'list' ? 'list' : 'all'];
  return Math.min(Math.max(1, Math.trunc(limit)), most);
}

/** A page that leads back to itself would be read for ever. */
function onwards({ ids, next }: Listed, { after }: ListQuery) {
  return { ids, next: next === after ? null : next };
}

const operators = {
  eq: 'EQ',
  neq: 'NEQ',
  gt: 'GT',
  gte: 'GTE',
  lt: 'LT',
  lte: 'LTE',
  has: 'HAS_PROPERTY',
  lacks: 'NOT_HAS_PROPERTY',
} as const;

function filterOf(condition: FieldCondition, fields: readonly CrmFieldInfo[]): SearchFilter {
  const field = conditionField(condition, fields);
  const operator = operators[condition.operator];
  if (!('value' in condition)) return { propertyName: field.name, operator };
  const { value } = comparandOf(field, condition);
  // Days and instants are compared in milliseconds since 1970.
  const text = value instanceof Date ? value.getTime() : value;
  return { propertyName: field.name, operator, value: String(text) };
}

function tooManyConditions(): CrmError {
  return new CrmError(
    'validation',
    `HubSpot finds records by ${mostConditions} conditions at most. Take some away, or make a list in HubSpot and choose that.`,
    { crmStatus: null },
  );
}

function noSuchList(): CrmError {
  return new CrmError('not_found', 'HubSpot has no such list. Choose another one.', {
    crmStatus: null,
  });
}

function listOfOthers(object: HubSpotRecordType): CrmError {
  const wanted = object === 'contact' ? 'contacts' : 'companies';
  return new CrmError('not_found', `This HubSpot list has no ${wanted}. Choose another one.`, {
    crmStatus: null,
  });
}

/** HubSpot names one of two scopes that would do; the app asks for this one. */
function mayNotReadLists({ crmStatus, correlationId }: CrmError): CrmError {
  return new CrmError(
    'missing_scope',
    `The HubSpot connection lacks a permission (${listsScope}). An administrator has to reconnect HubSpot and grant it.`,
    { crmStatus, correlationId, missingScopes: [listsScope] },
  );
}
