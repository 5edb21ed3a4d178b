import { describe, expect, it } from 'vitest';
import type { HubSpotSeed } from '../sandbox/hubspot/seed.ts';
import { clock } from './clock.ts';
import { link, standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';

describe('values the portal keeps itself', () => {
  it('our own task moves a contact’s activity, next date and modification date', async () => {
    const time = clock();
    const { hubspot, api } = await standin({ now: time.now });
    const notes_last_updated = '2026-10-01T00:00:00.000Z';
    hubspot.createContact({ email: 'ann@x.example', num_notes: '3', notes_last_updated });
    const before = hubspot.get('contacts', '1001');
    expect(before?.properties).toMatchObject({ num_notes: '3', notes_last_updated });
    time.advance(60_000);
    const due = '2026-11-23T12:00:00.000Z';
    await api('POST', `${objects}/tasks`, {
      properties: { hs_timestamp: due, hs_task_subject: 'Call' },
      associations: [link('1001', 204)],
    });
    expect(hubspot.get('contacts', '1001')).toMatchObject({
      updatedAt: '2026-11-21T12:01:00.000Z',
      properties: {
        num_notes: '4',
        notes_last_updated: '2026-11-21T12:01:00.000Z',
        notes_next_activity_date: due,
        lastmodifieddate: '2026-11-21T12:01:00.000Z',
      },
    });
    hubspot.archive('tasks', '4001');
    expect(hubspot.get('contacts', '1001')?.properties).toMatchObject({
      num_notes: '3',
      notes_last_updated,
    });
    expect(hubspot.get('contacts', '1001')?.properties.notes_next_activity_date).toBeUndefined();
  });

  it('our own deal moves the counters of company and contact, and closing it moves them again', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    hubspot.createCompany({ name: 'X' });
    await api('POST', `${objects}/deals`, {
      properties: { dealname: 'X', dealstage: 'contractsent' },
      associations: [link('1001', 3), link('2001', 341)],
    });
    const company = () => hubspot.get('companies', '2001')?.properties;
    const deal = () => hubspot.get('deals', '3001')?.properties;
    expect(company()).toMatchObject({ hs_num_open_deals: '1', num_associated_deals: '1' });
    expect(hubspot.get('contacts', '1001')?.properties.num_associated_deals).toBe('1');
    expect(deal()).toMatchObject({
      pipeline: 'default',
      hs_is_closed: 'false',
      hs_deal_stage_probability: '0.9',
      num_associated_contacts: '1',
    });
    await api('PATCH', `${objects}/deals/3001`, { properties: { dealstage: 'closedwon' } });
    expect(deal()).toMatchObject({ hs_is_closed: 'true', hs_is_closed_won: 'true' });
    expect(company()).toMatchObject({ hs_num_open_deals: '0', num_associated_deals: '1' });
    await api('DELETE', `${objects}/deals/3001`);
    expect(company()?.num_associated_deals).toBeUndefined();
  });

  it('a contact’s company follows the primary association, and the association follows the value', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    hubspot.createCompany({ name: 'One' });
    hubspot.createCompany({ name: 'Two' });
    hubspot.associate({ type: 'companies', id: '2001' }, { type: 'contacts', id: '1001' });
    expect(hubspot.get('contacts', '1001')?.properties.associatedcompanyid).toBe('2001');
    await api('PATCH', `${objects}/contacts/1001`, { properties: { associatedcompanyid: '2002' } });
    const read = await api('GET', `${objects}/contacts/1001?associations=companies`);
    expect(read.body.associations.companies.results).toEqual([
      { id: '2001', type: 'contact_to_company_unlabeled' },
      { id: '2002', type: 'contact_to_company' },
      { id: '2002', type: 'contact_to_company_unlabeled' },
    ]);
    expect(hubspot.get('companies', '2002')?.properties.num_associated_contacts).toBe('1');
  });

  it('an owner comes with the date of the assignment', async () => {
    const { hubspot, api } = await standin({ now: clock().now });
    hubspot.createContact({ firstname: 'Ann' });
    const assign = (hubspot_owner_id: string) =>
      api('PATCH', `${objects}/contacts/1001`, { properties: { hubspot_owner_id } });
    await assign('9001');
    const assigned = () => hubspot.get('contacts', '1001')?.properties.hubspot_owner_assigneddate;
    expect(assigned()).toBe('2026-11-21T12:00:00.000Z');
    await assign('');
    expect(assigned()).toBeUndefined();
  });

  it('a task is completed with a date', async () => {
    const { hubspot, api } = await standin({ now: clock().now });
    await api('POST', `${objects}/tasks`, { properties: { hs_timestamp: '0' } });
    expect(hubspot.get('tasks', '4001')?.properties).toMatchObject({
      hs_task_status: 'NOT_STARTED',
      hs_task_is_completed: '0',
    });
    await api('PATCH', `${objects}/tasks/4001`, { properties: { hs_task_status: 'COMPLETED' } });
    expect(hubspot.get('tasks', '4001')?.properties).toMatchObject({
      hs_task_is_completed: '1',
      hs_task_completion_date: '2026-11-21T12:00:00.000Z',
    });
  });
});

describe('a seed', () => {
  const seed: HubSpotSeed = {
    owners: [{ id: '77', email: 'o@x.example', firstName: 'O', lastName: 'W', userId: 770 }],
    companies: [{ id: '20', properties: { name: 'X' } }],
    contacts: [
      {
        id: '10',
        companyId: '20',
        createdAt: '2025-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:00:00.000Z',
        properties: { email: 'ann@x.example', num_notes: '5', hubspot_owner_id: '77' },
      },
    ],
    deals: [
      { id: '30', contactIds: ['10'], companyIds: ['20'], properties: { dealstage: 'closedlost' } },
    ],
  };

  it('stands there with its ids, dates and links, findable at once', async () => {
    const { hubspot, api } = await standin({ seed, limits: { searchIndexLagMs: 60_000 } });
    expect(hubspot.get('contacts', '10')).toMatchObject({
      createdAt: '2025-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
      properties: {
        associatedcompanyid: '20',
        num_associated_deals: '1',
        num_notes: '5',
        createdate: '2025-01-01T00:00:00.000Z',
        lastmodifieddate: '2026-01-01T00:00:00.000Z',
      },
    });
    expect(hubspot.get('companies', '20')?.properties).toMatchObject({
      num_associated_contacts: '1',
      hs_num_open_deals: '0',
    });
    expect((await api('POST', `${objects}/contacts/search`, {})).body.total).toBe(1);
    const owner = await api('GET', '/crm/owners/2026-09/770?idProperty=userId');
    expect(owner.body).toMatchObject({ id: '77', email: 'o@x.example' });
    expect((await api('POST', `${objects}/contacts`, { properties: {} })).body.id).toBe('1001');
  });

  it('comes back on reset', async () => {
    const { hubspot } = await standin({ seed });
    hubspot.archive('contacts', '10');
    hubspot.createContact({ firstname: 'New' });
    hubspot.reset();
    expect(hubspot.records('contacts').map(({ id }) => id)).toEqual(['10']);
  });

  it.each([
    [
      'an unknown property',
      { contacts: [{ id: '1', properties: { zz: 'x' } }] },
      'Seed contacts 1',
    ],
    [
      'an id used twice',
      {
        deals: [
          { id: '1', properties: {} },
          { id: '1', properties: {} },
        ],
      },
      'used twice',
    ],
    [
      'a company that is not there',
      { contacts: [{ id: '1', companyId: '2', properties: {} }] },
      '2 is not a valid ID',
    ],
  ])('with %s is refused', async (_, broken, message) => {
    await expect(standin({ seed: broken })).rejects.toThrow(message);
  });
});
