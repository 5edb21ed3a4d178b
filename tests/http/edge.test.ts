import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { enrichmentId } from './support/enrichments.ts';
import { problemOf } from './support/problem.ts';
import { startTestServer, token, tokenOfOther, tokenWithoutConnection } from './support/server.ts';

const path = '/api/v1/enrichments';
const contact = { object: 'contact', recordId: '1001' };

describe('authentication', () => {
  it.each([
    undefined,
    'Basic dXNlcjpwYXNz',
    'Bearer',
    `Bearer ${token} `.repeat(2),
    'Bearer wrong',
  ])('refuses %j with a challenge', async (authorization) => {
    const server = await startTestServer();
    const response = await fetch(server.url + path, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="oppSpot"/);
    expect(await problemOf(response)).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('comes before everything else: nobody learns which addresses exist', async () => {
    const server = await startTestServer();
    expect((await fetch(`${server.url}/api/v1/nothing-here`)).status).toBe(401);
    expect((await fetch(server.url + path, { method: 'DELETE' })).status).toBe(401);
    const tooLarge = { method: 'POST', body: 'x'.repeat(200_000) };
    expect((await fetch(server.url + path, tooLarge)).status).toBe(401);
  });

  it('refuses a token without a CRM connection', async () => {
    const server = await startTestServer();
    const response = await server.api(path, {
      headers: { authorization: `Bearer ${tokenWithoutConnection}` },
    });
    expect(await problemOf(response)).toMatchObject({ status: 403, code: 'no_connection' });
  });

  it('takes the tenant from the token, whatever the request says', async () => {
    const server = await startTestServer();
    await server.api(path, {
      headers: { authorization: `bearer ${tokenOfOther}`, 'x-organization-id': 'org-1' },
    });
    expect(server.sync.calls[0]?.tenant).toEqual({
      organizationId: 'org-2',
      integrationId: 'integration-2',
    });
  });

  it('that cannot be carried out is a fault of ours, not a wrong token', async () => {
    const server = await startTestServer({
      authenticate: async () => {
        throw new Error('database is down');
      },
    });
    expect((await server.api(path)).status).toBe(500);
  });
});

describe('request ids', () => {
  it('are taken over when they are well formed', async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/healthz`, {
      headers: { 'x-request-id': 'card-12345.a_b' },
    });
    expect(response.headers.get('x-request-id')).toBe('card-12345.a_b');
  });

  it.each(['short', 'x'.repeat(129), 'has spaces in it', 'a"quote-or-two"'])(
    'are made anew instead of %j',
    async (id) => {
      const server = await startTestServer();
      const response = await fetch(`${server.url}/healthz`, { headers: { 'x-request-id': id } });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});

describe('limits', () => {
  it('each organisation has its own, told in every answer', async () => {
    const server = await startTestServer({ config: { requestsPerMinute: 2 } });
    const first = await server.api(path);
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toMatch(/^"organization"; q=2; w=60/);
    expect(first.headers.get('ratelimit')).toMatch(/^"organization"; r=1; t=\d+$/);
    await server.api(path);
    const third = await server.api(path);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(third)).toMatchObject({
      status: 429,
      code: 'rate_limited',
      retryable: true,
    });
    const other = await server.api(path, { headers: { authorization: `Bearer ${tokenOfOther}` } });
    expect(other.status).toBe(200);
    expect(server.sync.calls).toHaveLength(3);
  });

  it('leave health, metrics and description alone', async () => {
    const server = await startTestServer({ config: { requestsPerMinute: 1 } });
    for (const address of ['/healthz', '/readyz', '/metrics', '/openapi.json']) {
      for (let request = 0; request < 3; request += 1) {
        expect((await server.api(address)).status).toBe(200);
      }
    }
  });
});

describe('bodies', () => {
  const send = async (body: string | Buffer, headers: Record<string, string>) => {
    const server = await startTestServer();
    const response = await server.api(path, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return { server, response };
  };
  const asJson = { 'content-type': 'application/json' };

  it('that are not JSON are refused', async () => {
    const { response } = await send('{"object": ', asJson);
    expect(await problemOf(response)).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  it('are not quoted in the refusal', async () => {
    const { response } = await send('{"password": hunter2}', asJson);
    expect(await response.text()).not.toContain('hunter2');
  });

  it.each(['"text"', '[1]', 'null'])(
    'that are JSON but no object (%s) are refused',
    async (body) => {
      const { response } = await send(body, asJson);
      expect((await problemOf(response)).status).toBe(400);
    },
  );

  it('of more than 100 kB are refused', async () => {
    const { response } = await send(JSON.stringify({ note: 'x'.repeat(102_400) }), asJson);
    expect(await problemOf(response)).toMatchObject({
      status: 413,
      code: 'body_too_large',
      detail: 'The request body is too large: at most 100 kB are taken.',
    });
  });

  it('that only grow when unpacked are refused', async () => {
    const bomb = gzipSync(JSON.stringify({ note: 'x'.repeat(5_000_000) }));
    const { response } = await send(bomb, { ...asJson, 'content-encoding': 'gzip' });
    expect((await problemOf(response)).status).toBe(413);
  });

  it('may be compressed', async () => {
    const { response } = await send(gzipSync(JSON.stringify(contact)), {
      ...asJson,
      'content-encoding': 'gzip',
    });
    expect(response.status).toBe(200);
  });

  it.each<Record<string, string>>([
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/json; charset=latin1' },
    { ...asJson, 'content-encoding': 'compress' },
  ])('of another kind (%j) are refused', async (headers) => {
    const { server, response } = await send(JSON.stringify(contact), headers);
    expect(await problemOf(response)).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
    expect(server.sync.calls).toHaveLength(0);
  });

  it('may name __proto__ and change nothing', async () => {
    const { response } = await send(
      `{"object":"contact","recordId":"1","__proto__":{"admin":true}}`,
      asJson,
    );
    expect(response.status).toBeLessThan(500);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('with a great many faults get a short answer', async () => {
    const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, i]));
    const { response } = await send(JSON.stringify({ ...contact, ...keys }), asJson);
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(text.length).toBeLessThan(2_000);
  });
});

describe('addresses', () => {
  it('that do not exist are 404', async () => {
    const server = await startTestServer();
    expect(await problemOf(await server.api('/api/v1/nothing'))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect((await problemOf(await fetch(`${server.url}/`))).status).toBe(404);
  });

  it.each([
    [path, 'DELETE', 'GET, HEAD, POST'],
    [`${path}/${enrichmentId}`, 'PUT', 'GET, HEAD'],
    [`${path}/${enrichmentId}/undo`, 'GET', 'POST'],
    ['/healthz', 'POST', 'GET, HEAD'],
  ])('%s does not take %s and says what it takes', async (address, method, allow) => {
    const server = await startTestServer();
    const response = await server.api(address, { method });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await problemOf(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('answer HEAD as GET and OPTIONS with what they take', async () => {
    const server = await startTestServer();
    expect((await server.api(path, { method: 'HEAD' })).status).toBe(200);
    const options = await server.api(path, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST']);
  });
});

describe('faults of ours', () => {
  it('say nothing of our inside, and leave their stack in the log under the request’s id', async () => {
    const server = await startTestServer();
    server.sync.failWith(new Error('relation "crm_sync_logs" does not exist'));
    const response = await server.post(path, contact);
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 500, code: 'internal_error', errors: [] });
    expect(JSON.stringify(problem)).not.toContain('crm_sync_logs');
    const line = server.logs().find(({ level }) => level === 'error');
    expect(line).toMatchObject({ reqId: problem.requestId, organizationId: 'org-1' });
    expect(line?.err).toMatchObject({ message: 'relation "crm_sync_logs" does not exist' });
  });

  it.each([
    'a string',
    null,
    undefined,
    42,
    { status: 200 },
    Object.assign(new Error('x'), { status: 200 }),
  ])('may be anything that can be thrown (%j)', async (thrown) => {
    const server = await startTestServer();
    const { answer, run } = await server.begin();
    run.fail(thrown);
    expect((await problemOf(await answer)).status).toBe(500);
  });
});

it('no answer names the framework or may be framed, sniffed or cached by content', async () => {
  const server = await startTestServer();
  for (const response of [await server.api(path), await fetch(`${server.url}/healthz`)]) {
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
});
