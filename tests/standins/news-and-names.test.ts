/** The stand-ins for the press and for name servers keep to the rules of the real ones. */
import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type PublicSources,
  startPublicSources,
} from '../sandbox/public-sources/public-sources.ts';
import { world } from '../sandbox/world/world.ts';
import { get, visit } from './public-sources-support.ts';

let sources: PublicSources;
let time = Date.parse('2026-11-21T12:00:00Z');
beforeAll(async () => {
  const clock = () => time;
  sources = await startPublicSources({ world: world(new Date(time)), clock });
});
afterAll(() => sources.close());

describe('GDELT', () => {
  const ask = (query: string) => {
    const parameters = new URLSearchParams({ query, mode: 'artlist', format: 'json' });
    return get(`${sources.gdeltUrl}/api/v2/doc/doc?${parameters}`);
  };
  /** https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/ and published recordings. */
  const articleList = z.strictObject({
    articles: z.array(
      z.strictObject({
        url: z.url(),
        url_mobile: z.string(),
        title: z.string(),
        seendate: z.string().regex(/^\d{8}T\d{6}Z$/),
        socialimage: z.string(),
        domain: z.string(),
        language: z.string(),
        sourcecountry: z.string(),
      }),
    ),
  });

  it('finds phrases, and gives an empty object for none', async () => {
    const found = articleList.parse(
      (await ask('"tidewright robotics" "invented estuary port"')).json(),
    );
    expect(found.articles).toMatchObject([
      { title: 'Tidewright Robotics wins £ 8m contract with Invented Estuary Port' },
    ]);
    time += 6_000;
    expect((await ask('"nobody of this name"')).json()).toEqual({});
  });

  it('answers one question in five seconds, and says so in plain text', async () => {
    time += 6_000;
    expect((await ask('"tidewright robotics"')).status).toBe(200);
    time += 4_000;
    const refused = await ask('"tidewright robotics"');
    expect([refused.status, refused.headers['content-type']]).toEqual([
      429,
      'text/plain; charset=utf-8',
    ]);
    expect(refused.text).toContain('one every 5 seconds');
  });
});

describe('a name server', () => {
  it('knows the domains of the world, and no others', async () => {
    const resolver = new Resolver();
    resolver.setServers([sources.dnsServer]);
    const mail = await resolver.resolveMx('tidewright.example');
    expect(mail.map(({ exchange }) => exchange)).toContain('aspmx.l.google.com');
    await expect(resolver.resolveMx('oakhollow.example')).rejects.toMatchObject({
      code: 'ENODATA',
    });
    await expect(resolver.resolveMx('nobody.example')).rejects.toMatchObject({
      code: 'ENOTFOUND',
    });
  });
});

describe('a newsroom', () => {
  it('syndicates its news, and its pages name the feed', async () => {
    const home = await visit(sources, 'tidewright.example');
    expect(home.text).toContain('href="https://tidewright.example/news/feed.xml"');
    const feed = await visit(sources, 'tidewright.example', '/news/feed.xml');
    expect(feed.headers['content-type']).toMatch(/^application\/rss\+xml/);
    expect(feed.text).toContain(
      '<title>Tidewright opens an engineering office in Rotterdam</title>',
    );
    expect((await visit(sources, 'oakhollow.example', '/news/feed.xml')).status).toBe(404);
  });
});
