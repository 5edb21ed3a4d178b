import { expect, it } from 'vitest';
import { caller, standin } from './hubspot-api.ts';

const lists = '/crm/lists/2026-09';

it('a list tells what it holds and gives its members in the order they joined', async () => {
  const { hubspot, api } = await standin();
  for (const firstname of ['Ann', 'Bea', 'Cid']) hubspot.createContact({ firstname });
  const id = hubspot.createList('Fair', 'contacts', ['1003', '1001', '1002', '1001']);
  const list = await api('GET', `${lists}/${id}`);
  expect(list.body.list).toMatchObject({ listId: id, name: 'Fair', objectTypeId: '0-1', size: 3 });
  const first = await api('GET', `${lists}/${id}/memberships/join-order?limit=2`);
  expect(first.body).toMatchObject({
    total: 3,
    results: [{ recordId: '1003' }, { recordId: '1001' }],
  });
  const { after } = first.body.paging.next;
  hubspot.archive('contacts', '1002');
  const next = `${lists}/${id}/memberships/join-order?after=${encodeURIComponent(after)}`;
  expect((await api('GET', next)).body).toEqual({ total: 2, results: [] });
});

it('more than 250 members, an unknown list and a made-up place are refused', async () => {
  const { hubspot, api } = await standin();
  const id = hubspot.createList('Fair', 'contacts', []);
  const members = `${lists}/${id}/memberships/join-order`;
  expect((await api('GET', `${members}?limit=251`)).status).toBe(400);
  expect((await api('GET', `${members}?after=2`)).status).toBe(400);
  expect((await api('GET', `${lists}/9`)).body).toMatchObject({ category: 'OBJECT_NOT_FOUND' });
});

it('lists have a scope of their own', async () => {
  const { hubspot } = await standin();
  const id = hubspot.createList('Fair', 'contacts', []);
  hubspot.addToken({ token: 'other', scopes: ['crm.objects.contacts.read'] });
  const refused = await caller(hubspot, 'other')('GET', `${lists}/${id}`);
  expect(refused.status).toBe(403);
  expect(refused.body.context.requiredGranularScopes).toEqual(['crm.lists.read']);
});
