/** What we rely on in jsforce without it being documented: a new version has to pass here first. */
import jsforce from 'jsforce';
import { describe, expect, it } from 'vitest';
import { BufferedTransport, type HttpAnswer } from '../../server/crm/salesforce/transport.ts';
import { serve } from './serve.ts';

function connectTo(url: string, timeoutMs = 1_000) {
  const seen: HttpAnswer[] = [];
  const connection = new jsforce.Connection({
    instanceUrl: url,
    accessToken: 't',
    version: '68.0',
  });
  Object.assign(connection, {
    _transport: new BufferedTransport(timeoutMs, (answer) => seen.push(answer)),
  });
  return { seen, get: (path: string) => connection.request({ method: 'GET', url: path }) };
}

describe('jsforce over our transport', () => {
  it('sends the token and reads JSON; every answer is seen', async () => {
    const url = await serve((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('Sforce-Limit-Info', 'api-usage=1/5');
      response.end(JSON.stringify({ path: request.url, token: request.headers.authorization }));
    });
    const { seen, get } = connectTo(url);
    expect(await get('/services/data/v68.0/limits')).toEqual({
      path: '/services/data/v68.0/limits',
      token: 'Bearer t',
    });
    expect(seen).toMatchObject([
      { statusCode: 200, headers: { 'sforce-limit-info': 'api-usage=1/5' } },
    ]);
  });

  it.each([503, 401, 420])('asks once and no more when the answer is %i', async (status) => {
    let calls = 0;
    const url = await serve((_, response) => {
      calls += 1;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end('[{"errorCode":"X","message":"no"}]');
    });
    const { seen, get } = connectTo(url);
    await expect(get('/services/data/v68.0/limits')).rejects.toThrow('no');
    expect(calls).toBe(1);
    expect(seen[0]?.statusCode).toBe(status);
  });

  it('survives an answer that breaks off, and the next call works', async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      calls += 1;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      if (calls > 1) return response.end('{}'.padEnd(100));
      response.write('{"a":');
      return setTimeout(() => response.destroy(), 10);
    });
    const { seen, get } = connectTo(url);
    await expect(get('/services/data/v68.0/limits')).rejects.toThrow();
    expect(seen).toEqual([]);
    expect(await get('/services/data/v68.0/limits')).toEqual({});
  });

  it('ends at its deadline, whether nothing comes or only the half', async () => {
    const url = await serve((request, response) => {
      if (request.url?.endsWith('/half')) response.write('{"a":');
    });
    const { get } = connectTo(url, 100);
    for (const path of ['/none', '/half']) {
      await expect(get(path)).rejects.toMatchObject({ name: 'TimeoutError' });
    }
  });

  it('follows no redirect, so that no token goes to another host', async () => {
    const asked: string[] = [];
    const elsewhere = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    const url = await serve((_, response) => {
      response.writeHead(302, { location: `${elsewhere}/taken` });
      response.end();
    });
    const { seen, get } = connectTo(url);
    await get('/services/data/v68.0/limits').catch(() => undefined);
    expect(seen[0]?.statusCode).toBe(302);
    expect(asked).toEqual([]);
  });
});
