/** Requests as no client library would write them, byte by byte, with what HubSpot's signature makes of them. */
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asCaller, signV3 } from '../sandbox/hubspot/signing.ts';
import { databases } from '../support/databases.ts';
import { sharedDatabase } from '../support/house.ts';
import {
  hubspotApp,
  hubspotUser,
  openServedHouse,
  type ServedHouse,
} from '../support/served-house.ts';

const { baseUrl, clientSecret } = hubspotApp;
const card = '/hubspot/cards/contact/1001';

function signed(target: string, method = 'GET', body?: string): Record<string, string> {
  return signV3({ method, url: `${baseUrl}${target}`, body }, clientSecret, Date.now());
}

/** The address of the hero's card as HubSpot calls it. */
function targetFor({ hubspot }: ServedHouse, path = card): string {
  const caller = { ...hubspotUser, portalId: hubspot.portalId, appId: hubspotApp.appId };
  return asCaller(`${baseUrl}${path}`, caller).slice(baseUrl.length);
}

/** Sends bytes as they are. @returns the status, and the code of a refusal */
function exchange(
  { url }: ServedHouse,
  line: string,
  headers: readonly (readonly [string, string])[],
  body: string | Buffer = '',
): Promise<string> {
  const { hostname, port } = new URL(url);
  const head = [`${line} HTTP/1.1`, 'Host: x', ...headers.map((pair) => pair.join(': '))];
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const code = /"code":"(\w+)"/.exec(answer)?.[1];
      resolve(`${answer.slice(9, 12)} ${code ?? ''}`.trim());
    });
    socket.write([...head, 'Connection: close', '', ''].join('\r\n'));
    socket.write(body);
    const claimed = Number(headers.find(([name]) => name === 'Content-Length')?.[1] ?? 0);
    if (claimed > Buffer.byteLength(body)) socket.end();
  });
}

function get(house: ServedHouse, target: string, headers = signed(target)): Promise<string> {
  return exchange(house, `GET ${target}`, Object.entries(headers));
}

describe.each(databases)('requests that claim to be HubSpot’s, on $name', (kind) => {
  const shared = sharedDatabase(kind);

  it('are believed only for the very target that was signed', async () => {
    const house = await openServedHouse(shared);
    const target = targetFor(house);
    const headers = signed(target);
    expect(await get(house, target, headers)).toBe('200');
    const others = [`${baseUrl}${target}`, `http://evil.example${target}`, `${target}#x`];
    for (const other of [...others, `${target}&portalId=1`, `${target}&`]) {
      expect(await get(house, other, headers)).toBe('401 invalid_signature');
    }
    for (const name of Object.keys(headers)) {
      const twice: [string, string][] = [...Object.entries(headers), [name, headers[name] ?? '']];
      expect(await exchange(house, `GET ${target}`, twice)).toBe('401 invalid_signature');
    }
  });

  it('lead nowhere else by another spelling of the path, though HubSpot signed it', async () => {
    const house = await openServedHouse(shared);
    const target = targetFor(house);
    for (const [from, to] of [
      ['/hubspot', '//hubspot'],
      ['/contact', '%2fcontact'],
      ['/contact', '\\contact'],
      ['/contact', '/x/../contact'],
      ['/contact', '/%2e/contact'],
    ] as const) {
      expect(await get(house, target.replace(from, to))).toBe('404 not_found');
    }
    for (const id of ['1001;x=1', '1001%23', '1001%2f', '%D9%A1']) {
      expect(await get(house, target.replace('1001', id))).toBe('200 invalid_request');
    }
    expect(await get(house, `http://a:99999999${target}`)).toBe('200 invalid_caller');
    expect(await get(house, target.replace('1001', '%zz'))).toBe('400 bad_request');
  });

  it('have one account and one user, however the second is spelled', async () => {
    const house = await openServedHouse(shared);
    const target = targetFor(house);
    for (const name of ['portalId', '%70ortalId', 'portal%49d', 'userId', 'u%73erId', 'appId']) {
      expect(await get(house, `${target}&${name}=1`)).toBe('200 invalid_caller');
    }
    for (const name of ['portalId[]', 'portalId%5B0%5D', 'PortalId', 'portalId%00']) {
      expect(await get(house, `${target}&${name}=1`)).toBe('200 invalid_request');
    }
    const portal = String(house.hubspot.portalId);
    for (const odd of [
      `${portal}.0`,
      `+${portal}`,
      `${portal}%0a`,
      '-1',
      '%D9%A1',
      '9'.repeat(19),
    ]) {
      expect(await get(house, target.replace(portal, odd))).toBe('200 invalid_caller');
    }
    expect(await get(house, target.replace(portal, `0${portal}`))).toBe('200 not_installed');
    expect(await get(house, target.replace('?', '%3F'))).toBe('200 invalid_caller');
    expect(house.webLog()).not.toContain('sellers.example');
  });

  it('have one body, plain and of the length they tell', async () => {
    const house = await openServedHouse(shared);
    const target = targetFor(house, `${card}/enrich`);
    const post = (body: string | Buffer, more: Record<string, string>, text = String(body)) => {
      const headers = { ...signed(target, 'POST', text), ...more };
      return exchange(house, `POST ${target}`, Object.entries(headers), body);
    };
    const length = (body: string | Buffer) => ({ 'Content-Length': String(body.length) });
    const asks = JSON.stringify({ mode: 'preview', idempotencyKey: 'as-it-was-signed' });
    const chunk = `${asks.length.toString(16)}\r\n${asks}\r\n0\r\n\r\n`;
    const chunked = { 'Transfer-Encoding': 'chunked' };
    const packed = gzipSync(asks);

    expect(await post(asks, { 'Content-Length': '10' })).toMatch(/^40[01]/);
    expect(await post(asks, { 'Content-Length': '100' })).toMatch(/^400/);
    expect(await post(chunk, { ...chunked, 'Content-Length': '3' }, asks)).toMatch(/^400/);
    const gzip = { ...length(packed), 'Content-Encoding': 'gzip' };
    expect(await post(packed, gzip, asks)).toBe('415 unsupported_media_type');
    expect(await post(`\ufeff${asks}`, { 'Content-Length': String(asks.length + 3) })).toBe(
      '200 invalid_json',
    );
    const largest = JSON.stringify('x'.repeat(1_048_574));
    expect(await post(largest, length(largest))).toBe('200 invalid_request');
    expect(await post(`${largest} `, length(`${largest} `))).toBe('413 body_too_large');
    expect(await house.runs()).toEqual([]);

    expect(await post(chunk, chunked, asks)).toBe('200');
    expect(await house.runs()).toHaveLength(1);
  });
});
