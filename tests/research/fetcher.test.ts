import { promisify } from 'node:util';
import { brotliCompress, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher, type FetcherOptions } from '../../server/research/fetcher/fetcher.ts';
import { guardedLookup, type Resolver } from '../../server/research/fetcher/lookup.ts';
import { httpServer, sendHtml, sendJson } from './support/http-server.ts';

function fetcherFor(options: FetcherOptions = {}) {
  const fetcher = createFetcher(options);
  onTestFinished(() => fetcher.close());
  return fetcher;
}

const resolvesTo =
  (...addresses: string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('addresses that are refused', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://１２７.０.０.１/',
    'http://127。0。0。1/',
  ])('%s, whatever way it is written', async (url) => {
    await expect(fetcherFor().get(url)).rejects.toMatchObject({ name: 'FetchRefused' });
  });

  it.each([
    ['a file', 'file:///etc/passwd'],
    ['FTP', 'ftp://acme.com/'],
    ['a data URL', 'data:text/html,hello'],
    ['a name and password', 'https://user:secret@acme.com/'],
    ['a user name', 'https://user@acme.com/'],
    ['another port', 'https://acme.com:8443/'],
    ['a database port', 'http://acme.com:5432/'],
    ['no URL', 'acme'],
  ])('%s is refused without any look-up', async (_what, url) => {
    let asked = 0;
    const resolve: Resolver = async () => {
      asked++;
      return [];
    };
    await expect(fetcherFor({ resolve }).get(url)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(asked).toBe(0);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['private', ['10.1.2.3']],
    ['metadata', ['169.254.169.254']],
    ['IPv6 loopback', ['::1']],
    ['one private among public ones', ['93.184.215.14', '192.168.0.1']],
    ['mapped', ['::ffff:10.0.0.1']],
  ])('a name that resolves to %s is refused', async (_what, addresses) => {
    const fetcher = fetcherFor({ resolve: resolvesTo(...addresses) });
    await expect(fetcher.get('https://intranet.acme.com/')).rejects.toMatchObject({
      name: 'FetchRefused',
    });
  });

  it('localhost by name is refused', async () => {
    await expect(fetcherFor().get('http://localhost/')).rejects.toMatchObject({
      name: 'FetchRefused',
    });
  });

  it('a redirect to a private address is refused before anything is sent there', async () => {
    const inside = await httpServer((_request, response) => response.end('secret'));
    const outside = await httpServer((_request, response) =>
      response.writeHead(302, { location: `${inside.origin}/admin` }).end(),
    );
    const fetcher = fetcherFor({ trustedOrigins: [outside.origin] });
    await expect(fetcher.get(outside.origin)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(inside.requests).toHaveLength(0);
  });

  it('a redirect to a name that resolves to a private address is refused', async () => {
    const outside = await httpServer((_request, response) =>
      response.writeHead(301, { location: 'http://rebound.acme.com/' }).end(),
    );
    const fetcher = fetcherFor({
      trustedOrigins: [outside.origin],
      resolve: resolvesTo('127.0.0.1'),
    });
    await expect(fetcher.get(outside.origin)).rejects.toMatchObject({ name: 'FetchRefused' });
  });

  it('a redirect to another scheme is refused', async () => {
    const outside = await httpServer((_request, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    const fetcher = fetcherFor({ trustedOrigins: [outside.origin] });
    await expect(fetcher.get(outside.origin)).rejects.toMatchObject({ name: 'FetchRefused' });
  });
});

describe('a name that changes its address', () => {
  const connectTo = (resolve: Resolver) =>
    new Promise<unknown>((done, fail) => {
      guardedLookup(resolve)('shifting.acme.com', { all: true }, (error, addresses) =>
        error ? fail(error) : done(addresses),
      );
    });

  it('is resolved once per connection, and the socket gets exactly what was checked', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    let asked = 0;
    const rebinding: Resolver = async () => resolvesTo(...(answers[asked++] ?? []))('');
    expect(await connectTo(rebinding)).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(asked).toBe(1);
    await expect(connectTo(rebinding)).rejects.toMatchObject({ name: 'FetchRefused' });
  });

  it('gives the single address to a socket that wants one', async () => {
    const given = await new Promise((done) => {
      guardedLookup(resolvesTo('8.8.8.8'))('acme.com', {}, (_error, address, family) =>
        done([address, family]),
      );
    });
    expect(given).toEqual(['8.8.8.8', 4]);
  });
});

describe('trusted origins', () => {
  it('only the exact origin skips the check', async () => {
    const trusted = await httpServer((_request, response) => sendJson(response, { ok: true }));
    const other = await httpServer((_request, response) => sendJson(response, { ok: true }));
    const fetcher = fetcherFor({ trustedOrigins: [`${trusted.origin}/some/base`] });
    expect((await fetcher.get(`${trusted.origin}/x`)).status).toBe(200);
    await expect(fetcher.get(`${other.origin}/x`)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(other.requests).toHaveLength(0);
  });

  it('credentials are not sent along a redirect to another origin', async () => {
    const second = await httpServer((_request, response) => response.end('there'));
    const first = await httpServer((_request, response) =>
      response.writeHead(307, { location: second.origin }).end(),
    );
    const fetcher = fetcherFor({ trustedOrigins: [first.origin, second.origin] });
    await fetcher.get(first.origin, { headers: { authorization: 'Basic c2VjcmV0' } });
    expect(first.requests[0]?.headers.authorization).toBe('Basic c2VjcmV0');
    expect(second.requests[0]?.headers.authorization).toBeUndefined();
  });
});

describe('the sandbox’s site origin', () => {
  it('serves websites under reserved names and passes their host on', async () => {
    const sites = await httpServer((request, response) =>
      sendHtml(response, `<p>${request.headers.host}${request.url}</p>`),
    );
    const fetcher = fetcherFor({ siteOrigin: sites.origin });
    const answer = await fetcher.get('https://www.brightpath.example/about?x=1');
    expect(answer.text).toBe('<p>www.brightpath.example/about?x=1</p>');
    expect(answer.url).toBe('https://www.brightpath.example/about?x=1');
  });

  it('does not open the guard for any other name', async () => {
    const sites = await httpServer((_request, response) => response.end());
    const fetcher = fetcherFor({ siteOrigin: sites.origin, resolve: resolvesTo('127.0.0.1') });
    for (const url of [
      'https://acme.com/',
      'https://example.com/',
      sites.origin,
      'http://10.0.0.1/',
    ]) {
      await expect(fetcher.get(url)).rejects.toMatchObject({ name: 'FetchRefused' });
    }
    expect(sites.requests).toHaveLength(0);
  });
});

describe('size', () => {
  async function fetchBody(body: Buffer, headers: Record<string, string>, maxBytes = 10_000) {
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body),
    );
    return fetcherFor({ trustedOrigins: [server.origin] }).get(server.origin, { maxBytes });
  }

  it('a body above the cap is too large', async () => {
    await expect(fetchBody(Buffer.alloc(10_001, 'a'), {})).rejects.toMatchObject({
      name: 'FetchTooLarge',
    });
  });

  it('a body of exactly the cap is read', async () => {
    expect((await fetchBody(Buffer.alloc(10_000, 'a'), {})).text).toHaveLength(10_000);
  });

  it('a small compressed body that unpacks to a huge one is too large', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    expect(bomb.length).toBeLessThan(25_000);
    await expect(fetchBody(bomb, { 'content-encoding': 'gzip' }, 1_000_000)).rejects.toMatchObject({
      name: 'FetchTooLarge',
    });
  });

  it('a body without end is cut off at the cap', async () => {
    const server = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      const pour = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x'))) {}
      };
      response.on('drain', pour);
      pour();
    });
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    await expect(fetcher.get(server.origin)).rejects.toMatchObject({ name: 'FetchTooLarge' });
  });

  it('truncates instead when asked to', async () => {
    const server = await httpServer((_request, response) => response.end('a'.repeat(5_000)));
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    const answer = await fetcher.get(server.origin, { maxBytes: 1_000, truncate: true });
    expect(answer.text).toBe('a'.repeat(1_000));
  });

  it('gzip and brotli are unpacked', async () => {
    const text = 'Grüße aus Leeds';
    const gzip = await fetchBody(gzipSync(text), { 'content-encoding': 'gzip' });
    expect(gzip.text).toBe(text);
    const packed = await promisify(brotliCompress)(text);
    expect((await fetchBody(packed, { 'content-encoding': 'br' })).text).toBe(text);
  });

  it('a broken or unknown compression is a failure', async () => {
    const broken = fetchBody(Buffer.from('no gzip'), { 'content-encoding': 'gzip' });
    await expect(broken).rejects.toMatchObject({ name: 'FetchFailed', reason: 'answer' });
    const cut = fetchBody(gzipSync('x'.repeat(500)).subarray(0, 15), {
      'content-encoding': 'gzip',
    });
    await expect(cut).rejects.toMatchObject({ name: 'FetchFailed' });
    const unknown = fetchBody(Buffer.from('x'), { 'content-encoding': 'zstd' });
    await expect(unknown).rejects.toMatchObject({ name: 'FetchFailed', reason: 'answer' });
  });
});

describe('time', () => {
  it('no answer before the deadline is a timeout', async () => {
    const server = await httpServer(() => undefined);
    const fetcher = fetcherFor({ trustedOrigins: [server.origin], timeoutMs: 60 });
    await expect(fetcher.get(server.origin)).rejects.toMatchObject({ name: 'FetchTimeout' });
  });

  it('a body that trickles past the deadline is a timeout', async () => {
    const server = await httpServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write('<p>');
    });
    const fetcher = fetcherFor({ trustedOrigins: [server.origin], timeoutMs: 100 });
    await expect(fetcher.get(server.origin)).rejects.toMatchObject({ name: 'FetchTimeout' });
  });

  it('a name resolution that hangs is a timeout', async () => {
    const fetcher = fetcherFor({ resolve: () => new Promise(() => undefined), timeoutMs: 60 });
    await expect(fetcher.get('https://acme.com/')).rejects.toMatchObject({ name: 'FetchTimeout' });
  });

  it('the caller’s signal ends it', async () => {
    const server = await httpServer(() => controller.abort());
    const controller = new AbortController();
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    await expect(fetcher.get(server.origin, { signal: controller.signal })).rejects.toMatchObject({
      name: 'FetchTimeout',
    });
  });
});

describe('answers', () => {
  it('follows up to five redirects and names where it arrived', async () => {
    const server = await httpServer((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step < 5) response.writeHead(302, { location: `/${step + 1}` }).end();
      else response.end('arrived');
    });
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    const answer = await fetcher.get(`${server.origin}/0`);
    expect(answer).toMatchObject({ text: 'arrived', url: `${server.origin}/5` });
  });

  it('a sixth redirect is a failure', async () => {
    const server = await httpServer((_request, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    await expect(fetcher.get(server.origin)).rejects.toMatchObject({ name: 'FetchFailed' });
    expect(server.requests).toHaveLength(6);
  });

  it('a redirect from https to http is refused', async () => {
    const sites = await httpServer((_request, response) =>
      response.writeHead(302, { location: 'http://brightpath.example/' }).end(),
    );
    const fetcher = fetcherFor({ siteOrigin: sites.origin });
    await expect(fetcher.get('https://brightpath.example/')).rejects.toMatchObject({
      name: 'FetchRefused',
    });
  });

  it('a redirect from http to https is followed', async () => {
    let first = true;
    const sites = await httpServer((_request, response) => {
      if (!first) return response.end('secure');
      first = false;
      return response.writeHead(301, { location: 'https://brightpath.example/' }).end();
    });
    const fetcher = fetcherFor({ siteOrigin: sites.origin });
    expect((await fetcher.get('http://brightpath.example/')).text).toBe('secure');
  });

  it('another content type than asked for is a failure', async () => {
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF'),
    );
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    for (const accept of ['html', 'json'] as const) {
      await expect(fetcher.get(server.origin, { accept })).rejects.toMatchObject({
        name: 'FetchFailed',
        reason: 'answer',
      });
    }
  });

  it.each([
    ['the header', 'text/html; charset=iso-8859-1', Buffer.from('<p>Caf\xe9', 'latin1')],
    [
      'the page itself',
      'text/html',
      Buffer.from('<meta charset="windows-1252"><p>Caf\xe9', 'latin1'),
    ],
    ['nothing: UTF-8', 'text/html', Buffer.from('<p>Café')],
    ['an unknown charset: UTF-8', 'text/html; charset=klingon', Buffer.from('<p>Café')],
  ])('the charset comes from %s', async (_what, type, body) => {
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    );
    const fetcher = fetcherFor({ trustedOrigins: [server.origin] });
    expect((await fetcher.get(server.origin)).text).toContain('Café');
  });

  it('says who is asking', async () => {
    const server = await httpServer((_request, response) => response.end());
    await fetcherFor({ trustedOrigins: [server.origin] }).get(server.origin);
    expect(server.requests[0]?.headers['user-agent']).toMatch(/^oppSpotBot\/1\.0 \(\+https:/);
    await fetcherFor({ trustedOrigins: [server.origin], userAgent: 'Own/2' }).get(server.origin);
    expect(server.requests[1]?.headers['user-agent']).toBe('Own/2');
  });

  it('an unknown host and a refused connection are told apart', async () => {
    const unknown = fetcherFor({ resolve: async () => [] }).get('https://acme.com/');
    await expect(unknown).rejects.toMatchObject({ name: 'FetchFailed', reason: 'unknown-host' });
    const server = await httpServer((request) => request.socket.destroy());
    const broken = fetcherFor({ trustedOrigins: [server.origin] }).get(server.origin);
    await expect(broken).rejects.toMatchObject({ name: 'FetchFailed', reason: 'network' });
  });
});
