/** What research asks for before it is sure to need it, and that nothing follows from it alone. */
import { describe, expect, it } from 'vitest';
import type { Cache } from '../../server/cache/cache.ts';
import { profileAnswer, searchAnswer, searchItem } from './fixtures/companies-house.ts';
import { greenhouseAnswer, greenhouseJob } from './fixtures/job-boards.ts';
import { sendHtml, sendJson } from './support/http-server.ts';
import { testCache, testRuntime } from './support/runtime.ts';
import { gate, homePage, siteAfterRegister, world } from './support/world.ts';

const careersPage = '<a href="https://job-boards.greenhouse.io/brightpath">Open roles</a>';
const otherCareersPage = '<a href="https://job-boards.greenhouse.io/somebody-else">Open roles</a>';
const hour = 3_600_000;

describe('the careers page at its usual address', () => {
  it('is read together with the home page', async () => {
    const home = gate();
    const careers = gate();
    const { company } = await world({
      'brightpath.example/': async (_request, response) => {
        home.open();
        await careers.opened;
        sendHtml(response, homePage);
      },
      'brightpath.example/careers': async (_request, response) => {
        careers.open();
        await home.opened;
        sendHtml(response, careersPage);
      },
    });
    const { evidence } = await company();
    expect(evidence.map(({ kind }) => kind)).toContain('open-jobs');
  });

  it('is not used when the home page leads elsewhere', async () => {
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, homePage.replace('/careers', '/jobs')),
      'brightpath.example/jobs': (_request, response) => sendHtml(response, careersPage),
      'brightpath.example/careers': (_request, response) => sendHtml(response, otherCareersPage),
    });
    await company();
    expect(asked()).toContain('/v1/boards/brightpath/jobs');
    expect(asked()).not.toContain('/v1/boards/somebody-else/jobs');
  });

  it('is not used when the home page speaks of no careers', async () => {
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, homePage.replace('<a href="/careers">Careers</a>', '')),
    });
    const { sources } = await company();
    expect(sources).toContainEqual(
      expect.objectContaining({ provider: 'job-boards', status: 'empty' }),
    );
    expect(asked()).not.toContain('/v1/boards/brightpath/jobs');
  });

  it('may be missing: the site counts as read and its own careers page is found', async () => {
    const { company } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, homePage.replace('/careers', '/jobs')),
      'brightpath.example/careers': (_request, response) => response.writeHead(404).end(),
      'brightpath.example/jobs': (_request, response) => sendHtml(response, careersPage),
    });
    const { sources } = await company();
    expect(sources.map(({ status }) => status)).toEqual(['found', 'found', 'found']);
  });

  it('is reported as failed, after one request, when the home page does lead there', async () => {
    const { company, asked } = await world({
      'brightpath.example/careers': (_request, response) => response.writeHead(500).end(),
    });
    const { sources } = await company();
    expect(sources).toContainEqual(
      expect.objectContaining({ provider: 'job-boards', status: 'failed' }),
    );
    expect(asked().filter((target) => target === 'brightpath.example/careers')).toHaveLength(1);
  });

  it('is known again under the host name the site moves visitors to', async () => {
    const toWww = (path: string) => ({ location: `https://www.brightpath.example${path}` });
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) => response.writeHead(301, toWww('/')).end(),
      'brightpath.example/careers': (_request, response) =>
        response.writeHead(301, toWww('/careers')).end(),
      'www.brightpath.example/': (_request, response) => sendHtml(response, homePage),
      'www.brightpath.example/careers': (_request, response) => sendHtml(response, careersPage),
    });
    const { sources } = await company();
    expect(sources.map(({ status }) => status)).toEqual(['found', 'found', 'found']);
    expect(
      asked()
        .filter((target) => target.endsWith('/careers'))
        .sort(),
    ).toEqual(['brightpath.example/careers', 'www.brightpath.example/careers']);
  });

  it('is left alone, as the whole site, when robots.txt forbids it; the rules are read once', async () => {
    const { company, asked } = await world({
      'brightpath.example/robots.txt': (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /'),
    });
    await company();
    expect(asked().filter((target) => target.startsWith('brightpath.example'))).toEqual([
      'brightpath.example/robots.txt',
    ]);
  });

  it('is not tried again while the home page is remembered', async () => {
    const { company, asked, runtime } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, homePage.replace('/careers', '/jobs')),
      'brightpath.example/careers': (_request, response) => response.writeHead(404).end(),
      'brightpath.example/jobs': (_request, response) => sendHtml(response, careersPage),
    });
    await company();
    runtime.advance(7 * hour);
    const before = asked().length;
    await company();
    expect(asked().slice(before)).toEqual([
      'brightpath.example/jobs',
      '/v1/boards/brightpath/jobs',
    ]);
  });
});

describe('the register', () => {
  it('gives the entry of the same name while the website is still being read', async () => {
    const { company } = await world(siteAfterRegister());
    expect((await company()).match).toMatchObject({
      company: { registration: { number: '09000001' } },
    });
  });

  it('is not believed when the website states another number', async () => {
    const { company } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, homePage.replace('09000001', '09000002')),
      '/company/09000002': (_request, response) =>
        sendJson(response, profileAnswer({ company_number: '09000002' })),
    });
    const { match, evidence } = await company();
    expect(match).toMatchObject({ company: { registration: { number: '09000002' } } });
    expect(evidence.filter(({ id }) => id.includes('09000001'))).toEqual([]);
  });

  it('is asked for all numbers of a site together', async () => {
    const first = gate();
    const second = gate();
    const { company } = await world({
      '/search/companies': (_request, response) =>
        sendJson(response, searchAnswer([searchItem({ title: 'UNLIKE ANYTHING LIMITED' })])),
      'brightpath.example/': (_request, response) =>
        sendHtml(response, `${homePage}<p>Unlike Limited. Company number 09000003.</p>`),
      '/company/09000001': async (_request, response) => {
        first.open();
        await second.opened;
        sendJson(response, profileAnswer());
      },
      '/company/09000003': async (_request, response) => {
        second.open();
        await first.opened;
        sendJson(response, profileAnswer({ company_number: '09000003', company_name: 'UNLIKE' }));
      },
    });
    const { match, sources } = await company();
    expect(match.status).toBe('matched');
    expect(sources).toContainEqual(
      expect.objectContaining({ provider: 'companies-house', status: 'found' }),
    );
  });
});

describe('the cache', () => {
  it('is not waited for to keep an answer, only to give that answer again', async () => {
    const runtime = testRuntime();
    const kept = testCache(runtime);
    const stored = gate();
    const slow: Cache = {
      get: (key) => kept.get(key),
      set: async (key, value, ttlMs) => {
        await stored.opened;
        await kept.set(key, value, ttlMs);
      },
      delete: (key) => kept.delete(key),
    };
    const { company, asked } = await world(
      {
        '/v1/boards/brightpath/jobs': (_request, response) =>
          sendJson(response, greenhouseAnswer([greenhouseJob()])),
      },
      {},
      { cache: slow },
    );
    const first = await company();
    expect(first.sources.every(({ fromCache }) => !fromCache)).toBe(true);
    const requests = asked().length;
    const second = company();
    stored.open();
    expect((await second).sources.every(({ fromCache }) => fromCache)).toBe(true);
    expect(asked()).toHaveLength(requests);
  });
});
