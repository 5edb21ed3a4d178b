/** What becomes of a company's newsroom and of the press in a run. */
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { ResearchConfig } from '../../../server/research/index.ts';
import { sendHtml, sendJson } from '../support/http-server.ts';
import { homePage, world } from '../support/world.ts';

const feed = (...titles: string[]) =>
  `<rss version="2.0"><channel>${titles
    .map(
      (title, index) =>
        `<item><title>${title}</title><link>https://brightpath.example/news/${index}</link><pubDate>Tue, ${10 + index} Nov 2026 08:30:00 GMT</pubDate></item>`,
    )
    .join('')}</channel></rss>`;

const withFeed = homePage.replace(
  '<a href',
  '<link rel="alternate" type="application/rss+xml" href="/news/feed.xml"><a href',
);

async function research(
  supplements: NonNullable<ResearchConfig['supplements']>,
  handlers: Parameters<typeof world>[0],
) {
  const made = await world(handlers, { supplements });
  const result = await made.company({ city: 'Leeds' });
  const provider = supplements[0];
  return {
    ...made,
    news: result.evidence.filter(({ kind }) => kind === 'announcement'),
    coverage: result.sources.find((source) => source.provider === provider),
  };
}

describe('the newsroom of a company’s own site', () => {
  const home = {
    'brightpath.example/': (_: unknown, response: ServerResponse) => sendHtml(response, withFeed),
  };

  it('is read where the site names its feed', async () => {
    const { news, coverage } = await research(['newsroom'], {
      ...home,
      'brightpath.example/news/feed.xml': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            feed('Brightpath Robotics raises £12m Series B', 'Our summer party', 'We’re hiring'),
          ),
    });
    expect(news).toMatchObject([
      {
        value: {
          topic: 'funding',
          title: 'Brightpath Robotics raises £12m Series B',
          publisher: 'Brightpath Robotics',
          quote: 'Brightpath Robotics raises £12m Series B',
        },
        source: { provider: 'newsroom', url: 'https://brightpath.example/news/0' },
        observedAt: '2026-11-10T08:30:00.000Z',
        text: 'Brightpath Robotics on 10 November 2026: “Brightpath Robotics raises £12m Series B”',
      },
    ]);
    expect(coverage).toMatchObject({
      status: 'found',
      detail: '3 entries of the last year, 1 of them worth knowing.',
    });
  });

  it('is looked for at the usual addresses where the site has a page of news', async () => {
    const { asked, news } = await research(['newsroom'], {
      'brightpath.example/': (_, response) =>
        sendHtml(response, homePage.replace('<footer>', '<a href="/news">News</a><footer>')),
      'brightpath.example/feed': (_, response) => response.writeHead(404).end(),
      'brightpath.example/news/rss': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(feed('Brightpath Robotics opens office in Oslo')),
    });
    expect(asked()).toContain('brightpath.example/feed');
    expect(news).toMatchObject([{ value: { topic: 'expansion' } }]);
  });

  it('is not asked for where nothing speaks of one', async () => {
    const { asked, coverage } = await research(['newsroom'], {});
    expect(asked().filter((path) => /feed|rss/.test(path))).toEqual([]);
    expect(coverage).toMatchObject({ status: 'empty', detail: 'The site names no feed of news.' });
  });

  it('says nothing for entries of another site, and none older than a year', async () => {
    const { news, coverage } = await research(['newsroom'], {
      ...home,
      'brightpath.example/news/feed.xml': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(
            feed('Brightpath Robotics opens office in Oslo')
              .replace('https://brightpath.example', 'https://elsewhere.example')
              .replace(
                '</channel>',
                '<item><title>Brightpath Robotics raises £1m seed round</title><link>https://brightpath.example/old</link><pubDate>Mon, 03 Jun 2024 08:00:00 GMT</pubDate></item></channel>',
              ),
          ),
    });
    expect(news).toEqual([]);
    expect(coverage).toMatchObject({ status: 'empty' });
  });

  it('that fails is a failure, not silence', async () => {
    const { coverage } = await research(['newsroom'], {
      ...home,
      'brightpath.example/news/feed.xml': (_, response) => response.writeHead(500).end(),
    });
    expect(coverage).toMatchObject({ status: 'failed' });
  });
});

describe('a short name', () => {
  it('that the domain has too is the company’s on its own site', async () => {
    const { news } = await research(['newsroom'], {
      'brightpath.example/': (_, response) => sendHtml(response, withFeed),
      'brightpath.example/news/feed.xml': (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/rss+xml' })
          .end(feed('Brightpath opens an office in Rotterdam')),
    });
    expect(news).toMatchObject([{ value: { topic: 'expansion' } }]);
  });
});

describe('the press, by GDELT', () => {
  /** https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/, as recordings have it. */
  const article = (title: string, seendate = '20261112T091500Z') => ({
    url: `https://paper.example/${encodeURIComponent(title).slice(0, 40)}`,
    url_mobile: '',
    title,
    seendate,
    socialimage: '',
    domain: 'paper.example',
    language: 'English',
    sourcecountry: 'United Kingdom',
  });

  it('is asked for the whole name, and believed where the headline says who acted', async () => {
    const { news, server, coverage } = await research(['gdelt'], {
      '/api/v2/doc/doc': (_, response) =>
        sendJson(response, {
          articles: [
            article('Brightpath Robotics wins £4m contract with Royal Mail'),
            article('Rival of Brightpath Robotics raises $ 20 million'),
            article('Brightpath Academy opens new school'),
          ],
        }),
    });
    const url = server.paths().find((path) => path.startsWith('/api/v2/doc/doc'));
    const asked = new URL(url ?? '', 'http://x').searchParams;
    expect(asked.get('query')).toBe('"brightpath robotics" sourcelang:english');
    expect([asked.get('mode'), asked.get('format')]).toEqual(['artlist', 'json']);
    expect(news).toMatchObject([
      {
        value: { topic: 'contract-award', publisher: 'paper.example' },
        source: { provider: 'gdelt', label: 'GDELT' },
        observedAt: '2026-11-12T09:15:00.000Z',
      },
    ]);
    expect(coverage).toMatchObject({ status: 'found', detail: '3 headlines, 1 worth knowing.' });
  });

  it('without a hit is an empty object, and nothing known', async () => {
    const { coverage } = await research(['gdelt'], {
      '/api/v2/doc/doc': (_, response) => sendJson(response, {}),
    });
    expect(coverage).toMatchObject({ status: 'empty' });
  });

  it.each<[string, number]>([
    ['says so', 429],
    ['says so in the words of a good answer', 200],
  ])('that had enough %s: late, and left alone for a while', async (_, status) => {
    const { coverage, company, asked } = await research(['gdelt'], {
      '/api/v2/doc/doc': (__, response) =>
        response
          .writeHead(status, { 'content-type': 'text/plain' })
          .end('Please limit requests to one every 5 seconds or contact us for larger queries.'),
    });
    expect(coverage).toMatchObject({ status: 'late' });
    await company({ city: 'York' });
    expect(asked().filter((path) => path === '/api/v2/doc/doc')).toHaveLength(1);
  });

  it('is asked once in five seconds: who comes too soon does without', async () => {
    const made = await world(
      { '/api/v2/doc/doc': (_, response) => sendJson(response, {}) },
      { supplements: ['gdelt'] },
    );
    await made.company();
    const started = performance.now();
    const second = await made.company({ name: 'Brightpath Robotics Norway' }, { refresh: true });
    expect(second.sources.find(({ provider }) => provider === 'gdelt')?.status).toBe('late');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
