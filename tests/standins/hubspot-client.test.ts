/** HubSpot's own client, unchanged, completes its flows against the stand-in. */
import { Client } from '@hubspot/api-client';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/contacts/index.js';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/objects/index.js';
import { describe, expect, it } from 'vitest';
import { standin, token } from './hubspot-api.ts';

/** The paths the client ships with (v3, v4), and the dated ones it is steered to. */
const generations = [
  ['as shipped', undefined],
  ['on dated paths', '2026-09'],
] as const;

describe.each(generations)('@hubspot/api-client %s', (_, version) => {
  it('creates, reads, updates, lists and archives a contact', async () => {
    const { client } = await connect(version);
    const { basicApi } = client.crm.contacts;
    const created = await basicApi.create({
      properties: { email: 'ann@x.example' },
      associations: [],
    });
    expect(created).toMatchObject({ id: '1001', properties: { email: 'ann@x.example' } });
    expect(created.createdAt).toBeInstanceOf(Date);
    await basicApi.update('1001', { properties: { firstname: 'Ann' } });
    const read = await basicApi.getById('1001', ['firstname'], undefined, ['companies']);
    expect(read.properties.firstname).toBe('Ann');
    const byEmail = await basicApi.getById(
      'ann@x.example',
      ['firstname'],
      undefined,
      undefined,
      false,
      'email',
    );
    expect(byEmail.id).toBe('1001');
    expect((await basicApi.getPage()).results).toHaveLength(1);
    await basicApi.archive('1001');
    await expect(basicApi.getById('1001')).rejects.toMatchObject({ code: 404 });
  });

  it('creates, reads, updates, upserts and archives in batches', async () => {
    const { client } = await connect(version);
    const { batchApi } = client.crm.contacts;
    const inputs = ['a', 'b'].map((name) => ({
      properties: { email: `${name}@x.example` },
      associations: [],
    }));
    expect((await batchApi.create({ inputs })).results).toHaveLength(2);
    const read = await batchApi.read({
      inputs: [{ id: '1001' }, { id: '9' }],
      properties: ['email'],
      propertiesWithHistory: [],
    });
    expect(read.results).toHaveLength(1);
    expect(read).toMatchObject({ numErrors: 1, errors: [{ category: 'OBJECT_NOT_FOUND' }] });
    const updated = await batchApi.update({
      inputs: [{ id: '1001', properties: { city: 'Leeds' } }],
    });
    expect(updated.results[0]?.properties.city).toBe('Leeds');
    const upserted = await batchApi.upsert({
      inputs: ['b', 'c'].map((name) => ({
        id: `${name}@x.example`,
        idProperty: 'email',
        properties: { city: 'York' },
      })),
    });
    expect(upserted.results).toMatchObject([{ _new: false }, { _new: true }]);
    expect(upserted.results.map(({ id }) => id)).toEqual(['1002', '1003']);
    await batchApi.archive({ inputs: [{ id: '1001' }] });
    await expect(client.crm.contacts.basicApi.getById('1001')).rejects.toMatchObject({ code: 404 });
  });

  it('searches', async () => {
    const { hubspot, client } = await connect(version);
    hubspot.createContact({ email: 'ann@x.example', lastname: 'Kin' });
    const filters = [{ propertyName: 'lastname', operator: FilterOperatorEnum.Eq, value: 'Kin' }];
    const found = await client.crm.contacts.searchApi.doSearch({
      filterGroups: [{ filters }],
      limit: 10,
    });
    expect(found).toMatchObject({ total: 1, results: [{ id: '1001' }] });
  });

  it('creates a task and a deal with their associations', async () => {
    const { hubspot, client } = await connect(version);
    hubspot.createContact({ email: 'ann@x.example' });
    hubspot.createCompany({ name: 'X' });
    const associations = (id: string, typeId: number) => [
      {
        to: { id },
        types: [
          {
            associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined,
            associationTypeId: typeId,
          },
        ],
      },
    ];
    const properties = { hs_timestamp: '2026-12-01T09:00:00Z', hs_task_subject: 'Call' };
    await client.crm.objects.batchApi.create('tasks', {
      inputs: [{ properties, associations: associations('1001', 204) }],
    });
    await client.crm.deals.basicApi.create({
      properties: { dealname: 'X', dealstage: 'appointmentscheduled' },
      associations: [...associations('1001', 3), ...associations('2001', 5)],
    });
    const contact = { type: 'contacts', id: '1001' } as const;
    expect(hubspot.associated(contact, 'tasks')).toEqual(['4001']);
    expect(hubspot.associated(contact, 'deals')).toEqual(['3001']);
    expect(hubspot.get('companies', '2001')?.properties.hs_num_open_deals).toBe('1');
  });

  it('associates by default type and reads associations', async () => {
    const { hubspot, client } = await connect(version);
    hubspot.createContact({ email: 'ann@x.example' });
    hubspot.createCompany({ name: 'X' });
    const { basicApi, batchApi } = client.crm.associations.v4;
    const made = await basicApi.createDefault('contacts', '1001', 'companies', '2001');
    expect(made.results).toHaveLength(2);
    const page = await basicApi.getPage('contacts', '1001', 'companies');
    // The client's type says string; HubSpot sends a number.
    expect(String(page.results[0]?.toObjectId)).toBe('2001');
    const read = await batchApi.getPage('contacts', 'companies', { inputs: [{ id: '1001' }] });
    expect(read.results[0]?.to).toHaveLength(1);
  });

  it('lists and creates properties and groups, reads pipelines and owners', async () => {
    const { client } = await connect(version);
    const { coreApi, groupsApi } = client.crm.properties;
    await groupsApi.create('contacts', { name: 'oppspot', label: 'oppSpot', displayOrder: -1 });
    const created = await coreApi.create('contacts', {
      name: 'oppspot_score',
      label: 'oppSpot score',
      groupName: 'oppspot',
      type: 'number',
      fieldType: 'number',
    } as Parameters<typeof coreApi.create>[1]);
    expect(created).toMatchObject({ name: 'oppspot_score', hasUniqueValue: false });
    const listed = await coreApi.getAll('contacts', false);
    expect(listed.results.map(({ name }) => name)).toContain('oppspot_score');
    const pipelines = await client.crm.pipelines.pipelinesApi.getAll('deals');
    expect(pipelines.results[0]?.stages).toHaveLength(7);
    const owners = await client.crm.owners.ownersApi.getPage('installer@portal.example');
    expect(owners.results).toHaveLength(1);
  });

  it('gets an exception with code and envelope for a refusal', async () => {
    const { client } = await connect(version);
    const properties = { lifecyclestage: 'nonsense' };
    await expect(
      client.crm.contacts.basicApi.create({ properties, associations: [] }),
    ).rejects.toMatchObject({ code: 400, body: { category: 'VALIDATION_ERROR' } });
  });
});

describe('exact success codes', () => {
  it.each([
    ['v3', '/crm/v3/properties/contacts/batch/create', 201],
    ['2026-09', '/crm/properties/2026-09/contacts/batch/create', 200],
  ])('a batch of properties on %s', async (_, path, status) => {
    const { api } = await standin();
    expect((await api('POST', path, { inputs: [] })).status).toBe(status);
  });

  it.each([
    ['v4', '/crm/v4/associations/contacts/deals/batch', 201, 204],
    ['2026-09', '/crm/associations/2026-09/contacts/deals/batch', 200, 200],
  ])('a batch of associations on %s', async (_, path, created, archived) => {
    const { api } = await standin();
    expect((await api('POST', `${path}/create`, { inputs: [] })).status).toBe(created);
    expect((await api('POST', `${path}/archive`, { inputs: [] })).status).toBe(archived);
  });

  it('objects: 201 for creates, 204 for archives, 200 for the rest', async () => {
    const { api } = await standin();
    const tasks = '/crm/objects/2026-09/tasks';
    const properties = { hs_timestamp: '0' };
    const inputs = [{ id: '4001' }];
    expect((await api('POST', tasks, { properties })).status).toBe(201);
    expect(
      (await api('POST', `${tasks}/batch/create`, { inputs: [{ properties, associations: [] }] }))
        .status,
    ).toBe(201);
    expect((await api('GET', `${tasks}/4001`)).status).toBe(200);
    expect((await api('PATCH', `${tasks}/4001`, { properties: {} })).status).toBe(200);
    expect((await api('POST', `${tasks}/batch/read`, { inputs, properties: [] })).status).toBe(200);
    expect((await api('POST', `${tasks}/batch/update`, { inputs })).status).toBe(200);
    expect((await api('POST', `${tasks}/batch/archive`, { inputs })).status).toBe(204);
    expect((await api('DELETE', `${tasks}/4002`)).status).toBe(204);
  });

  it('a workflow callback is 204 on every path it has', async () => {
    const { hubspot, api } = await standin();
    const body = { outputFields: { hs_execution_state: 'SUCCESS' } };
    const dated = '/automation/actions/callbacks/2026-09';
    const { callbacks } = hubspot.portal();
    for (const id of ['ap-1-2-3-0', 'ap-1-2-3-1', 'ap-9']) {
      callbacks.wait(id, { check: () => {}, complete: () => {} });
    }
    expect((await api('POST', `${dated}/ap-1-2-3-0/complete`, body)).status).toBe(204);
    const inputs = [{ callbackId: 'ap-1-2-3-1', ...body }];
    expect((await api('POST', `${dated}/complete`, { inputs })).status).toBe(204);
    expect((await api('POST', '/automation/v4/actions/callbacks/ap-9/complete', body)).status).toBe(
      204,
    );
    expect([...callbacks.completed.keys()]).toEqual(['ap-1-2-3-0', 'ap-1-2-3-1', 'ap-9']);
    expect((await api('POST', `${dated}/ap-9/complete`, body)).status).toBe(404);
  });
});

interface RequestContext {
  getUrl(): string;
  setUrl(url: string): void;
}

async function connect(version: string | undefined) {
  const { hubspot } = await standin({ limits: { searchIndexLagMs: 0 } });
  const rules: readonly (readonly [RegExp, string])[] = [
    [/^\/crm\/v[34]\/(objects|associations)/, `/crm/$1/${version}`],
    [/^\/crm\/v3\/(properties|pipelines|owners)/, `/crm/$1/${version}`],
  ];
  const dated = {
    async pre(context: RequestContext) {
      const url = new URL(context.getUrl());
      for (const [from, to] of rules) url.pathname = url.pathname.replace(from, to);
      context.setUrl(url.toString());
      return context;
    },
    async post<Answer>(answer: Answer) {
      return answer;
    },
  };
  const client = new Client({
    accessToken: token,
    basePath: hubspot.url,
    // The client types its middleware against its own context class; the structure is what counts.
    ...(version === undefined ? {} : { middleware: [dated as never] }),
  });
  return { hubspot, client };
}
