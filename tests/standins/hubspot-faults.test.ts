import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clock } from './clock.ts';
import { standin } from './hubspot-api.ts';

const contacts = '/crm/objects/2026-09/contacts';
const body = { properties: { firstname: 'Ann' } };

describe('faults', () => {
  it.each([500, 502, 504, 423, 477, 401])(
    'answers %i as often as ordered and has done nothing',
    async (status) => {
      const { hubspot, api } = await standin();
      hubspot.fail({
        method: 'POST',
        path: 'contacts$',
        times: 2,
        action: { kind: 'status', status },
      });
      expect((await api('GET', contacts)).status).toBe(200);
      expect((await api('POST', contacts, body)).status).toBe(status);
      expect((await api('POST', contacts, body)).status).toBe(status);
      expect((await api('POST', contacts, body)).status).toBe(201);
      expect(hubspot.records('contacts')).toHaveLength(1);
    },
  );

  it('answers 429 with Retry-After in seconds and the policy', async () => {
    const { hubspot, api } = await standin();
    hubspot.fail({ action: { kind: 'status', status: 429, retryAfter: 3, policyName: 'DAILY' } });
    const answer = await api('GET', contacts);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('Retry-After')).toBe('3');
    expect(answer.body).toMatchObject({ errorType: 'RATE_LIMIT', policyName: 'DAILY' });
  });

  it('a gateway gives up although the work was done', async () => {
    const { hubspot, api } = await standin();
    hubspot.fail({ action: { kind: 'status', status: 504, afterWork: true } });
    expect((await api('POST', contacts, body)).status).toBe(504);
    expect(hubspot.records('contacts')).toHaveLength(1);
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('a connection cut %s the work leaves %i records', async (when, records) => {
    const { hubspot, api } = await standin();
    hubspot.fail({ method: 'POST', action: { kind: 'drop', when } });
    await expect(api('POST', contacts, body)).rejects.toThrow();
    expect(hubspot.records('contacts')).toHaveLength(records);
    expect(hubspot.requests().at(-1)).toMatchObject({ method: 'POST', body, status: null });
  });

  it('a body that is not JSON, after the work', async () => {
    const { hubspot, api } = await standin();
    hubspot.fail({ action: { kind: 'malformed' } });
    await expect(api('POST', contacts, body)).rejects.toThrow(SyntaxError);
    expect(hubspot.records('contacts')).toHaveLength(1);
  });

  it('a body that stops half way and never ends', async () => {
    const { hubspot } = await standin();
    hubspot.createContact({ firstname: 'Ann' });
    hubspot.fail({ action: { kind: 'stall' } });
    const answer = await fetch(`${hubspot.url}${contacts}`, {
      headers: { Authorization: 'Bearer standin-token' },
    });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    const promised = Number(answer.headers.get('Content-Length'));
    expect(first?.value?.length).toBeLessThan(promised);
    const rest = reader?.read();
    await hubspot.close();
    await expect(rest).rejects.toThrow();
  });

  it('a slow answer holds the work back, and closing does not wait for it', async () => {
    const { hubspot, api } = await standin();
    hubspot.setLatency(60_000);
    const arrived = new Promise<void>((resolve) => {
      hubspot.hooks.onRequest = () => resolve();
    });
    const slow = api('POST', contacts, body);
    slow.catch(() => {});
    await arrived;
    expect(hubspot.records('contacts')).toEqual([]);
    await hubspot.close();
    await expect(slow).rejects.toThrow();
  });
});

describe('hooks', () => {
  it('see a call before it is worked on and before it is answered, and hold it', async () => {
    const { hubspot, api } = await standin();
    const seen: unknown[] = [];
    hubspot.hooks.onRequest = ({ method, path, body: sent, status }) => {
      seen.push([method, path, sent, status, hubspot.records('contacts').length]);
    };
    let release: () => void = () => {};
    const reached = new Promise<void>((resolve) => {
      hubspot.hooks.onBeforeAnswer = ({ status, portalId }) => {
        seen.push([status, portalId, hubspot.records('contacts').length]);
        resolve();
        return new Promise<void>((go) => {
          release = go;
        });
      };
    });
    const answer = api('POST', contacts, body);
    await reached;
    expect(seen).toEqual([
      ['POST', contacts, body, null, 0],
      [201, hubspot.portalId, 1],
    ]);
    release();
    expect((await answer).status).toBe(201);
  });
});

describe('the controls', () => {
  it('order faults and latency, and show calls and state', async () => {
    const { hubspot, api } = await standin({ now: clock().now });
    const order = { faults: [{ path: '/contacts', action: { kind: 'status', status: 502 } }] };
    expect(await api('POST', '/__standin/faults', order)).toMatchObject({
      status: 200,
      body: { latencyMs: 0, pending: [{ path: '/contacts', times: 1 }] },
    });
    expect((await api('GET', contacts)).status).toBe(502);
    await api('POST', contacts, body);
    const { requests } = (await api('GET', '/__standin/requests')).body;
    expect(requests).toEqual([
      expect.objectContaining({ number: 1, method: 'GET', path: contacts, status: 502 }),
      {
        number: 2,
        method: 'POST',
        path: contacts,
        query: {},
        body,
        portalId: hubspot.portalId,
        status: 201,
        startedAt: '2026-11-21T12:00:00.000Z',
        endedAt: '2026-11-21T12:00:00.000Z',
      },
    ]);
    const { portals } = (await api('GET', '/__standin/state')).body;
    expect(portals[0].records.contacts[0]).toMatchObject({
      id: '1001',
      properties: { firstname: 'Ann' },
    });
    expect((await api('POST', '/__standin/reset')).status).toBe(204);
    expect(hubspot.records('contacts')).toEqual([]);
    expect(hubspot.requests()).toEqual([]);
  });

  it.each([
    ['an unknown action', { faults: [{ action: { kind: 'explode' } }] }],
    ['a bad pattern', { faults: [{ path: '(', action: { kind: 'stall' } }] }],
    ['an unknown key', { latency: 5 }],
  ])('refuse %s', async (_, order) => {
    const { api } = await standin();
    const answer = await api('POST', '/__standin/faults', order);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  });

  it.each([
    ['another host name', { Host: 'evil.example' }],
    ['a web page', { Origin: 'https://evil.example' }],
  ])('are closed to %s', async (_, headers) => {
    const { hubspot } = await standin();
    // fetch would not let us choose the Host header.
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${hubspot.url}/__standin/state`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });
});
