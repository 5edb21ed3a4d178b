import { describe, expect, it } from 'vitest';
import { link, standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';

describe('associations', () => {
  it.each([
    ['a type of another pair', link('1001', 192)],
    ['a type that does not exist', link('1001', 99_999)],
    ['a record that does not exist', link('404', 204)],
    ['no type', { to: { id: '1001' }, types: [] }],
  ])('a create with %s is refused and creates nothing', async (_, association) => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    const body = { properties: { hs_timestamp: '0' }, associations: [association] };
    const answer = await api('POST', `${objects}/tasks`, body);
    expect(answer.status).toBe(400);
    expect(hubspot.records('tasks')).toEqual([]);
  });

  it('the first company is the primary one; a new primary company takes the label over', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    hubspot.createCompany({ name: 'One' });
    hubspot.createCompany({ name: 'Two' });
    const contact = `${objects}/contacts/1001`;
    await api('PUT', `${contact}/associations/default/companies/2001`);
    await api('PUT', `${contact}/associations/default/companies/2002`);
    const company = () => hubspot.get('contacts', '1001')?.properties.associatedcompanyid;
    expect(company()).toBe('2001');
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
    expect((await api('PUT', `${contact}/associations/companies/2002`, types)).status).toBe(201);
    expect(company()).toBe('2002');
    const listed = await api('GET', `${contact}/associations/companies`);
    expect(listed.body.results).toEqual([
      { toObjectId: 2001, associationTypes: [unlabelled(279)] },
      {
        toObjectId: 2002,
        associationTypes: [
          { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
          unlabelled(279),
        ],
      },
    ]);
    expect((await api('DELETE', `${contact}/associations/companies/2002`)).status).toBe(204);
    expect(hubspot.associated({ type: 'contacts', id: '1001' }, 'companies')).toEqual(['2001']);
  });

  it('a batch tells good pairs from bad ones', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    hubspot.createDeal({ dealname: 'D' });
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 4 }];
    const pair = (to: string) => ({ from: { id: '1001' }, to: { id: to }, types });
    const path = '/crm/associations/2026-09/contacts/deals/batch';
    const made = await api('POST', `${path}/create`, { inputs: [pair('3001'), pair('nope')] });
    expect(made.status).toBe(207);
    expect(made.body).toMatchObject({
      results: [
        {
          fromObjectTypeId: '0-1',
          fromObjectId: 1001,
          toObjectTypeId: '0-3',
          toObjectId: 3001,
          labels: [],
        },
      ],
      errors: [{ subCategory: 'crm.associations.INVALID_IDENTIFIER', context: { id: ['nope'] } }],
      numErrors: 1,
    });
    const read = await api('POST', `${path}/read`, { inputs: [{ id: '1001' }, { id: '9' }] });
    expect(read.status).toBe(207);
    expect(read.body.results).toEqual([
      { from: { id: '1001' }, to: [{ toObjectId: 3001, associationTypes: [unlabelled(4)] }] },
    ]);
    expect(read.body.errors[0].subCategory).toBe('crm.associations.NO_ASSOCIATIONS_FOUND');
    const gone = await api('POST', `${path}/archive`, {
      inputs: [{ from: { id: '1001' }, to: [{ id: '3001' }] }],
    });
    expect(gone.status).toBe(200);
    expect(hubspot.associated({ type: 'contacts', id: '1001' }, 'deals')).toEqual([]);
  });

  it('a batch is read for a thousand records at most, each page by page', async () => {
    const { hubspot, api } = await standin({ limits: { associationsPerPage: 2 } });
    hubspot.createContact({ firstname: 'Ann' });
    for (const dealname of ['A', 'B', 'C']) {
      const deal = hubspot.createDeal({ dealname });
      hubspot.associate({ type: 'contacts', id: '1001' }, { type: 'deals', id: deal.id });
    }
    const path = '/crm/associations/2026-09/contacts/deals/batch/read';
    const many = Array.from({ length: 1_001 }, (_, index) => ({ id: String(index) }));
    expect((await api('POST', path, { inputs: many })).status).toBe(400);
    expect((await api('POST', path, { inputs: many.slice(1) })).status).toBe(207);

    const ids = (answer: Awaited<ReturnType<typeof api>>) =>
      answer.body.results[0].to.map((one: { toObjectId: number }) => one.toObjectId);
    const first = await api('POST', path, { inputs: [{ id: '1001' }] });
    expect(ids(first)).toEqual([3001, 3002]);
    const { after } = first.body.results[0].paging.next;
    const second = await api('POST', path, { inputs: [{ id: '1001', after }] });
    expect(ids(second)).toEqual([3003]);
    expect(second.body.results[0]).not.toHaveProperty('paging');
    expect((await api('POST', path, { inputs: [{ id: '1001', after: '2' }] })).status).toBe(400);
  });

  it('a record cannot be linked to itself', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    const inputs = [{ from: { id: '1001' }, to: { id: '1001' } }];
    const answer = await api(
      'POST',
      '/crm/associations/2026-09/contacts/contacts/batch/associate/default',
      { inputs },
    );
    expect(answer.body.errors[0].message).toBe('Object 1001 cannot be associated to itself (1001)');
  });
});

function unlabelled(typeId: number) {
  return { category: 'HUBSPOT_DEFINED', typeId, label: null };
}
