import { describe, expect, it } from 'vitest';
import { standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';

describe('records', () => {
  it('archived ones are gone for everybody who does not ask for them', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const path = `${objects}/contacts/1001`;
    expect((await api('DELETE', path)).status).toBe(204);
    for (const [method, body] of [['GET'], ['PATCH', { properties: {} }], ['DELETE']] as const) {
      expect((await api(method, path, body)).status).toBe(404);
    }
    expect((await api('GET', `${path}?archived=true`)).body).toMatchObject({
      archived: true,
      archivedAt: expect.any(String),
    });
    expect((await api('GET', `${objects}/contacts`)).body.results).toEqual([]);
    expect((await api('GET', `${objects}/contacts?archived=true`)).body.results).toHaveLength(1);
  });

  it('a GDPR delete leaves nothing, not even for those who ask', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const body = { objectId: 'ann@x.example', idProperty: 'email' };
    expect((await api('POST', `${objects}/contacts/gdpr-delete`, body)).status).toBe(204);
    expect((await api('GET', `${objects}/contacts/1001?archived=true`)).status).toBe(404);
  });

  it('are listed page by page', async () => {
    const { hubspot, api } = await standin();
    for (let index = 0; index < 3; index += 1) hubspot.createContact({ firstname: String(index) });
    const first = await api('GET', `${objects}/contacts?limit=2`);
    expect(first.body.paging.next.after).toBe('1003');
    const second = await api('GET', `${objects}/contacts?limit=2&after=1003`);
    expect(second.body.results.map((record: { id: string }) => record.id)).toEqual(['1003']);
    expect(second.body.paging).toBeUndefined();
    expect((await api('GET', `${objects}/contacts?limit=101`)).status).toBe(400);
  });
});

describe('batches', () => {
  const path = `${objects}/contacts/batch`;
  const inputs = [
    { properties: { email: 'taken@x.example' }, objectWriteTraceId: '0' },
    { properties: { email: 'free@x.example' }, objectWriteTraceId: '1' },
  ];

  it('create all or nothing without trace ids', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'taken@x.example' });
    const untraced = inputs.map(({ properties }) => ({ properties }));
    expect((await api('POST', `${path}/create`, { inputs: untraced })).status).toBe(409);
    expect(hubspot.records('contacts')).toHaveLength(1);
  });

  it('create what they can with trace ids, and say by trace id what they could not', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'taken@x.example' });
    const answer = await api('POST', `${path}/create`, { inputs });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      results: [{ id: '1002', objectWriteTraceId: '1' }],
      errors: [
        { category: 'CONFLICT', context: { objectWriteTraceId: ['0'], existingId: ['1001'] } },
      ],
      numErrors: 1,
    });
  });

  it('fail as a whole on an unknown property, trace ids or not', async () => {
    const { hubspot, api } = await standin();
    const bad = [inputs[1], { properties: { zz: 'x' }, objectWriteTraceId: '2' }];
    expect((await api('POST', `${path}/create`, { inputs: bad })).status).toBe(400);
    expect(hubspot.records('contacts')).toEqual([]);
  });

  it('update those that exist and report the others', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'Old' });
    const update = [
      { id: '1001', properties: { firstname: 'New' } },
      { id: '9', properties: {} },
    ];
    const answer = await api('POST', `${path}/update`, { inputs: update });
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      results: [{ id: '1001' }],
      errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['9'] } }],
    });
    expect(hubspot.get('contacts', '1001')?.properties.firstname).toBe('New');
  });

  it('update nothing when one value is refused', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ firstname: 'A' });
    hubspot.createContact({ firstname: 'B' });
    const update = [
      { id: '1001', properties: { firstname: 'X' } },
      { id: '1002', properties: { lifecyclestage: 'x' } },
    ];
    expect((await api('POST', `${path}/update`, { inputs: update })).status).toBe(400);
    expect(hubspot.get('contacts', '1001')?.properties.firstname).toBe('A');
  });

  it('refuse the same id twice', async () => {
    const { api } = await standin();
    const twice = [
      { id: '5', properties: {} },
      { id: '5', properties: {} },
    ];
    const answer = await api('POST', `${path}/update`, { inputs: twice });
    expect(answer).toMatchObject({ status: 400, body: { context: { ids: ['5'] } } });
  });

  it('update by no e-mail address, but upsert by it', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const by = (id: string) => ({ id, idProperty: 'email', properties: { firstname: 'Ann' } });
    const update = await api('POST', `${path}/update`, { inputs: [by('ann@x.example')] });
    expect(update.status).toBe(400);
    expect(update.body.message).toContain(
      'Unable to perform update/upsert by non-unique 0-1 property',
    );
    const upsert = await api('POST', `${path}/upsert`, {
      inputs: [by('ann@x.example'), by('bob@x.example')],
    });
    expect(upsert.status).toBe(200);
    expect(upsert.body.results).toMatchObject([
      { id: '1001', new: false },
      { id: '1002', new: true, properties: { email: 'bob@x.example', firstname: 'Ann' } },
    ]);
  });

  it('read what exists, by id or unique property, and archive without complaint', async () => {
    const { hubspot, api } = await standin();
    hubspot.createContact({ email: 'ann@x.example' });
    const read = {
      idProperty: 'email',
      properties: ['email'],
      inputs: [{ id: 'ann@x.example' }, { id: 'no@x.example' }],
    };
    const answer = await api('POST', `${path}/read`, read);
    expect(answer).toMatchObject({
      status: 207,
      body: { results: [{ id: '1001' }], numErrors: 1 },
    });
    expect(
      (await api('POST', `${path}/archive`, { inputs: [{ id: '1001' }, { id: '9' }] })).status,
    ).toBe(204);
    expect(hubspot.records('contacts')).toEqual([]);
  });
});
