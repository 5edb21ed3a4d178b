import { describe, expect, it } from 'vitest';
import { custom, standin } from './hubspot-api.ts';

const objects = '/crm/objects/2026-09';

describe('property definitions', () => {
  const properties = '/crm/properties/2026-09/contacts';

  it.each([
    ['no label', { label: '' }],
    ['an unknown group', { groupName: 'nowhere' }],
    ['an unknown type', { type: 'currency' }],
    ['a field type that does not fit', { fieldType: 'number' }],
    ['a name with capitals', { name: 'OppScore' }],
    ['a reserved name', { name: 'hs_mine' }],
    ['an enumeration without options', { type: 'enumeration', fieldType: 'select' }],
    [
      'options without hidden',
      { type: 'enumeration', fieldType: 'select', options: [{ label: 'A', value: 'a' }] },
    ],
  ])('are refused with %s', async (_, change) => {
    const { api } = await standin();
    expect((await api('POST', properties, { ...custom('mine'), ...change })).status).toBe(400);
    expect((await api('GET', `${properties}/mine`)).status).toBe(404);
  });

  it('older paths fill in hidden', async () => {
    const { api } = await standin();
    const body = {
      ...custom('mine'),
      type: 'enumeration',
      fieldType: 'select',
      options: [{ label: 'A', value: 'a' }],
    };
    expect((await api('POST', '/crm/v3/properties/contacts', body)).body.options[0].hidden).toBe(
      false,
    );
  });

  it('exist once: 409 for a taken name, also for an archived one', async () => {
    const { api } = await standin();
    expect((await api('POST', properties, custom('mine'))).status).toBe(201);
    const again = await api('POST', properties, custom('mine'));
    expect(again).toMatchObject({ status: 409, body: { category: 'OBJECT_ALREADY_EXISTS' } });
    expect((await api('DELETE', `${properties}/mine`)).status).toBe(204);
    const names = async (query: string) =>
      (await api('GET', `${properties}${query}`)).body.results.map((p: { name: string }) => p.name);
    expect(await names('')).not.toContain('mine');
    expect(await names('?archived=true')).toEqual(['mine']);
    expect((await api('POST', properties, custom('mine'))).status).toBe(409);
    const write = await api('POST', `${objects}/contacts`, { properties: { mine: 'x' } });
    expect(write.body.errors[0].code).toBe('PROPERTY_DOESNT_EXIST');
  });

  it('stop at the account’s limit, which the limits endpoint tells beforehand', async () => {
    const { api } = await standin({ limits: { customProperties: 1 } });
    await api('POST', properties, custom('one'));
    const limits = await api('GET', '/crm/limits/2026-09/custom-properties');
    expect(limits.body).toMatchObject({ overallLimit: 1, overallUsage: 1, overallPercentage: 100 });
    const refused = await api('POST', properties, custom('two'));
    expect(refused).toMatchObject({
      status: 400,
      body: { subCategory: 'Properties.PROPERTY_LIMIT_REACHED' },
    });
    const elsewhere = await api(
      'POST',
      '/crm/properties/2026-09/deals',
      custom('three', { groupName: 'dealinformation' }),
    );
    expect(elsewhere.status).toBe(400);
  });

  it('HubSpot’s own cannot be changed or archived', async () => {
    const { api } = await standin();
    expect((await api('PATCH', `${properties}/email`, { label: 'Mine' })).status).toBe(400);
    expect((await api('DELETE', `${properties}/email`)).status).toBe(400);
  });

  it('of an account’s own can be changed, and groups live and die with them', async () => {
    const { api } = await standin();
    const group = { name: 'oppspot', label: 'oppSpot' };
    expect((await api('POST', `${properties}/groups`, group)).status).toBe(201);
    expect((await api('POST', `${properties}/groups`, group)).status).toBe(409);
    await api('POST', properties, custom('mine', { groupName: 'oppspot' }));
    const changed = await api('PATCH', `${properties}/mine`, { label: 'New' });
    expect(changed.body).toMatchObject({ label: 'New', type: 'string', groupName: 'oppspot' });
    expect((await api('DELETE', `${properties}/groups/oppspot`)).status).toBe(400);
    await api('POST', `${properties}/batch/archive`, { inputs: [{ name: 'mine' }] });
    expect((await api('DELETE', `${properties}/groups/oppspot`)).status).toBe(204);
    expect((await api('GET', `${properties}/groups/oppspot`)).status).toBe(404);
  });
});
