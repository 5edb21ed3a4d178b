import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../http/support/problem.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import { openServedHouse, type ServedHouse } from '../support/served-house.ts';
import { hostileText, orHostile } from './support/hostile.ts';

const enrichments = '/api/v1/enrichments';

const enrichBody = fc.record(
  {
    object: orHostile(fc.constantFrom('contact', 'company', 'lead')),
    recordId: orHostile(fc.constantFrom('1001', '999999', '0'.repeat(20))),
    mode: orHostile(fc.constant('preview')),
    refresh: orHostile(fc.boolean()),
    idempotencyKey: orHostile(fc.constant(null)),
    pick: orHostile(fc.record({ domain: orHostile(hostileText), registrationNumber: hostileText })),
  },
  { requiredKeys: ['object', 'recordId', 'mode'] },
);
const body = fc.oneof(
  { arbitrary: enrichBody.map((value) => JSON.stringify(value)), weight: 4 },
  {
    arbitrary: fc.constantFrom(
      '',
      '{',
      '\ufeff{}',
      '['.repeat(40_000),
      '{"a":'.repeat(15_000),
      '1'.repeat(90_000),
      '{"__proto__":{"object":"contact"},"recordId":"1001"}',
      '{"object":"contact","recordId":1e400}',
    ),
    weight: 1,
  },
);
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'application/json; charset="',
      'text/plain',
      'multipart/form-data; boundary=x',
    ),
    'content-encoding': fc.constantFrom('identity', 'gzip', 'br', 'zstd', 'gzip, gzip'),
    accept: fc.constantFrom('text/event-stream', 'application/json;q=0', ';;;'),
    prefer: fc.constantFrom('respond-async', 'wait=0', 'wait=-1', 'wait=99999999999'),
  },
  { requiredKeys: [] },
);
const id = fc.oneof(
  fc.constantFrom('-'.repeat(36), 'f-'.repeat(18), '0'.repeat(36), '%00', '%ed%a0%80', '%'),
  fc.uuid(),
  fc.webSegment(),
);
const address = fc.oneof(
  { arbitrary: fc.constant(enrichments), weight: 3 },
  fc.tuple(id, fc.constantFrom('', '/apply', '/discard', '/undo')).map(([which, action]) => {
    return `${enrichments}/${which || 'x'}${action}`;
  }),
);
const query = fc.oneof(
  { arbitrary: fc.constant(''), weight: 8 },
  fc.constantFrom(
    '?waitMs=1e3',
    '?waitMs=1&waitMs=2',
    '?limit=0x10',
    '?limit=Infinity',
    '?object=contact&recordId=%00',
    '?object[$gt]=contact',
    '?__proto__[x]=1',
    '?%',
  ),
);
const requests = fc.oneof(
  fc.record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE'),
    address,
    query,
    headers,
    body,
  }),
  fc.record({
    method: fc.constantFrom('GET', 'POST'),
    address,
    query,
    headers: fc.constant({}),
    body: fc.constant('{}'),
  }),
);

describe.each(databases)('the API under attack, on $name', (kind) => {
  const database = sharedDatabase(kind);

  it('answers whatever is sent with a result or a problem document, and never with 5xx', async () => {
    const house = await openServedHouse(database);
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const hasBody = request.method !== 'GET';
        const response = await house.api(request.address + request.query, {
          method: request.method,
          headers: hasBody ? { 'content-type': 'application/json', ...request.headers } : {},
          body: hasBody ? request.body : undefined,
        });
        seen.add(response.status);
        expect(response.status).toBeLessThan(500);
        if (response.status >= 400) await problemOf(response);
        else expect(await response.text()).not.toMatch(/"status":5\d\d/);
      }),
      { numRuns: 150 },
    );
    // Otherwise the attack did not get past the door.
    expect([...seen]).toEqual(expect.arrayContaining([200, 400, 404, 405, 415]));
    expect(house.webLog()).not.toContain(house.token);
  });

  it.each([
    ['a NUL', { domain: '\0.example', registrationNumber: null }],
    ['half a surrogate pair', { domain: null, registrationNumber: '\ud800' }],
    ['an invisible character', { domain: 'tide\u200bwright.example', registrationNumber: null }],
    ['a text without end', { domain: 'a'.repeat(10_000), registrationNumber: null }],
    ['nothing at all', { domain: null, registrationNumber: null }],
  ])('refuses a pick with %s, and remembers nothing of it', async (_, pick) => {
    const house = await openServedHouse(database);
    const response = await enrich(house, { mode: 'preview', pick });
    expect(response.status).toBe(400);
    const [fault] = (await problemOf(response)).errors;
    expect(fault?.field).toMatch(/^pick/);
    expect(await house.runs()).toEqual([]);
  });

  it.each(['127.0.0.1', 'javascript:alert(1)'])(
    'says that nothing can be found by a picked domain like %s, and asks no source',
    async (domain) => {
      const house = await openServedHouse(database);
      const response = await enrich(house, {
        mode: 'preview',
        pick: { domain, registrationNumber: null },
      });
      expect(await response.json()).toMatchObject({
        match: { status: 'none', code: 'invalid-domain' },
        sources: [{ provider: 'hubspot' }],
      });
      expect(house.sources.requests()).toEqual([]);
    },
  );

  it.each(['-'.repeat(36), 'f-'.repeat(18)])(
    'finds no enrichment by %s, which only looks like an id',
    async (enrichmentId) => {
      const house = await openServedHouse(database);
      const response = await house.api(`${enrichments}/${enrichmentId}`);
      expect(response.status).toBe(404);
      expect(await problemOf(response)).toMatchObject({ code: 'enrichment_not_found' });
    },
  );
});

function enrich(house: ServedHouse, request: object): Promise<Response> {
  return house.api(enrichments, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ object: 'contact', recordId: '1001', ...request }),
  });
}
