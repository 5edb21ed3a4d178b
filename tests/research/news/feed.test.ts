import { describe, expect, it } from 'vitest';
import { readFeed } from '../../../server/research/providers/news/feed.ts';

const base = 'https://brightpath.example/feed';
const rss = (items: string) => `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>News</title>
<atom:link href="https://brightpath.example/feed" rel="self" type="application/rss+xml"/>
<link>https://brightpath.example</link>${items}</channel></rss>`;

describe('a feed', () => {
  it('of RSS 2.0, as WordPress writes it', () => {
    const item = `<item><title>Brightpath &#8211; we&#8217;ve raised &#163;12m &amp; more</title>
<link>https://brightpath.example/news/series-b/</link>
<dc:creator><![CDATA[admin]]></dc:creator><pubDate>Tue, 10 Nov 2026 08:30:00 +0000</pubDate>
<guid isPermaLink="false">https://brightpath.example/?p=123</guid>
<description><![CDATA[<p>Text</p>]]></description></item>`;
    expect(readFeed(rss(item), base)).toEqual([
      {
        title: 'Brightpath – we’ve raised £12m & more',
        url: 'https://brightpath.example/news/series-b/',
        publishedAt: '2026-11-10T08:30:00.000Z',
      },
    ]);
  });

  it('with markup in its titles', () => {
    const item = `<item><title><![CDATA[<b>Hello</b> &amp; welcome]]></title><link>/a</link>
<pubDate>Tue, 10 Nov 2026 08:30:00 GMT</pubDate></item>`;
    expect(readFeed(rss(item), base)).toMatchObject([
      { title: 'Hello & welcome', url: 'https://brightpath.example/a' },
    ]);
  });

  it('of Atom', () => {
    const feed = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>
<entry><title type="html">Introducing &lt;em&gt;Drafts&lt;/em&gt;</title>
<link rel="edit" href="https://brightpath.example/edit"/>
<link href="https://brightpath.example/drafts"/><updated>2026-11-12T10:00:00Z</updated>
<published>2026-11-11T10:00:00+01:00</published></entry></feed>`;
    expect(readFeed(feed, base)).toEqual([
      {
        title: 'Introducing Drafts',
        url: 'https://brightpath.example/drafts',
        publishedAt: '2026-11-11T09:00:00.000Z',
      },
    ]);
  });

  it('of RSS 1.0', () => {
    const feed = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>
<item rdf:about="x"><title>Opening in Leeds</title><link>https://brightpath.example/leeds</link>
<dc:date>2026-10-01</dc:date></item></rdf:RDF>`;
    expect(readFeed(feed, base)).toMatchObject([{ title: 'Opening in Leeds' }]);
  });

  it('without entries is a feed all the same', () => {
    expect(readFeed(rss(''), base)).toEqual([]);
  });

  it('leaves out what has no date, no title, or leads nowhere', () => {
    const items = `<item><title>No date</title><link>/a</link></item>
<item><link>/b</link><pubDate>Tue, 10 Nov 2026 08:30:00 GMT</pubDate></item>
<item><title>Script</title><link>javascript:alert(1)</link><pubDate>Tue, 10 Nov 2026 08:30:00 GMT</pubDate></item>`;
    expect(readFeed(rss(items), base)).toEqual([]);
  });
});

describe('what is no feed', () => {
  it.each([
    ['a page', '<!doctype html><title>Not found</title><p>Gone'],
    ['a sitemap', '<urlset><url><loc>https://brightpath.example/</loc></url></urlset>'],
    ['broken XML', '<rss><channel><item'],
    ['nothing', ''],
    [
      'a document that grows by its entities',
      '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
    ],
  ])('%s', (_, text) => {
    expect(readFeed(text, base) ?? []).toEqual([]);
  });
});
