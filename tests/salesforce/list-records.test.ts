/** Which records an org has, page by page. */
import { describe, expect, it } from 'vitest';
import type { FieldCondition } from '../../server/crm/connector.ts';
import { everyRecord, fields, idsOf, pagesOf } from '../support/many-records.ts';
import { accountIds, bulkOrg, contactIds } from './bulk-org.ts';
import { failureOf, ids, openOrg } from './org.ts';

describe('every record', () => {
  it('is listed once by ascending id, with the number of all told first', async () => {
    const { connector, salesforce, calls } = await bulkOrg();
    await connector.provision();
    salesforce.clearRequests();
    const pages = await pagesOf(connector, everyRecord, 'contact', 300);
    expect(idsOf(pages)).toEqual(contactIds);
    expect(pages.map(({ total }) => total)).toEqual([1_000, null, null, null]);
    expect(calls()).toHaveLength(4);
    expect(idsOf(await pagesOf(connector, everyRecord, 'company'))).toEqual(accountIds);
  });

  it('that comes or goes between two pages does not move the others', async () => {
    const { connector, salesforce } = await bulkOrg();
    const first = await connector.listRecords('contact', {
      filter: everyRecord,
      after: null,
      limit: 500,
    });
    for (const id of first.ids.slice(0, 100)) salesforce.delete('Contact', id);
    const made = salesforce.create('Contact', { LastName: 'New' });
    const rest = await connector.listRecords('contact', {
      filter: everyRecord,
      after: first.next,
      limit: 2_000,
    });
    expect(rest.ids).toEqual([...contactIds.slice(500), made.id]);
  });

  it('of leads is one that was not converted', async () => {
    const { connector, salesforce } = await openOrg();
    const other = salesforce.create('Lead', { LastName: 'Open', Company: 'Open Ltd' });
    salesforce.convertLead(ids.lena);
    expect(idsOf(await pagesOf(connector, everyRecord, 'lead'))).toEqual([other.id]);
  });

  it('is not there for a user who may not see the object', async () => {
    const { connector } = await openOrg({
      accessTokens: [{ token: 'token-1', permissions: { objects: { Lead: [] } } }],
    });
    expect(await failureOf(pagesOf(connector, everyRecord, 'lead'))).toMatchObject({
      kind: 'missing_scope',
    });
  });
});

describe('records that meet conditions', () => {
  it('meet every one, whatever their type', async () => {
    const { connector, salesforce } = await openOrg();
    salesforce.update('Contact', ids.ada, { oppspot__Score__c: 80, Department: "O'Hara \\ Sons" });
    salesforce.update('Contact', ids.bob, { oppspot__Score__c: 40 });
    const find = async (...conditions: FieldCondition[]) =>
      idsOf(await pagesOf(connector, fields(...conditions)));
    const scored = { field: 'oppspot__Score__c', operator: 'gte', value: '40' } as const;
    expect(await find(scored)).toEqual([ids.ada, ids.bob]);
    expect(await find(scored, { field: 'AccountId', operator: 'eq', value: ids.acme })).toEqual([
      ids.ada,
    ]);
    expect(await find({ field: 'department', operator: 'eq', value: "O'Hara \\ Sons" })).toEqual([
      ids.ada,
    ]);
    expect(await find({ field: 'Email', operator: 'lacks' })).toEqual([ids.bob]);
    expect(await find({ field: 'CreatedDate', operator: 'gt', value: '2100-01-01' })).toEqual([]);
    expect(await find({ field: 'IsDeleted', operator: 'eq', value: 'false' }, scored)).toEqual([
      ids.ada,
      ids.bob,
    ]);
  });

  it('cannot be asked for in words that are a query of their own', async () => {
    const { connector, calls } = await openOrg();
    const value = "x' OR Name != '";
    expect(
      idsOf(await pagesOf(connector, fields({ field: 'Email', operator: 'eq', value }))),
    ).toEqual([]);
    const before = calls().length;
    const field = 'Email != null OR Name';
    expect(
      await failureOf(pagesOf(connector, fields({ field, operator: 'eq', value: 'x' }))),
    ).toMatchObject({ kind: 'validation', field });
    expect(calls()).toHaveLength(before);
  });

  it.each([
    ['oppspot__Score__c', 'gt', '1e3', 'is a number'],
    ['LastName', 'lt', 'M', 'no order'],
    ['CreatedDate', 'gt', 'yesterday', 'is a date'],
  ] as const)('%s %s %s is refused', async (field, operator, value, says) => {
    const { connector } = await openOrg();
    const failure = await failureOf(pagesOf(connector, fields({ field, operator, value })));
    expect(failure).toMatchObject({ kind: 'validation', field });
    expect(failure.message).toContain(says);
  });

  it('by a long text, which Salesforce does not filter by, are refused', async () => {
    const { connector } = await openOrg();
    const condition = { field: 'oppspot__Summary__c', operator: 'has' } as const;
    expect((await failureOf(pagesOf(connector, fields(condition)))).message).toContain(
      'does not filter',
    );
  });

  it('after something that is no id of theirs are not found', async () => {
    const { connector } = await openOrg();
    for (const after of ["' OR Name != '", ids.acme]) {
      const query = { filter: everyRecord, after, limit: 10 };
      expect(await failureOf(connector.listRecords('contact', query))).toMatchObject({
        kind: 'not_found',
      });
    }
  });
});

describe('records of a list view', () => {
  it('are those the view shows, in as many pages as it takes', async () => {
    const { connector, salesforce } = await bulkOrg();
    const listId = salesforce.addListView({
      object: 'Contact',
      label: 'Many',
      where: `(Email != null AND LastName != 'Ann WHERE x ORDER BY y')`,
    });
    const pages = await pagesOf(connector, { kind: 'list', listId }, 'contact', 600);
    expect(idsOf(pages)).toEqual(contactIds);
    expect(pages.map(({ total }) => total)).toEqual([1_000, null]);
  });

  it('with no condition or with a scope are followed as they are', async () => {
    const { connector, salesforce } = await openOrg();
    salesforce.update('Contact', ids.ada, { OwnerId: salesforce.userId });
    const everybody = salesforce.addListView({ object: 'Contact', label: 'All' });
    const mine = salesforce.addListView({ object: 'Contact', label: 'Mine', mine: true });
    salesforce.update('Contact', ids.bob, { OwnerId: ids.rep });
    expect(idsOf(await pagesOf(connector, { kind: 'list', listId: everybody }))).toEqual([
      ids.ada,
      ids.bob,
    ]);
    expect(idsOf(await pagesOf(connector, { kind: 'list', listId: mine }))).toEqual([ids.ada]);
  });

  it('of another object, or of none, are not found', async () => {
    const { connector, salesforce } = await openOrg();
    const ofAccounts = salesforce.addListView({ object: 'Account', label: 'All' });
    for (const listId of [ofAccounts, '00BOp0000000zzzIAA', '../../query?q=x']) {
      expect(await failureOf(pagesOf(connector, { kind: 'list', listId }))).toMatchObject({
        kind: 'not_found',
        message: expect.stringContaining('no such list view'),
      });
    }
  });
});
