import { describe, expect, it } from 'vitest';
import { connectTo, scriptedHubSpot } from './scripted-hubspot.ts';

const path = '/crm/owners/2026-09';
const owner = (id: string, more: object = {}) => ({
  id,
  type: 'PERSON',
  archived: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...more,
});
const page = (results: readonly object[], after?: string) => ({
  body: { results, ...(after && { paging: { next: { after } } }) },
});

describe('the owners of a HubSpot account', () => {
  it('are read in one call and named as people are', async () => {
    const script = (await scriptedHubSpot()).on(
      'GET',
      path,
      page([
        owner('72', { firstName: 'Zoe', lastName: 'Young', email: 'zoe@a.example', userId: 9002 }),
        owner('71', { firstName: 'Ada', lastName: 'Byron', email: 'ada@a.example', userId: 9001 }),
      ]),
    );
    expect(await connectTo(script).connector.owners()).toEqual([
      { id: '71', userId: '9001', name: 'Ada Byron', email: 'ada@a.example' },
      { id: '72', userId: '9002', name: 'Zoe Young', email: 'zoe@a.example' },
    ]);
    expect(script.paths()).toEqual([`GET ${path}`]);
    expect(Object.fromEntries(script.requests[0]?.query ?? [])).toEqual({
      limit: '500',
      archived: 'false',
    });
  });

  it('are read to the last page', async () => {
    const script = (await scriptedHubSpot())
      .on('GET', path, page([owner('1')], '500'))
      .on('GET', path, page([owner('2')], '1000'))
      .on('GET', path, page([owner('3')]));
    const owners = await connectTo(script).connector.owners();
    expect(owners.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(script.requests.map(({ query }) => query.get('after'))).toEqual([null, '500', '1000']);
  });

  it('end where a page leads back to itself', async () => {
    const script = (await scriptedHubSpot()).on('GET', path, page([owner('1')], '500'), 99);
    await connectTo(script).connector.owners();
    expect(script.requests).toHaveLength(2);
  });

  it.each([
    ['the e-mail address', { email: 'ada@a.example' }, 'ada@a.example'],
    ['one of two names', { lastName: 'Byron', firstName: ' ' }, 'Byron'],
    ['the id', {}, 'Owner 71'],
  ])('are called by %s where that is all there is', async (_, known, name) => {
    const script = (await scriptedHubSpot()).on('GET', path, page([owner('71', known)]));
    const [found] = await connectTo(script).connector.owners();
    expect(found).toMatchObject({ name, userId: null });
  });

  it('are refused as a lacking permission, not as an empty list', async () => {
    const script = (await scriptedHubSpot()).on('GET', path, {
      status: 403,
      body: { category: 'MISSING_SCOPES', message: 'This app lacks scopes.' },
    });
    await expect(connectTo(script).connector.owners()).rejects.toMatchObject({
      kind: 'missing_scope',
    });
  });

  it.each([
    ['without its list', {}],
    ['with an owner without id', { results: [{ email: 'ada@a.example' }] }],
  ])('are not taken from an answer %s', async (_, body) => {
    const script = (await scriptedHubSpot()).on('GET', path, { body });
    await expect(connectTo(script).connector.owners()).rejects.toMatchObject({
      kind: 'unexpected',
    });
  });
});

describe('the deal pipelines of a HubSpot account', () => {
  const pipelines = '/crm/pipelines/2026-09/deals';
  const stage = (id: string, displayOrder: number, metadata: object, archived = false) => ({
    id,
    label: `Stage ${id}`,
    displayOrder,
    metadata,
    archived,
  });

  it('come as HubSpot shows them, with what is open in them', async () => {
    const script = (await scriptedHubSpot()).on('GET', pipelines, {
      body: {
        results: [
          {
            id: 'second',
            label: 'Renewals',
            displayOrder: 1,
            archived: false,
            stages: [
              stage('won', 1, { isClosed: 'true', probability: '1.0' }),
              stage('new', 0, { isClosed: 'false', probability: '0.2' }),
              stage('old', 2, { isClosed: 'false' }, true),
            ],
          },
          { id: 'first', label: 'Sales', displayOrder: 0, archived: false, stages: [] },
          { id: 'gone', label: 'Gone', displayOrder: 2, archived: true, stages: [] },
        ],
      },
    });
    expect(await connectTo(script).connector.pipelines()).toEqual([
      { id: 'first', label: 'Sales', stages: [] },
      {
        id: 'second',
        label: 'Renewals',
        stages: [
          { id: 'new', label: 'Stage new', isOpen: true },
          { id: 'won', label: 'Stage won', isOpen: false },
        ],
      },
    ]);
    expect(script.paths()).toEqual([`GET ${pipelines}`]);
  });

  it('are refused as a lacking permission where deals were not granted', async () => {
    const script = (await scriptedHubSpot()).on('GET', pipelines, {
      status: 403,
      body: { category: 'MISSING_SCOPES', message: 'This app lacks scopes.' },
    });
    await expect(connectTo(script).connector.pipelines()).rejects.toMatchObject({
      kind: 'missing_scope',
    });
  });
});
