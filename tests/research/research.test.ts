import { describe, expect, it } from 'vitest';
import type { ResearchProgress, ResearchResult } from '../../server/research/provider.ts';
import type { Count } from '../../shared/company/change.ts';
import {
  filing,
  filingsAnswer,
  profileAnswer,
  searchAnswer,
  searchItem,
} from './fixtures/companies-house.ts';
import { greenhouseAnswer } from './fixtures/job-boards.ts';
import { sendHtml, sendJson } from './support/http-server.ts';
import { gate, homePage, siteAfterRegister, world } from './support/world.ts';

const coverage = (result: ResearchResult, provider: string) => {
  const found = result.sources.find((source) => source.provider === provider);
  if (!found) throw new Error(`${provider} is missing from the coverage`);
  return found;
};
const kinds = (result: ResearchResult) =>
  [...new Set(result.evidence.map(({ kind }) => kind))].sort();
const providers = (result: ResearchResult) =>
  [...new Set(result.evidence.map(({ id }) => id.split(':')[0]))].sort();

describe('a company that all sources know', () => {
  it('is matched by the number on its own site, with facts from every source', async () => {
    const { company } = await world();
    const result = await company();
    expect(result.match).toMatchObject({
      status: 'matched',
      company: {
        domain: 'brightpath.example',
        name: 'Brightpath Robotics',
        registration: { registry: 'companies-house', number: '09000001' },
        confidence: 0.98,
      },
    });
    expect(providers(result)).toEqual(['companies-house', 'greenhouse', 'website']);
    expect(result.sources).toMatchObject([
      { provider: 'website', label: 'Company website', status: 'found', fromCache: false },
      {
        provider: 'companies-house',
        status: 'found',
        detail: 'BRIGHTPATH ROBOTICS LIMITED, company 09000001.',
      },
      { provider: 'job-boards', status: 'found', detail: '1 open role on Greenhouse.' },
    ]);
  });

  it('is asked for with nothing twice', async () => {
    const { company, asked } = await world();
    await company();
    expect(asked().sort()).toEqual([
      '/company/09000001',
      '/company/09000001/filing-history',
      '/search/companies',
      '/v1/boards/brightpath/jobs',
      'brightpath.example/',
      'brightpath.example/careers',
      'brightpath.example/robots.txt',
    ]);
  });
});

describe('side by side', () => {
  it('website and register search are under way together', async () => {
    const site = gate();
    const search = gate();
    const { company } = await world({
      'brightpath.example/robots.txt': async (_request, response) => {
        site.open();
        await search.opened;
        response.writeHead(404).end();
      },
      '/search/companies': async (_request, response) => {
        search.open();
        await site.opened;
        sendJson(response, searchAnswer([]));
      },
    });
    expect((await company()).match.status).toBe('matched');
  });

  it('a search that settles it reads the entry while the website is still being read', async () => {
    const { company } = await world(siteAfterRegister());
    const result = await company({ postcode: 'LS1 4AP' });
    expect(coverage(result, 'website').status).toBe('found');
  });

  it('profile, filing history and job board are under way together', async () => {
    const arrived = { profile: gate(), filings: gate(), jobs: gate() };
    const all = Promise.all(Object.values(arrived).map(({ opened }) => opened));
    const { company } = await world({
      '/company/09000001': async (_request, response) => {
        arrived.profile.open();
        await all;
        sendJson(response, profileAnswer());
      },
      '/company/09000001/filing-history': async (_request, response) => {
        arrived.filings.open();
        await all;
        sendJson(response, filingsAnswer([filing()]));
      },
      '/v1/boards/brightpath/jobs': async (_request, response) => {
        arrived.jobs.open();
        await all;
        sendJson(response, greenhouseAnswer([]));
      },
    });
    expect(kinds(await company())).toContain('filing');
  });

  it('a number on the site is not held up by a search that hangs', async () => {
    const { company } = await world({ '/search/companies': () => undefined });
    const result = await company();
    expect(result.match).toMatchObject({ company: { registration: { number: '09000001' } } });
  });
});

describe('a source that fails or is late', () => {
  const quick = { deadlines: { website: 250, companiesHouse: 250, jobBoards: 250, total: 900 } };

  it('the register: the website’s facts stand', async () => {
    const { company } = await world({
      '/search/companies': (_request, response) => response.writeHead(500).end(),
      '/company/09000001': (_request, response) => response.writeHead(500).end(),
    });
    const result = await company();
    expect(result.match).toMatchObject({ status: 'matched', company: { registration: null } });
    expect(coverage(result, 'companies-house')).toMatchObject({
      status: 'failed',
      detail: 'Companies House answered with status 500.',
    });
    expect(providers(result)).toEqual(['greenhouse', 'website']);
  });

  it('the website: the register’s facts stand, and there is nowhere to find a job board', async () => {
    const { company } = await world({ 'brightpath.example/': () => undefined }, quick);
    const result = await company({ postcode: 'LS1 4AP' });
    expect(coverage(result, 'website')).toMatchObject({ status: 'late' });
    expect(coverage(result, 'job-boards')).toMatchObject({ status: 'not-applicable' });
    expect(providers(result)).toEqual(['companies-house']);
  });

  it('the job board: everything else stands, and no zero is claimed', async () => {
    const { company } = await world({ '/v1/boards/brightpath/jobs': () => undefined }, quick);
    const result = await company();
    expect(coverage(result, 'job-boards')).toMatchObject({
      status: 'late',
      detail: 'Greenhouse did not answer in time.',
    });
    expect(kinds(result)).not.toContain('open-jobs');
    expect(kinds(result)).toContain('registration');
  });

  it('the filing history: the profile stands and the gap is named', async () => {
    const { company } = await world({
      '/company/09000001/filing-history': (_request, response) => response.writeHead(500).end(),
    });
    const result = await company();
    expect(kinds(result)).toContain('registration');
    expect(coverage(result, 'companies-house')).toMatchObject({
      status: 'found',
      detail: expect.stringContaining('Not everything could be read'),
    });
  });

  it('all of them: an answer comes all the same, with candidates instead of facts', async () => {
    const hang = () => undefined;
    const { company } = await world(
      {
        'brightpath.example/': hang,
        'brightpath.example/robots.txt': hang,
        '/search/companies': hang,
      },
      quick,
    );
    const result = await company();
    expect(result).toMatchObject({ evidence: [], match: { status: 'ambiguous' } });
    expect(result.sources.map(({ status }) => status)).toEqual(['late', 'late', 'not-applicable']);
  });

  it('the time for everything ends a chain of sources that are each within theirs', async () => {
    const { company } = await world(
      { 'brightpath.example/careers': () => undefined },
      { deadlines: { website: 60_000, total: 300 } },
    );
    const result = await company();
    expect(coverage(result, 'job-boards')).toMatchObject({ status: 'late' });
    expect(coverage(result, 'website')).toMatchObject({ status: 'found' });
  });

  it('a site that refuses robots: it is known to exist, the name in the domain speaks for it', async () => {
    const { company } = await world({
      'brightpath.example/': (_request, response) => response.writeHead(403).end(),
    });
    const result = await company({ name: 'Brightpath' });
    expect(coverage(result, 'website')).toMatchObject({
      status: 'failed',
      detail: 'The site answered with status 403.',
    });
    expect(result.match).toMatchObject({
      status: 'matched',
      company: { domain: 'brightpath.example' },
    });
  });

  it('a cache that is down costs nothing but time', async () => {
    const broken = () => Promise.reject(new Error('cache is down'));
    const errors: unknown[] = [];
    const { company } = await world(
      {},
      {},
      {
        cache: { get: broken, set: broken, delete: broken },
        onError: (error) => errors.push(error),
      },
    );
    expect((await company()).match.status).toBe('matched');
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('coverage', () => {
  it('without a key: not configured, and the register is not asked', async () => {
    const { company, asked } = await world({}, { companiesHouseApiKey: null });
    const result = await company();
    expect(coverage(result, 'companies-house')).toMatchObject({
      status: 'not-configured',
      detail: 'Companies House has no API key configured.',
      durationMs: 0,
    });
    expect(asked().some((path) => path.startsWith('/company') || path.startsWith('/search'))).toBe(
      false,
    );
    expect(result.match).toMatchObject({ status: 'matched', company: { registration: null } });
  });

  it('a company in another country is not looked for in the UK register', async () => {
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, '<meta property="og:site_name" content="Brightpath Robotics">'),
    });
    const result = await company({ country: 'DE' });
    expect(coverage(result, 'companies-house')).toMatchObject({
      status: 'not-applicable',
      detail: 'Companies House is the UK register; this company is in Germany.',
    });
    expect(asked()).not.toContain('/search/companies');
  });

  it('nor is one whose own site places it in another country', async () => {
    const organization = {
      '@type': 'Organization',
      name: 'Brightpath',
      address: { addressCountry: 'Norway' },
    };
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(
          response,
          `<script type="application/ld+json">${JSON.stringify(organization)}</script>`,
        ),
    });
    expect(coverage(await company({ name: null }), 'companies-house').detail).toBe(
      'Companies House is the UK register; this company is in Norway.',
    );
    expect(asked()).not.toContain('/search/companies');
  });

  it('robots.txt: the site is not read', async () => {
    const { company, asked } = await world({
      'brightpath.example/robots.txt': (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /'),
    });
    const result = await company();
    expect(coverage(result, 'website')).toMatchObject({
      status: 'empty',
      detail: 'The site’s robots.txt asks not to read it.',
    });
    expect(asked()).not.toContain('brightpath.example/');
  });

  it('robots.txt of the host a redirect leads to counts too', async () => {
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) =>
        response.writeHead(301, { location: 'https://www.brightpath.example/' }).end(),
      'www.brightpath.example/robots.txt': (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /'),
    });
    expect(coverage(await company(), 'website').status).toBe('failed');
    expect(asked()).not.toContain('www.brightpath.example/');
  });

  it.each([
    ['no link to a board', '<p>Nothing here</p>', 'empty', 'No job board is linked from the site.'],
    [
      'a board that is gone',
      '<a href="https://jobs.lever.co/gone">Jobs</a>',
      'empty',
      'The linked board at Lever no longer exists.',
    ],
    [
      'another company’s boards',
      '<a href="https://jobs.lever.co/a">Jobs</a><a href="https://jobs.lever.co/b">Jobs</a>',
      'empty',
      'The site links to job boards, but none is clearly the company’s own.',
    ],
  ])('%s', async (_what, careers, status, detail) => {
    const { company } = await world({
      'brightpath.example/careers': (_request, response) => sendHtml(response, careers),
    });
    expect(coverage(await company(), 'job-boards')).toMatchObject({ status, detail });
  });

  it('an empty board is found, with a true zero', async () => {
    const { company } = await world({
      '/v1/boards/brightpath/jobs': (_request, response) =>
        sendJson(response, greenhouseAnswer([])),
    });
    const result = await company();
    expect(coverage(result, 'job-boards')).toMatchObject({
      status: 'found',
      detail: 'No open roles on Greenhouse.',
    });
    expect(result.evidence.find(({ kind }) => kind === 'open-jobs')?.value).toMatchObject({
      total: 0,
    });
  });

  it('no domain: there is no site to read', async () => {
    const { company } = await world();
    const result = await company({ domain: null, postcode: 'LS1 4AP' });
    expect(result.sources.map(({ status }) => status)).toEqual([
      'not-applicable',
      'found',
      'not-applicable',
    ]);
    expect(providers(result)).toEqual(['companies-house']);
  });

  it('a domain without address', async () => {
    const { company } = await world({
      '/search/companies': (_request, response) => sendJson(response, searchAnswer([])),
    });
    const result = await company({ domain: 'brightpath.com' });
    expect(coverage(result, 'website')).toMatchObject({
      status: 'empty',
      detail: 'The domain brightpath.com does not exist.',
    });
    expect(result.match).toMatchObject({ status: 'none', code: 'not-found' });
  });
});

describe('a doubtful match', () => {
  it('gives candidates and no company fact', async () => {
    const { company } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, '<meta property="og:site_name" content="Pixelhouse Studio">'),
    });
    const result = await company({ name: 'Acme Bakery' });
    expect(result).toMatchObject({ evidence: [], match: { status: 'ambiguous' } });
    expect(coverage(result, 'website').detail).toContain('not surely this company');
  });

  it('a pick by a person settles it and is not guessed again', async () => {
    const { company, asked } = await world();
    const result = await company({
      domain: null,
      name: 'Something Else',
      registrationNumber: '09000001',
      picked: true,
    });
    expect(result.match).toMatchObject({ status: 'matched', company: { confidence: 1 } });
    expect(providers(result)).toEqual(['companies-house']);
    expect(asked()).not.toContain('/search/companies');
  });

  it('a pick stands although the register fails', async () => {
    const { company } = await world({
      '/company/09000001': (_request, response) => response.writeHead(500).end(),
    });
    const result = await company({ domain: null, registrationNumber: '09000001', picked: true });
    expect(result).toMatchObject({ match: { status: 'matched' }, evidence: [] });
  });

  it('the legal name on the site is searched when the record’s name finds nothing', async () => {
    const legal = {
      '@type': 'Organization',
      name: 'Zest',
      legalName: 'Brightpath Robotics Limited',
      address: { postalCode: 'LS1 4AP' },
    };
    const { company, server } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, `<script type="application/ld+json">${JSON.stringify(legal)}</script>`),
      '/search/companies': (request, response) =>
        sendJson(response, searchAnswer(request.url?.includes('Brightpath') ? [searchItem()] : [])),
    });
    const result = await company({ name: 'Zest' });
    expect(server.paths().filter((path) => path.startsWith('/search'))).toHaveLength(2);
    expect(result.match).toMatchObject({ company: { registration: { number: '09000001' } } });
  });
});

describe('the cache', () => {
  const hour = 3_600_000;

  it('answers the second time without any request, and says so', async () => {
    const { company, asked } = await world();
    const first = await company();
    const requests = asked().length;
    const second = await company();
    expect(asked()).toHaveLength(requests);
    expect(second.evidence).toEqual(first.evidence);
    expect(second.sources.every(({ fromCache }) => fromCache)).toBe(true);
  });

  it('keeps jobs for six hours and the rest for a day', async () => {
    const { company, asked, runtime } = await world();
    await company();
    const before = asked().length;
    runtime.advance(6 * hour);
    await company();
    expect(asked().slice(before)).toEqual([
      'brightpath.example/careers',
      '/v1/boards/brightpath/jobs',
    ]);
    runtime.advance(18 * hour);
    const again = asked().length;
    await company();
    expect(asked().slice(again).sort()).toEqual([
      '/company/09000001',
      '/company/09000001/filing-history',
      '/search/companies',
      '/v1/boards/brightpath/jobs',
      'brightpath.example/',
      'brightpath.example/careers',
      'brightpath.example/robots.txt',
    ]);
  });

  it('keeps what was not found for an hour', async () => {
    const { company, asked, runtime } = await world({
      '/search/companies': (_request, response) => sendJson(response, searchAnswer([])),
    });
    const searches = () => asked().filter((path) => path === '/search/companies').length;
    const unknown = { domain: null, name: 'Nobody Knows' };
    await company(unknown);
    runtime.advance(hour - 1);
    await company(unknown);
    expect(searches()).toBe(1);
    runtime.advance(1);
    await company(unknown);
    expect(searches()).toBe(2);
  });

  it('keeps no failure', async () => {
    let down = true;
    const { company } = await world({
      '/company/09000001': (_request, response) =>
        down ? response.writeHead(500).end() : sendJson(response, profileAnswer()),
    });
    expect(kinds(await company())).not.toContain('registration');
    down = false;
    expect(kinds(await company())).toContain('registration');
  });

  it('is passed over on request, and then holds the new answer', async () => {
    let total = 1;
    const { company, asked } = await world({
      'brightpath.example/': (_request, response) =>
        sendHtml(response, `${homePage}<meta name="description" content="Reading ${total++}">`),
    });
    await company();
    const before = asked().length;
    const refreshed = await company({}, { refresh: true });
    expect(asked()).toHaveLength(before * 2);
    expect(JSON.stringify(refreshed.evidence)).toContain('Reading 2');
    expect(JSON.stringify((await company()).evidence)).toContain('Reading 2');
  });
});

describe('the same question at the same time', () => {
  it('is asked once for all', async () => {
    const { company, asked } = await world();
    const results = await Promise.all(Array.from({ length: 100 }, () => company()));
    expect(new Set(asked()).size).toBe(asked().length);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  });

  it('one site is read once for records that name its company differently', async () => {
    const { company, asked } = await world();
    await Promise.all([company(), company({ name: 'Brightpath' }), company({ name: null })]);
    expect(asked().filter((path) => path === 'brightpath.example/')).toHaveLength(1);
  });

  it('whoever gives up leaves the others their answer', async () => {
    const site = gate();
    const { company } = await world({
      'brightpath.example/': async (_request, response) => {
        await site.opened;
        sendHtml(response, homePage);
      },
    });
    const controller = new AbortController();
    const leaving = company({}, { signal: controller.signal });
    const staying = company();
    controller.abort(new Error('gone home'));
    await expect(leaving).rejects.toThrow('gone home');
    site.open();
    expect((await staying).match.status).toBe('matched');
  });

  it('a signal that has fired already asks nothing', async () => {
    const { company, asked } = await world();
    await expect(company({}, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
    expect(asked()).toEqual([]);
  });
});

describe('progress', () => {
  it('tells when each source starts and how it ended', async () => {
    const { company } = await world();
    const heard: ResearchProgress[] = [];
    await company({}, { onProgress: (event) => heard.push(event) });
    for (const provider of ['website', 'companies-house', 'job-boards']) {
      expect(
        heard.filter((event) => event.provider === provider).map(({ state }) => state),
      ).toEqual(['started', 'found']);
    }
  });

  it('is told in full to whoever joins later', async () => {
    const site = gate();
    const started = gate();
    const { company } = await world({
      'brightpath.example/robots.txt': async (_request, response) => {
        started.open();
        await site.opened;
        response.writeHead(404).end();
      },
    });
    const first: ResearchProgress[] = [];
    const second: ResearchProgress[] = [];
    const one = company({}, { onProgress: (event) => first.push(event) });
    await started.opened;
    const two = company({}, { onProgress: (event) => second.push(event) });
    site.open();
    await Promise.all([one, two]);
    expect(second).toEqual(first);
  });

  it('a listener that throws harms nobody', async () => {
    const errors: unknown[] = [];
    const { company } = await world({}, {}, { onError: (error) => errors.push(error) });
    const result = await company(
      {},
      {
        onProgress: () => {
          throw new Error('listener');
        },
      },
    );
    expect(result.match.status).toBe('matched');
    expect(errors.length).toBeGreaterThan(0);
  });
});

describe('what a company was like before', () => {
  it('is told beside what it is like now', async () => {
    const asked: unknown[] = [];
    const history = {
      async exchange(company: string, counts: readonly Count[]) {
        asked.push(company);
        return counts.map((count) => ({ ...count, value: count.value + 5, day: '2026-09-20' }));
      },
    };
    const { company } = await world({}, {}, { history });
    const { evidence } = await company();
    expect(asked).toEqual(['brightpath.example']);
    expect(evidence.filter(({ kind }) => kind === 'change')).toMatchObject([
      { value: { measure: 'open-jobs', from: 6, to: 1, since: '2026-09-20', until: '2026-11-20' } },
      { value: { measure: 'open-engineering-jobs', from: 6, to: 1 } },
    ]);
  });

  it('is left out when nobody remembers', async () => {
    const failed: unknown[] = [];
    const history = {
      exchange: () => Promise.reject(new Error('the database is gone')),
    };
    const onError = (error: unknown) => failed.push(error);
    const { company } = await world({}, {}, { history, onError });
    expect((await company()).match.status).toBe('matched');
    expect(failed).toHaveLength(1);
  });
});
