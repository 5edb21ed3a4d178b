/** Serves the fixture page, its worker and the fixture cards under HubSpot-like security headers. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { buildExtension, type ExtensionBundle } from '../../sandbox/hubspot-ui/build/extension.ts';
import { buildHostPage, buildWorker } from '../../sandbox/hubspot-ui/build/scripts.ts';
import { type OpenPage, openPage, type PageOptions } from '../../support/browser.ts';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
export const cardsRoot = `${fixtures}cards`;

const PAGE_POLICY =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-src 'self'; worker-src 'self'; connect-src 'self'";
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'none'";

const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cards</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css">
<style>body{margin:0;background:#f0f3f7}main{max-width:860px;margin:0 auto;padding:24px}
h1,h2{font:600 18px/1.4 system-ui;color:#33475b}.card{background:#fff;padding:20px;border-radius:8px;margin:16px 0}</style>
</head><body><div id="root"></div><script src="/page.js"></script></body></html>`;

export interface CardsPage {
  /** Opens the page with these cards, each drawn by its own worker. */
  open(cards: readonly string[], options?: PageOptions & { location?: string }): Promise<OpenPage>;
  readonly bundles: ReadonlyMap<string, ExtensionBundle>;
}

/** Built once for the tests of a file. */
export function cardsPage(cards: readonly string[]): CardsPage {
  const bundles = new Map<string, ExtensionBundle>();
  let server: Server;
  beforeAll(async () => {
    const [page, worker] = await Promise.all([
      buildHostPage(`${fixtures}page.tsx`),
      buildWorker(),
      ...cards.map(async (card) => {
        bundles.set(card, await buildExtension(`${cardsRoot}/${card}.tsx`, cardsRoot));
      }),
    ]);
    server = await served((path, response) => {
      const bundle = bundles.get(path.slice('/bundles/'.length, -'.js'.length));
      if (path === '/') send(response, HTML, 'text/html', PAGE_POLICY);
      else if (path === '/page.js') send(response, page.js, 'text/javascript', PAGE_POLICY);
      else if (path === '/page.css') send(response, page.css, 'text/css', PAGE_POLICY);
      else if (path === '/worker.js') send(response, worker, 'text/javascript', WORKER_POLICY);
      else if (bundle) send(response, bundle.code, 'text/javascript', WORKER_POLICY);
      else response.writeHead(404).end();
    });
  });
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  return {
    bundles,
    async open(shown, options) {
      const opened = await openPage(options);
      const { port } = server.address() as AddressInfo;
      const query = [
        ...shown.map((card) => `card=${card}`),
        ...(options?.location ? [`location=${options.location}`] : []),
      ].join('&');
      await opened.page.goto(`http://127.0.0.1:${port}/?${query}`);
      return opened;
    },
  };
}

async function served(answer: (path: string, response: ServerResponse) => void): Promise<Server> {
  const server = createServer((request, response) =>
    answer(new URL(request.url ?? '/', 'http://127.0.0.1').pathname, response),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

function send(response: ServerResponse, body: string, type: string, policy: string): void {
  response
    .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': policy })
    .end(body);
}
