/** `hubspot.fetch` as HubSpot carries it out, rule by rule, against an app's server on a real socket. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { Signature } from '@hubspot/api-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  createFetchProxy,
  type FetchProxyOptions,
} from '../sandbox/hubspot-ui/server/fetch-proxy/proxy.ts';
import { listen } from '../sandbox/standin/listen.ts';

const origin = 'https://app.oppspot.example';
const clientSecret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const identity =
  'userId=81001&portalId=7000001&userEmail=imogen.vale%40portal.example&appId=4100001';
const ok = { ok: true };

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => unknown;

const answerOk: Handler = (_request, response) => json(response, 200, ok);

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function proxyTo(handler: Handler, changes: Partial<FetchProxyOptions> = {}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: await text(request) });
    await handler(request, response, received.length);
  });
  const app = await listen(server, 0, new AbortController());
  onTestFinished(() => app.close());
  const proxy = createFetchProxy({
    portalId: 7_000_001,
    appId: 4_100_001,
    user: { id: 81_001, email: 'imogen.vale@portal.example' },
    clientSecret,
    addresses: () => ({
      permittedOrigins: [origin, 'https://unmapped.example'],
      targets: new Map([[origin, app.url]]),
    }),
    ...changes,
  });
  return { proxy, received, app };
}

describe('what reaches the app', () => {
  test('is the call with the identity of portal, user and app behind its query', async () => {
    const { proxy, received } = await proxyTo(answerOk);
    const answer = await proxy({
      url: `${origin}/a%20b?q=x%20y&list=1,2`,
      method: 'post',
      body: { text: 'Größe' },
    });
    expect(answer).toMatchObject({ status: 200, body: JSON.stringify(ok) });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: `/a%20b?q=x%20y&list=1,2&${identity}`,
      body: '{"text":"Größe"}',
    });
    expect(received[0]?.headers).toMatchObject({
      host: 'app.oppspot.example',
      'content-type': 'application/json',
    });
  });

  test('has an identity too where the card wrote no query, or an empty one', async () => {
    const { proxy, received } = await proxyTo(answerOk);
    await proxy({ url: `${origin}/plain` });
    await proxy({ url: `${origin}/empty?` });
    expect(received.map(({ url }) => url)).toEqual([`/plain?${identity}`, `/empty?${identity}`]);
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'is signed, as HubSpot’s own client finds: %s',
    async (method) => {
      const { proxy, received } = await proxyTo(answerOk);
      await proxy({
        url: `${origin}/x?colon=a%3Ab&star=%2A&space=a%20b&amp=%26`,
        method,
        body: { some: 'body' },
      });
      const [call] = received;
      if (!call) throw new Error('nothing arrived');
      const signed = {
        signatureVersion: 'v3',
        signature: String(call.headers['x-hubspot-signature-v3']),
        timestamp: Number(call.headers['x-hubspot-request-timestamp']),
        method,
        clientSecret,
        requestBody: call.body,
        url: `${origin}/x?colon=a:b&star=*&space=a%20b&amp=%26&${identity.replace('%40', '@')}`,
      } as const;
      expect(Math.abs(Date.now() - signed.timestamp)).toBeLessThan(60_000);
      expect(call.body).toBe(method === 'GET' ? '' : '{"some":"body"}');
      expect(Signature.isValid(signed)).toBe(true);
      expect(Signature.isValid({ ...signed, clientSecret: 'another' })).toBe(false);
      expect(Signature.isValid({ ...signed, requestBody: `${call.body} ` })).toBe(false);
      expect(Signature.isValid({ ...signed, url: `${origin}${call.url}` })).toBe(false);
    },
  );

  test('carries Authorization, and neither cookies nor anything else of the card', async () => {
    const { proxy, received } = await proxyTo((_request, response) => {
      response.setHeader('set-cookie', 'session=1');
      json(response, 200, ok);
    });
    const call = { url: `${origin}/`, headers: { Authorization: 'Bearer t' } };
    const first = await proxy(call);
    await proxy(call);
    expect(received.map(({ headers }) => headers.authorization)).toEqual(['Bearer t', 'Bearer t']);
    expect(received[1]?.headers.cookie).toBeUndefined();
    expect(first.headers).not.toHaveProperty('set-cookie');
  });
});

describe('what HubSpot refuses before the app hears of it', () => {
  const card = { url: `${origin}/x` };
  test.each([
    ['plain http', { url: 'http://app.oppspot.example/x' }, /https/],
    ['an origin that is not permitted', { url: 'https://other.example/x' }, /permittedUrls/],
    [
      'an origin that begins like a permitted one',
      { url: `${origin}.evil.example/x` },
      /permittedUrls/,
    ],
    ['a permitted host on another port', { url: `${origin}:8443/x` }, /permittedUrls/],
    [
      'a permitted origin as the user of another',
      { url: `${origin}@evil.example/x` },
      /credentials/,
    ],
    [
      'a permitted origin that is not on this machine',
      { url: 'https://unmapped.example/x' },
      /local\.json/,
    ],
    ['an address that is none', { url: 'not an address' }, /malformed/],
    ['a header of the card’s own', { ...card, headers: { 'X-Mine': '1' } }, /Only 'Authorization'/],
    [
      'two headers',
      { ...card, headers: { Authorization: 'a', 'X-Mine': '1' } },
      /Only 'Authorization'/,
    ],
    ['a method of another kind', { ...card, method: 'TRACE' }, /TRACE/],
    [
      'a body beyond 1 MB',
      { ...card, method: 'POST', body: { a: 'x'.repeat(1_000_000) } },
      /larger/,
    ],
    ['a time-out beyond two minutes', { ...card, timeout: 120_001 }, /Timeout/],
    ['a time-out that is none', { ...card, timeout: 0 }, /Timeout/],
  ])('%s', async (_what, request, message) => {
    const { proxy, received } = await proxyTo(answerOk);
    const { status, body } = await proxy(request);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      status: 'error',
      category: 'VALIDATION_ERROR',
      message: expect.stringMatching(message),
      context: { portalId: ['7000001'], requestUri: [request.url] },
    });
    expect(received).toEqual([]);
  });

  test('a body just within the limit passes', async () => {
    const { proxy, received } = await proxyTo(answerOk);
    const body = { a: 'x'.repeat(1_000_000 - '{"a":""}'.length) };
    expect(await proxy({ ...card, method: 'POST', body })).toMatchObject({ status: 200 });
    expect(received[0]?.body).toHaveLength(1_000_000);
  });

  test('the twenty-first call at a time', async () => {
    const gate = Promise.withResolvers<void>();
    const { proxy } = await proxyTo(async (_request, response) => {
      await gate.promise;
      json(response, 200, ok);
    });
    const twenty = Array.from({ length: 20 }, () => proxy(card));
    const refused = await proxy(card);
    expect(refused.status).toBe(429);
    gate.resolve();
    expect((await Promise.all(twenty)).map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await proxy(card)).toMatchObject({ status: 200 });
  });
});

describe('what the app answers', () => {
  const card = { url: `${origin}/x` };

  test.each([
    [404, 'a client’s fault'],
    [302, 'a redirect, which is not followed'],
  ])('%i, %s, reaches the card in HubSpot’s envelope', async (status) => {
    const { proxy, received } = await proxyTo((_request, response) => {
      response.setHeader('location', '/elsewhere');
      json(response, status, { detail: 'no' });
    });
    const answer = await proxy(card);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      status: 'error',
      category: 'BAD_GATEWAY',
      context: { appServerStatusCode: [String(status)] },
      responseBody: { detail: 'no' },
    });
    expect(received).toHaveLength(1);
  });

  test('5xx is tried once more, signed anew, with the same body', async () => {
    const clock = [1_800_000_000_000, 1_800_000_001_000];
    const { proxy, received } = await proxyTo(
      (_request, response, count) => json(response, count === 1 ? 503 : 200, ok),
      { now: () => new Date(clock.shift() ?? 0) },
    );
    const answer = await proxy({ ...card, method: 'POST', body: { key: 'k' } });
    expect(answer).toMatchObject({ status: 200, body: JSON.stringify(ok) });
    expect(received.map(({ body }) => body)).toEqual(['{"key":"k"}', '{"key":"k"}']);
    const [first, second] = received.map(({ headers }) => headers['x-hubspot-request-timestamp']);
    expect([first, second]).toEqual(['1800000000000', '1800000001000']);
  });

  test('5xx twice is the answer', async () => {
    const { proxy, received } = await proxyTo((_request, response) => json(response, 500, ok));
    expect(JSON.parse((await proxy(card)).body)).toMatchObject({
      context: { appServerStatusCode: ['500'] },
    });
    expect(received).toHaveLength(2);
  });

  test('a connection that is cut after the work is tried once more', async () => {
    const { proxy, received } = await proxyTo((request, response, count) => {
      if (count === 1) request.socket.destroy();
      else json(response, 200, ok);
    });
    expect(await proxy({ ...card, method: 'POST', body: {} })).toMatchObject({ status: 200 });
    expect(received).toHaveLength(2);
  });

  test('nobody at home is a network error', async () => {
    const { proxy, app } = await proxyTo(answerOk);
    await app.close();
    const { status, body } = await proxy(card);
    expect([status, JSON.parse(body)]).toMatchObject([500, { message: 'Network error' }]);
  });

  test('later than the time-out is no answer, and is not tried again', async () => {
    const { proxy, received } = await proxyTo(async (_request, response) => {
      await delay(1_000);
      json(response, 200, ok);
    });
    const { status, body } = await proxy({ ...card, timeout: 100 });
    expect([status, JSON.parse(body)]).toMatchObject([504, { category: 'GATEWAY_TIMEOUT' }]);
    expect(received).toHaveLength(1);
  });

  test('beyond 1 MB is refused, and is not tried again', async () => {
    const { proxy, received } = await proxyTo((_request, response) =>
      json(response, 200, { a: 'x'.repeat(1_000_000) }),
    );
    const { status, body } = await proxy(card);
    expect([status, JSON.parse(body)]).toMatchObject([502, { category: 'BAD_GATEWAY' }]);
    expect(received).toHaveLength(1);
  });
});
