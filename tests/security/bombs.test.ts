/** Requests and websites that are made to fill the memory, to block the process or never to end. */

import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { databases } from '../support/databases.ts';
import { openHouse, sharedDatabase } from '../support/house.ts';
import { compressionBombs, jsonBombs } from './support/bombs.ts';
import type { Operation } from './support/operations.ts';
import { openTarget, type Target } from './support/target.ts';
import { sendWire } from './support/wire.ts';

const [kind] = databases.toReversed();
if (!kind) throw new Error('There is no database.');
const longestMs = 10_000;

describe('bodies made to fill the memory', () => {
  const shared = sharedDatabase(kind);

  it('are refused by every route that takes one, quickly', { timeout: 300_000 }, async () => {
    const target = await openTarget(shared);
    const takers = target.description.operations.filter(({ method }) => method !== 'GET');
    const accepted: string[] = [];
    let refused = 0;
    for (const operation of takers) {
      for (const bomb of [...compressionBombs, ...jsonBombs]) {
        const started = performance.now();
        const { status, text } = await sendTo(target, operation, bomb.body, bomb.encoding);
        const ms = performance.now() - started;
        const isRefusal = (status >= 400 && status < 500) || /^\{"ok":false/.test(text);
        // HubSpot would send a webhook again and again: it is told that nothing of it was understood.
        const isPassedOver = /^\{"stored":0,/.test(text);
        if (ms < longestMs && (isRefusal || isPassedOver)) refused += 1;
        else accepted.push(`${operation.path}: ${bomb.name}: ${status} in ${Math.round(ms)} ms`);
      }
    }
    expect(accepted).toEqual([]);
    expect(target.log()).not.toContain('"level":"error"');
    console.info(`Bombs refused as requests: ${refused}, by ${takers.length} routes`);
  });
});

function sendTo(
  target: Target,
  operation: Operation,
  body: Buffer,
  encoding: string | null,
): ReturnType<typeof sendWire> {
  const path = operation.path
    .replace('{object}', 'contact')
    .replaceAll(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000');
  // Signed as it stands, so that it gets as far as it can.
  const proven = target.prove(operation, path, encoding === null ? body.toString() : '');
  const headers = { ...proven.headers, ...(encoding && { 'content-encoding': encoding }) };
  return sendWire(target.url, { method: operation.method, target: proven.target, headers, body });
}

describe('clients that never come to an end', () => {
  const shared = sharedDatabase(kind);

  it('hold up nobody else, and are shown the door', { timeout: 120_000 }, async () => {
    const target = await openTarget(shared);
    const { hostname, port } = new URL(target.url);
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    const open = (head: string) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {});
      socket.write(head);
      sockets.push(socket);
      return socket;
    };
    const heads = [
      'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ',
      'POST /api/v1/enrichments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
        `Authorization: Bearer ${target.tokens.admin}\r\nContent-Length: 90000\r\n\r\n{`,
      'POST /hubspot/webhooks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n',
    ];
    const slow = heads.flatMap((head) => Array.from({ length: 60 }, () => open(head)));
    const drip = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write('a');
    }, 500);
    onTestFinished(() => clearInterval(drip));
    for (let second = 0; second < 5; second += 1) {
      const started = performance.now();
      expect((await fetch(`${target.url}/healthz`)).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(2_000);
      await delay(1_000);
    }
    const deadline = performance.now() + 60_000;
    while (slow.some(({ closed }) => !closed) && performance.now() < deadline) await delay(500);
    expect(slow.filter(({ closed }) => !closed)).toHaveLength(0);
    console.info(`Slow clients shown the door: ${slow.length}`);
  });
});

/** By the first letters of the host. */
const badSites: Readonly<Record<string, (response: ServerResponse) => void>> = {
  ...Object.fromEntries(
    compressionBombs.map(({ encoding, body }, index) => [
      `bomb-${index}`,
      (response: ServerResponse) => {
        response.writeHead(200, {
          'content-type': 'text/html',
          'content-encoding': encoding ?? '',
        });
        response.end(body);
      },
    ]),
  ),
  endless: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, '<p>'))) {}
    };
    response.on('drain', pour);
    pour();
  },
  dripping: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => response.write('<p>'), 100);
    response.on('close', () => clearInterval(timer));
  },
  silent: () => {},
  headless: (response) => {
    for (let index = 0; index < 400; index += 1) response.setHeader(`x-${index}`, 'y'.repeat(500));
    response.end();
  },
  circular: (response) => response.writeHead(302, { location: '/' }).end(),
  nested: (response) =>
    response.setHeader('content-type', 'text/html').end('<div>'.repeat(390_000)),
  cut: (response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '99999' });
    response.write('<p>');
    setTimeout(() => response.destroy(), 50);
  },
};

describe('websites made to fill the memory, or never to end', () => {
  const shared = sharedDatabase(kind);

  it('cost a run no more than its deadline, and the rest of it stands', {
    timeout: 180_000,
  }, async () => {
    const visited = new Set<string>();
    const server = createServer((request, response) => {
      const name = /^(?:www\.)?([a-z]+(?:-\d+)?)-pumps\.example/.exec(request.headers.host ?? '');
      visited.add(name?.[1] ?? '');
      badSites[name?.[1] ?? '']?.(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const house = await openHouse(shared, {
      env: {
        SANDBOX_SITE_ORIGIN: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        RESEARCH_PROVIDER_TIMEOUT_MS: '1500',
        RESEARCH_TOTAL_TIMEOUT_MS: '3000',
      },
    });
    for (const name of Object.keys(badSites)) {
      const { hubspot } = house;
      const domain = `${name}-pumps.example`;
      const company = hubspot.createCompany({ name: 'Harbour Pumps', domain });
      const contact = hubspot.createContact({ lastname: 'Pump', associatedcompanyid: company.id });
      hubspot.associate(
        { type: 'contacts', id: contact.id },
        { type: 'companies', id: company.id },
      );
      const started = performance.now();
      const enrichment = await house.enrich({ object: 'contact', recordId: contact.id });
      expect(performance.now() - started, name).toBeLessThan(longestMs);
      expect(['completed', 'partial', 'skipped'], name).toContain(enrichment.status);
    }
    expect([...visited].sort()).toEqual(Object.keys(badSites).sort());
    console.info(`Websites that could not hold a run up: ${Object.keys(badSites).length}`);
  });
});
