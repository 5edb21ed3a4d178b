import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type PublicSources,
  startPublicSources,
} from '../sandbox/public-sources/public-sources.ts';
import { world } from '../sandbox/world/world.ts';
import { visit } from './public-sources-support.ts';

const theWorld = world(new Date('2026-11-21T12:00:00Z'));

let sources: PublicSources;
beforeAll(async () => {
  sources = await startPublicSources({ world: theWorld });
});
afterAll(() => sources.close());

const organization = z.strictObject({
  '@type': z.literal('Organization'),
  '@id': z.url(),
  name: z.string(),
  url: z.url(),
  description: z.string(),
  legalName: z.string().optional(),
  foundingDate: z.string().optional(),
  vatID: z.string().optional(),
  numberOfEmployees: z
    .strictObject({ '@type': z.literal('QuantitativeValue'), value: z.int() })
    .optional(),
  address: z
    .strictObject({
      '@type': z.literal('PostalAddress'),
      streetAddress: z.string(),
      addressLocality: z.string(),
      postalCode: z.string(),
      addressCountry: z.string().length(2),
    })
    .optional(),
});
const graph = z.strictObject({
  '@context': z.literal('https://schema.org'),
  '@graph': z.tuple([z.looseObject({ '@type': z.literal('WebSite') }), organization]),
});

describe('company websites', () => {
  it('state their organisation as JSON-LD, og tags and a footer line', async () => {
    const got = await visit(sources, 'tidewright.example');
    expect(got.headers['content-type']).toBe('text/html; charset=utf-8');
    const $ = load(got.text);
    const [, facts] = graph.parse(JSON.parse($('script[type="application/ld+json"]').text()))[
      '@graph'
    ];
    expect(facts).toMatchObject({
      legalName: 'Tidewright Robotics Limited',
      numberOfEmployees: { value: 180 },
      address: { addressLocality: 'Bristol', addressCountry: 'GB' },
    });
    expect($('meta[property="og:site_name"]').attr('content')).toBe('Tidewright Robotics');
    expect($('footer').text()).toContain('Registered in England and Wales No. 99410001');
    const scripts = $('script[src]')
      .toArray()
      .map((script) => new URL(String($(script).attr('src'))).hostname);
    expect(scripts).toEqual([
      'www.googletagmanager.com',
      'js.hs-scripts.com',
      'cdn.segment.com',
      'js.stripe.com',
      'widget.intercom.io',
    ]);
  });

  it('name the job board where their kind of site names it', async () => {
    const links = async (host: string, path: string) =>
      (await visit(sources, host, path)).text.match(/https:\/\/(boards|jobs)\.[^"]+/g);
    expect(await links('tidewright.example', '/')).toBeNull();
    expect(await links('tidewright.example', '/careers')).toEqual([
      'https://boards.greenhouse.io/tidewrightrobotics',
    ]);
    expect(await links('pennyroyal-foods.example', '/careers')).toEqual([
      'https://boards.greenhouse.io/embed/job_board/js?for=pennyroyalfoods',
    ]);
    expect(await links('oakhollow.example', '/careers')).toEqual([
      'https://jobs.lever.co/oakhollow',
    ]);
    expect(await links('nordlys-seilduk.example', '/careers')).toEqual([
      'https://jobs.eu.lever.co/nordlysseilduk',
    ]);
    expect(await links('www.quillstream.example', '/')).toEqual([
      'https://jobs.ashbyhq.com/Quillstream',
    ]);
    expect(await links('harbourlight-legal.example', '/careers')).toBeNull();
  });

  it('link only to pages they have', async () => {
    for (const { site } of theWorld.companies) {
      if (!site || site.failsWith || site.delayMs || site.redirectsTo) continue;
      const host = site.wwwOnly ? `www.${site.domain}` : site.domain;
      const $ = load((await visit(sources, host)).text);
      for (const anchor of $('nav a').toArray()) {
        const href = String($(anchor).attr('href'));
        if (href.startsWith('/')) expect((await visit(sources, host, href)).status).toBe(200);
      }
    }
  });

  it('keep hidden text, comments and orders to machines out of sight', async () => {
    const hidden = '999 open positions';
    const $ = load((await visit(sources, 'tidewright.example')).text);
    expect($('body').html()).toContain(hidden);
    $('[hidden], [style*="display:none"], [aria-hidden="true"], template, noscript').remove();
    expect($('body').text()).not.toContain(hidden);
    const injected = await visit(sources, 'mirrorpond-media.example');
    expect(injected.text.match(/Ignore all previous instructions/g)?.length).toBeGreaterThan(5);
    expect(load(injected.text)('main').text()).toContain('Ignore all previous instructions');
  });

  it('can be as bare as HTML gets', async () => {
    const $ = load((await visit(sources, 'atelier-brumeval.example')).text);
    expect($('meta, script, nav, footer, title')).toHaveLength(0);
    expect($('body').text()).toContain('Quimper');
  });

  it('say to robots what they want', async () => {
    const robots = (host: string) => visit(sources, host, '/robots.txt');
    expect((await robots('tidewright.example')).text).toContain('Disallow: /admin/');
    expect((await robots('vellum-vault.example')).text).toBe('User-agent: *\nDisallow: /\n');
    expect((await robots('atelier-brumeval.example')).status).toBe(404);
    expect((await robots('cobblestone-energy.example')).status).toBe(200);
    expect((await visit(sources, 'tidewright.example', '/sitemap.xml')).text).toContain(
      '<loc>https://tidewright.example/careers</loc>',
    );
  });

  it('move visitors on: to www, to the new name, or into the network', async () => {
    const moved = async (host: string, path = '/') => {
      const { status, headers } = await visit(sources, host, path);
      return [status, headers.location];
    };
    expect(await moved('quillstream.example', '/pricing')).toEqual([
      301,
      'https://www.quillstream.example/pricing',
    ]);
    expect(await moved('www.oldmillwidgets.example', '/about')).toEqual([
      301,
      'https://kestrelworks.example/about',
    ]);
    expect(await moved('trapdoor.example')).toEqual([
      302,
      'http://169.254.169.254/latest/meta-data/',
    ]);
  });

  it('fail and stall where the world says so', async () => {
    expect((await visit(sources, 'cobblestone-energy.example', '/about')).status).toBe(500);
    const stalled = visit(sources, 'slowmoor.example');
    stalled.catch(() => undefined);
    const seen = () => sources.requests().find(({ target }) => target === 'slowmoor.example/');
    await expect.poll(seen).toMatchObject({ status: null });
    // Everybody else is served in the meantime.
    expect((await visit(sources, 'oakhollow.example')).status).toBe(200);
    expect(seen()).toMatchObject({ status: null });
  });

  it('answer 404 for an unknown page and for a host that is nobody’s', async () => {
    expect((await visit(sources, 'tidewright.example', '/wp-admin')).status).toBe(404);
    expect((await visit(sources, 'vanished-ventures.example')).status).toBe(404);
    expect((await visit(sources, 'mail.tidewright.example')).status).toBe(404);
  });
});
