/** Which records an account has, page by page. */
import { describe, expect, it } from 'vitest';
import type { FieldCondition } from '../../server/crm/connector.ts';
import { everyRecord, fields, idsOf, pagesOf } from '../support/many-records.ts';
import { bulkAccount, companyIds, contactIds, sum } from './bulk-account.ts';

describe('every record', () => {
  it('is listed once, a hundred a call, with the number of all told first', async () => {
    const { connector, calls } = await bulkAccount();
    const pages = await pagesOf(connector, everyRecord);
    expect(idsOf(pages)).toEqual(contactIds);
    expect(pages.map(({ total }) => total)).toEqual([1_000, ...Array(9).fill(null)]);
    expect(calls()).toEqual({ 'GET /objects/contacts': 10, 'POST /objects/contacts/search': 1 });
    expect(idsOf(await pagesOf(connector, everyRecord, 'company'))).toEqual(companyIds);
  });

  it('comes in smaller pages when fewer are asked for', async () => {
    const { connector } = await bulkAccount();
    const query = { filter: everyRecord, after: null, limit: 7 };
    const page = await connector.listRecords('contact', query);
    expect(page.ids).toEqual(contactIds.slice(0, 7));
    const next = await connector.listRecords('contact', { ...query, after: page.next });
    expect(next.ids).toEqual(contactIds.slice(7, 14));
  });

  it('of a lead does not exist', async () => {
    const { connector } = await bulkAccount();
    const query = { filter: everyRecord, after: null, limit: 10 };
    await expect(connector.listRecords('lead', query)).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('records that meet conditions', () => {
  it('are found by ascending id, also beyond what one search gives', async () => {
    const { connector, calls } = await bulkAccount();
    const pages = await pagesOf(connector, fields({ field: 'email', operator: 'has' }));
    expect(idsOf(pages)).toEqual(contactIds);
    expect(pages).toHaveLength(5);
    expect(pages[0]?.total).toBe(1_000);
    expect(calls()).toMatchObject({ 'POST /objects/contacts/search': 5 });
  });

  it('are found by every condition together', async () => {
    const { standin, connector } = await bulkAccount();
    await connector.write([
      {
        kind: 'update',
        key: 'a',
        record: { object: 'contact', id: '100001' },
        values: { oppspot_score: '80', city: 'Hull' },
      },
      {
        kind: 'update',
        key: 'b',
        record: { object: 'contact', id: '100002' },
        values: { oppspot_score: '40', city: 'Hull' },
      },
    ]);
    await indexed(standin);
    const find = async (...conditions: FieldCondition[]) =>
      idsOf(await pagesOf(connector, fields(...conditions)));
    const inHull = { field: 'city', operator: 'eq', value: 'Hull' } as const;
    expect(await find(inHull)).toEqual(['100001', '100002']);
    expect(await find(inHull, { field: 'oppspot_score', operator: 'gt', value: '60' })).toEqual([
      '100001',
    ]);
    expect(
      await find(inHull, { field: 'createdate', operator: 'gt', value: '2100-01-01' }),
    ).toEqual([]);
    expect(await find({ field: 'oppspot_score', operator: 'lacks' })).toHaveLength(998);
  });

  it.each([
    ['no_such_field', 'eq', 'x', 'no such field'],
    ['oppspot_score', 'gt', 'plenty', 'is a number'],
    ['lastname', 'gt', 'M', 'no order'],
    ['createdate', 'lt', '2026-02-31', 'is a date'],
    ['lastname', 'eq', '  ', 'Give a value'],
  ] as const)(
    '%s %s %s is refused before anything is searched',
    async (field, operator, value, says) => {
      const { connector, calls } = await bulkAccount();
      const query = { filter: fields({ field, operator, value }), after: null, limit: 10 };
      await expect(connector.listRecords('contact', query)).rejects.toMatchObject({
        kind: 'validation',
        field,
        message: expect.stringContaining(says),
      });
      expect(calls()).not.toHaveProperty('POST /objects/contacts/search');
    },
  );

  it('by more conditions than HubSpot takes are refused', async () => {
    const { connector, calls } = await bulkAccount();
    const many = Array.from({ length: 6 }, () => ({ field: 'city', operator: 'has' }) as const);
    const query = { filter: fields(...many), after: null, limit: 10 };
    await expect(connector.listRecords('contact', query)).rejects.toMatchObject({
      kind: 'validation',
    });
    expect(sum(calls())).toBe(0);
  });

  it('of a page that was made up are not found', async () => {
    const { connector } = await bulkAccount();
    const filter = fields({ field: 'city', operator: 'has' });
    await expect(
      connector.listRecords('contact', { filter, after: '1 OR 1', limit: 10 }),
    ).rejects.toMatchObject({ kind: 'not_found' });
  });
});

describe('records of a list', () => {
  it('come in the order in which they joined it, 250 a call', async () => {
    const { standin, connector, calls } = await bulkAccount();
    const listId = standin.createList('Fair', 'contacts', contactIds.slice(0, 600).reverse());
    standin.archive('contacts', '100599');
    const pages = await pagesOf(connector, { kind: 'list', listId });
    expect(idsOf(pages)).toEqual(contactIds.slice(0, 599).reverse());
    expect(pages.map(({ total }) => total)).toEqual([599, null, null]);
    expect(calls()).toEqual({
      [`GET /lists/${listId}`]: 1,
      [`GET /lists/${listId}/memberships/join-order`]: 3,
    });
  });

  it('of other objects are no contacts', async () => {
    const { standin, connector } = await bulkAccount();
    const listId = standin.createList('Targets', 'companies', companyIds);
    await expect(pagesOf(connector, { kind: 'list', listId })).rejects.toMatchObject({
      kind: 'not_found',
      message: expect.stringContaining('has no contacts'),
    });
    expect(idsOf(await pagesOf(connector, { kind: 'list', listId }, 'company'))).toEqual(
      companyIds,
    );
  });

  it.each(['99', '../objects/contacts'])('that is not there (%s) is not found', async (listId) => {
    const { connector } = await bulkAccount();
    await expect(pagesOf(connector, { kind: 'list', listId })).rejects.toMatchObject({
      kind: 'not_found',
      message: expect.stringContaining('no such list'),
    });
  });

  it('need a permission, which is named', async () => {
    const { standin, connector } = await bulkAccount();
    const listId = standin.createList('Fair', 'contacts', contactIds);
    standin.addToken({ token: 'token-1', scopes: ['crm.objects.contacts.read'] });
    await expect(pagesOf(connector, { kind: 'list', listId })).rejects.toMatchObject({
      kind: 'missing_scope',
      missingScopes: ['crm.lists.read'],
      message: expect.stringContaining('crm.lists.read'),
    });
  });
});

/** Search sees a change a moment later. */
async function indexed(standin: { portal(): { limits: { searchIndexLagMs: number } } }) {
  const { searchIndexLagMs } = standin.portal().limits;
  await new Promise((resolve) => setTimeout(resolve, searchIndexLagMs + 10));
}
