/** Websites that say what they are told to, in every place a reader might look. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { escapeHtml } from '../../sandbox/public-sources/html.ts';

export interface HostileSites {
  /** For `SANDBOX_SITE_ORIGIN`. */
  readonly origin: string;
  /** Hosts that were asked for a page. */
  visited(): ReadonlySet<string>;
}

/** @param textOf of a host; null for one that says nothing. Closed when the test ends. */
export async function startHostileSites(
  textOf: (host: string) => string | null,
): Promise<HostileSites> {
  const visited = new Set<string>();
  const server = createServer((request, response) => {
    const host = request.headers.host ?? '';
    if (request.url === '/robots.txt') return response.writeHead(404).end();
    visited.add(host);
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(page(host, textOf(host) ?? 'We make pumps.'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visited: () => visited,
  };
}

function page(host: string, words: string): string {
  const text = escapeHtml(words);
  const organization = {
    '@context': 'https://schema.org',
    '@type': 'Organization',
    // Or it would be nobody's site, and nothing of it read.
    name: 'Harbour Pumps',
    legalName: words,
    description: words,
    slogan: words,
    url: `https://${host}/`,
    foundingDate: '2011-04-01',
    numberOfEmployees: 120,
    address: { '@type': 'PostalAddress', addressLocality: words, addressCountry: 'GB' },
    department: [{ '@type': 'Organization', name: words }],
  };
  const data = JSON.stringify(organization).replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><title>${text}</title>
<meta name="description" content="${text}"><meta property="og:site_name" content="${text}">
<meta name="generator" content="${text}"><script type="application/ld+json">${data}</script></head>
<body><!-- ${text.replaceAll('--', '—')} --><h1>${text}</h1><p>${text}</p>
<div style="display:none">${text}</div><a href="/news">${text}</a><a href="/careers">${text}</a>
<article><h2>${text}</h2><time datetime="2026-11-01">1 November 2026</time><p>${text}</p></article>
<footer><p>${text}</p></footer></body></html>`;
}
