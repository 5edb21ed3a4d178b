import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { caller, standin } from './hubspot-api.ts';

const contacts = '/crm/objects/2026-09/contacts';

describe('the ten-second limit', () => {
  it('lets 110 calls pass, refuses the 111th, and slides to the millisecond', async () => {
    const time = clock();
    const { api } = await standin({ now: time.now });
    const first = await api('GET', contacts);
    expect(first.headers.get('X-HubSpot-RateLimit-Max')).toBe('110');
    expect(first.headers.get('X-HubSpot-RateLimit-Interval-Milliseconds')).toBe('10000');
    expect(first.headers.get('X-HubSpot-RateLimit-Remaining')).toBe('109');
    time.advance(4_000);
    for (let call = 2; call <= 110; call += 1)
      expect((await api('GET', contacts)).status).toBe(200);

    const refused = await api('GET', contacts);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('X-HubSpot-RateLimit-Remaining')).toBe('0');
    expect(refused.body).toEqual({
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      correlationId: expect.any(String),
      errorType: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
    });

    time.advance(5_999);
    expect((await api('GET', contacts)).status).toBe(429);
    time.advance(1);
    expect((await api('GET', contacts)).status).toBe(200);
    expect((await api('GET', contacts)).status).toBe(429);
    time.advance(4_000);
    expect((await api('GET', contacts)).headers.get('X-HubSpot-RateLimit-Remaining')).toBe('108');
  });

  it('counts each account by itself, over all its tokens', async () => {
    const { hubspot } = await standin({
      limits: { requestsPerTenSeconds: 2 },
      accessTokens: [
        { token: 'a', scopes: 'all' },
        { token: 'b', scopes: 'all' },
        { token: 'elsewhere', scopes: 'all', portalId: 42 },
      ],
    });
    expect((await caller(hubspot, 'a')('GET', contacts)).status).toBe(200);
    expect((await caller(hubspot, 'b')('GET', contacts)).status).toBe(200);
    expect((await caller(hubspot, 'a')('GET', contacts)).status).toBe(429);
    expect((await caller(hubspot, 'elsewhere')('GET', contacts)).status).toBe(200);
  });

  it('does work for no call it refuses', async () => {
    const { hubspot, api } = await standin({ limits: { requestsPerTenSeconds: 1 } });
    await api('GET', contacts);
    await api('POST', contacts, { properties: { firstname: 'Never' } });
    expect(hubspot.records('contacts')).toEqual([]);
  });
});

describe('search', () => {
  const search = `${contacts}/search`;
  const indexedAtOnce = { limits: { searchIndexLagMs: 0 } };

  it('has five calls a second of its own, without rate headers', async () => {
    const time = clock();
    const { api } = await standin({ now: time.now });
    for (let call = 1; call <= 5; call += 1) {
      const answer = await api('POST', search, {});
      expect(answer.status).toBe(200);
      expect(answer.headers.get('X-HubSpot-RateLimit-Remaining')).toBeNull();
    }
    const refused = await api('POST', search, {});
    expect(refused.status).toBe(429);
    expect(refused.body.policyName).toBe('SECONDLY');
    expect((await api('GET', contacts)).headers.get('X-HubSpot-RateLimit-Remaining')).toBe('109');
    time.advance(1_000);
    expect((await api('POST', search, {})).status).toBe(200);
  });

  it('finds a write only after the index has caught up', async () => {
    const time = clock();
    const { hubspot, api } = await standin({ now: time.now, limits: { searchIndexLagMs: 500 } });
    const { id } = hubspot.createContact({ email: 'new@x.example', lastname: 'Before' });
    const total = async () => (await api('POST', search, {})).body.total;
    expect(await total()).toBe(0);
    time.advance(500);
    expect(await total()).toBe(1);

    await api('PATCH', `${contacts}/${id}`, { properties: { lastname: 'After' } });
    const stale = await api('POST', search, { properties: ['lastname'] });
    expect(stale.body.results[0].properties.lastname).toBe('Before');
    time.advance(1_000);
    const fresh = await api('POST', search, { properties: ['lastname'] });
    expect(fresh.body.results[0].properties.lastname).toBe('After');
  });

  it.each([
    ['six filter groups', { filterGroups: Array(6).fill({ filters: [filter('a')] }) }],
    ['seven filters in a group', { filterGroups: [{ filters: Array(7).fill(filter('a')) }] }],
    [
      'nineteen filters in all',
      { filterGroups: [6, 6, 6, 1].map((n) => ({ filters: Array(n).fill(filter('a')) })) },
    ],
    ['201 results a page', { limit: 201 }],
    ['results past the first 10,000', { limit: 200, after: '9801' }],
    ['a body over 3,000 characters', { query: 'x'.repeat(3_001) }],
    [
      'an unknown property',
      { filterGroups: [{ filters: [{ ...filter('a'), propertyName: 'zz' }] }] },
    ],
    ['a blank value', { filterGroups: [{ filters: [filter(' ')] }] }],
    [
      'an unknown operator',
      { filterGroups: [{ filters: [{ ...filter('a'), operator: 'LIKE' }] }] },
    ],
    ['two sorts', { sorts: ['email', 'lastname'] }],
  ])('refuses %s', async (_, body) => {
    const { api } = await standin();
    const answer = await api('POST', search, body);
    expect(answer.status).toBe(400);
    expect(answer.body.category).toBe('VALIDATION_ERROR');
  });

  it.each([
    ['EQ without regard to case', { ...filter('ANN'), operator: 'EQ' }, ['Ann']],
    ['NEQ, blanks included', { ...filter('ann'), operator: 'NEQ' }, ['Bob', null]],
    ['HAS_PROPERTY', { propertyName: 'firstname', operator: 'HAS_PROPERTY' }, ['Ann', 'Bob']],
    ['NOT_HAS_PROPERTY', { propertyName: 'firstname', operator: 'NOT_HAS_PROPERTY' }, [null]],
    ['IN', { propertyName: 'firstname', operator: 'IN', values: ['bob'] }, ['Bob']],
    ['CONTAINS_TOKEN with a wildcard', { ...filter('an*'), operator: 'CONTAINS_TOKEN' }, ['Ann']],
    [
      'GTE on dates',
      { propertyName: 'closedate', operator: 'GTE', value: '2026-02-01T00:00:00Z' },
      ['Bob'],
    ],
    [
      'BETWEEN',
      {
        propertyName: 'closedate',
        operator: 'BETWEEN',
        value: '1767225600000',
        highValue: '1769817600000',
      },
      ['Ann'],
    ],
  ])('filters by %s', async (_, condition, expected) => {
    const { hubspot, api } = await standin(indexedAtOnce);
    hubspot.createContact({ firstname: 'Ann', closedate: '2026-01-15' });
    hubspot.createContact({ firstname: 'Bob', closedate: '2026-02-15' });
    hubspot.createContact({ lastname: 'Nameless' });
    const answer = await api('POST', search, {
      filterGroups: [{ filters: [condition] }],
      properties: ['firstname'],
    });
    const names = answer.body.results.map(
      (result: { properties: { firstname: string | null } }) => result.properties.firstname,
    );
    expect(names).toEqual(expected);
  });

  it('pages, sorts and looks for words', async () => {
    const { hubspot, api } = await standin(indexedAtOnce);
    for (const name of ['C', 'A', 'B']) hubspot.createContact({ firstname: name, lastname: 'Kin' });
    hubspot.createContact({ firstname: 'D', lastname: 'Other' });
    const page = (after?: string) =>
      api('POST', search, { query: 'kin', sorts: ['-firstname'], limit: 2, after });
    const first = await page();
    expect(first.body).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
    expect(first.body.results.map((r: { id: string }) => r.id)).toEqual(['1001', '1003']);
    const second = await page('2');
    expect(second.body.results.map((r: { id: string }) => r.id)).toEqual(['1002']);
    expect(second.body.paging).toBeUndefined();
  });
});

describe('size', () => {
  it('refuses a body over the limit with 413 and does nothing', async () => {
    const { hubspot, api } = await standin({ limits: { maxBodyBytes: 1_000 } });
    const answer = await api('POST', contacts, { properties: { message: 'x'.repeat(1_000) } });
    expect(answer.status).toBe(413);
    expect(hubspot.records('contacts')).toEqual([]);
  });

  it.each(['create', 'read', 'update', 'upsert', 'archive'])(
    'refuses 101 inputs of a batch %s',
    async (verb) => {
      const { api } = await standin();
      const inputs = Array.from({ length: 101 }, (_, index) => ({ id: String(index) }));
      expect((await api('POST', `${contacts}/batch/${verb}`, { inputs })).status).toBe(400);
    },
  );

  it('halves the batch when history is asked for', async () => {
    const { api } = await standin();
    const inputs = Array.from({ length: 51 }, (_, index) => ({ id: String(index + 1) }));
    const body = { inputs, propertiesWithHistory: ['email'] };
    expect((await api('POST', `${contacts}/batch/read`, body)).status).toBe(400);
  });
});

function filter(value: string) {
  return { propertyName: 'firstname', operator: 'EQ', value };
}
