import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PublicSources,
  startPublicSources,
} from '../sandbox/public-sources/public-sources.ts';
import { world } from '../sandbox/world/world.ts';
import * as shape from './public-source-shapes.ts';
import { askRegister, basic, get } from './public-sources-support.ts';

const now = new Date('2026-11-21T12:00:00Z');
const theWorld = world(now);
const registered = theWorld.companies.flatMap(({ register }) => register ?? []);

let sources: PublicSources;
beforeAll(async () => {
  sources = await startPublicSources({ world: theWorld });
});
afterAll(() => sources.close());

describe('Companies House', () => {
  it('serves every company of the register as a company profile', async () => {
    for (const { number } of registered) {
      const got = await askRegister(sources, `/company/${number}`);
      expect(got.status).toBe(200);
      expect(shape.companyProfile.parse(got.json()).company_number).toBe(number);
    }
  });

  it('serves filings newest first, by category and in pages', async () => {
    for (const { number, filings } of registered) {
      const all = shape.filingHistory.parse(
        (await askRegister(sources, `/company/${number}/filing-history`)).json(),
      );
      expect(all.total_count).toBe(filings.length);
      const dates = all.items.map(({ date }) => date);
      expect(dates).toEqual(dates.toSorted().reverse());
      expect(new Set(all.items.map((item) => item.transaction_id)).size).toBe(all.items.length);
    }
    const some = shape.filingHistory.parse(
      (
        await askRegister(
          sources,
          '/company/99410001/filing-history?category=capital,officers&items_per_page=1&start_index=1',
        )
      ).json(),
    );
    expect(some.total_count).toBe(2);
    expect(some.items.map(({ type }) => type)).toEqual(['AP01']);
  });

  it('serves the allotment of shares with the capital as the register writes sums', async () => {
    const { items } = shape.filingHistory.parse(
      (await askRegister(sources, '/company/99410001/filing-history?category=capital')).json(),
    );
    expect(items).toMatchObject([
      {
        type: 'SH01',
        description: 'capital-allotment-shares',
        date: '2026-10-26',
        description_values: {
          date: '2026-10-19',
          capital: [{ currency: 'GBP', figure: '2,481.35' }],
        },
      },
    ]);
  });

  it('serves officers, charges and insolvency', async () => {
    const officers = shape.officerList.parse(
      (await askRegister(sources, '/company/99410016/officers')).json(),
    );
    expect(officers).toMatchObject({ total_results: 2, active_count: 1, resigned_count: 1 });
    const charged = shape.chargeList.parse(
      (await askRegister(sources, '/company/99410016/charges')).json(),
    );
    expect(charged).toMatchObject({ total_count: 1, satisfied_count: 0 });
    const wound = shape.companyInsolvency.parse(
      (await askRegister(sources, '/company/99410006/insolvency')).json(),
    );
    expect(wound.cases[0]?.type).toBe('creditors-voluntary-liquidation');
  });

  it('answers an empty list for a company without charges and 404 for one without insolvency', async () => {
    const free = await askRegister(sources, '/company/99410001/charges');
    expect(free.status).toBe(200);
    expect(shape.chargeList.parse(free.json()).total_count).toBe(0);
    const solvent = await askRegister(sources, '/company/99410001/insolvency');
    expect(solvent.status).toBe(404);
    expect(solvent.json()).toEqual({
      status: 404,
      error: 'Not Found',
      path: '/company/99410001/insolvency',
    });
  });

  it.each(['/company/00000000', '/company/9941001', '/company/99410001%20'])(
    'knows no company at %s',
    async (path) => {
      const got = await askRegister(sources, path);
      expect(got.status).toBe(404);
      expect(got.json()).toEqual({
        errors: [{ error: 'company-profile-not-found', type: 'ch:service' }],
      });
    },
  );

  it('finds companies by present and former names, the closest first', async () => {
    const twins = shape.companySearch.parse(
      (await askRegister(sources, '/search/companies?q=starling%20%26%20rook')).json(),
    );
    expect(twins.items.map(({ company_number }) => company_number)).toEqual([
      '99410009',
      '99410010',
      '99410011',
    ]);
    expect(twins.items[1]).toMatchObject({
      company_status: 'dissolved',
      description: expect.stringMatching(/^99410010 - Dissolved on /),
    });
    const former = shape.companySearch.parse(
      (await askRegister(sources, '/search/companies?q=Old+Mill+Widgets+Ltd')).json(),
    );
    expect(former.items[0]).toMatchObject({
      title: 'KESTRELWORKS LIMITED',
      snippet: 'OLD MILL WIDGETS LIMITED',
    });
  });

  it('answers a search without hits with an empty page, and one without words with 400', async () => {
    const none = await askRegister(sources, '/search/companies?q=zzyzx&items_per_page=3');
    expect(none.status).toBe(200);
    expect(none.json()).toEqual({
      items: [],
      kind: 'search#companies',
      page_number: 1,
      items_per_page: 3,
      total_results: 0,
      start_index: 0,
    });
    expect((await askRegister(sources, '/search/companies')).status).toBe(400);
  });

  it('searches by status, place, code and name at once, and answers 404 when nothing fits', async () => {
    const found = shape.advancedSearch.parse(
      (
        await askRegister(
          sources,
          '/advanced-search/companies?company_status=active&location=york&sic_codes=70229',
        )
      ).json(),
    );
    expect(found).toMatchObject({ hits: 1, top_hit: { company_number: '99410009' } });
    const nothing = await askRegister(
      sources,
      '/advanced-search/companies?company_name_includes=zzyzx',
    );
    expect(nothing.status).toBe(404);
  });

  it('wants the key as user name and an empty password', async () => {
    const url = `${sources.companiesHouseUrl}/company/99410001`;
    const key = sources.companiesHouseApiKey;
    const without = await get(url);
    expect([without.status, without.json()]).toEqual([
      401,
      { error: 'Empty Authorization header', type: 'ch:service' },
    ]);
    for (const headers of [
      basic('another-key:'),
      basic(`${key}:password`),
      basic(key),
      { authorization: `Bearer ${key}` },
      { authorization: key },
    ]) {
      const got = await get(url, { headers });
      expect([got.status, got.json()]).toEqual([
        401,
        { error: 'Invalid Authorization', type: 'ch:service' },
      ]);
    }
  });

  it('allows 600 requests in five minutes, then refuses until the window ends', async () => {
    let time = now.getTime();
    const limited = await startPublicSources({ world: theWorld, clock: () => time });
    try {
      const first = await askRegister(limited, '/company/99410001');
      expect(first.headers).toMatchObject({
        'x-ratelimit-limit': '600',
        'x-ratelimit-remain': '599',
        'x-ratelimit-reset': String(now.getTime() / 1000 + 300),
        'x-ratelimit-window': '5m',
      });
      for (let sent = 1; sent < 600; sent += 1) {
        expect((await askRegister(limited, '/company/99410001/charges')).status).toBe(200);
      }
      const refused = await askRegister(limited, '/company/99410001');
      expect(refused.status).toBe(429);
      expect(refused.headers['x-ratelimit-remain']).toBe('0');
      expect(refused.headers['retry-after']).toBeUndefined();
      time += 5 * 60 * 1000;
      expect((await askRegister(limited, '/company/99410001')).status).toBe(200);
    } finally {
      await limited.close();
    }
  });
});

describe('Greenhouse', () => {
  const jobs = '/v1/boards/tidewrightrobotics/jobs';

  it('lists jobs with content, departments and offices when asked for content', async () => {
    const got = await get(`${sources.greenhouseUrl}${jobs}?content=true`);
    const board = got.json() as { jobs: unknown[]; meta: unknown };
    const posts = board.jobs.map((job) => shape.greenhouseJobWithContent.parse(job));
    expect(board.meta).toEqual({ total: 15 });
    expect(posts.filter((post) => post.internal_job_id !== null)).toHaveLength(14);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(15);
  });

  it('leaves content out otherwise, and gives it for a single job', async () => {
    const board = (await get(`${sources.greenhouseUrl}${jobs}`)).json() as { jobs: unknown[] };
    const [first] = board.jobs.map((job) => shape.greenhouseJob.parse(job));
    const one = await get(`${sources.greenhouseUrl}${jobs}/${first?.id}`);
    expect(shape.greenhouseJobWithContent.parse(one.json()).title).toBe(first?.title);
  });

  it('has a board without jobs, which is not a missing board', async () => {
    const got = await get(`${sources.greenhouseUrl}/v1/boards/pennyroyalfoods/jobs?content=true`);
    expect([got.status, got.json()]).toEqual([200, { jobs: [], meta: { total: 0 } }]);
  });

  it.each(['/v1/boards/nobody/jobs', `${jobs}/1`, '/v1/boards/oakhollow/jobs', '/v2/boards'])(
    'answers 404 at %s in its own words',
    async (path) => {
      const got = await get(`${sources.greenhouseUrl}${path}`);
      expect([got.status, got.json()]).toEqual([404, { status: 404, error: 'Job not found' }]);
    },
  );
});

describe('Lever', () => {
  it('lists postings as a bare array', async () => {
    const got = await get(`${sources.leverUrl}/v0/postings/oakhollow?mode=json`);
    const postings = shape.leverPostings.parse(got.json());
    expect(postings.map(({ text }) => text)).toEqual([
      'Data Engineer',
      'Senior Data Scientist',
      'Implementation Consultant',
    ]);
    expect(postings[2]?.categories.allLocations).toEqual(['Leeds', 'London']);
    const one = await get(`${sources.leverUrl}/v0/postings/oakhollow/${postings[1]?.id}`);
    expect(one.json()).toEqual(postings[1]);
  });

  it('filters and pages', async () => {
    const texts = async (query: string) =>
      shape.leverPostings
        .parse((await get(`${sources.leverUrl}/v0/postings/oakhollow?mode=json&${query}`)).json())
        .map(({ text }) => text);
    expect(await texts('team=Delivery&team=Forecasting')).toEqual([
      'Senior Data Scientist',
      'Implementation Consultant',
    ]);
    expect(await texts('skip=1&limit=1')).toEqual(['Senior Data Scientist']);
  });

  it('renders HTML unless JSON is asked for', async () => {
    const url = `${sources.leverUrl}/v0/postings/oakhollow`;
    expect((await get(url)).text).toContain('<div class="lever">');
    const json = await get(url, { headers: { accept: 'application/json' } });
    expect(shape.leverPostings.parse(json.json())).toHaveLength(3);
  });

  it('keeps European sites on the European host', async () => {
    const site = '/v0/postings/nordlysseilduk?mode=json';
    expect(shape.leverPostings.parse((await get(sources.leverEuUrl + site)).json())).toHaveLength(
      2,
    );
    const got = await get(sources.leverUrl + site);
    expect([got.status, got.json()]).toEqual([404, { ok: false, error: 'Document not found' }]);
  });
});

describe('Ashby', () => {
  const board = '/posting-api/job-board/Quillstream';

  it('lists all postings, also those that are not listed', async () => {
    const got = await get(`${sources.ashbyUrl}${board}`);
    const { jobs } = shape.ashbyBoard.parse(got.json());
    expect(jobs).toHaveLength(5);
    expect(jobs.filter(({ isListed }) => !isListed).map(({ title }) => title)).toEqual([
      'VP Sales',
    ]);
  });

  it('adds pay on request and only where there is some', async () => {
    const got = await get(`${sources.ashbyUrl}${board}?includeCompensation=true`);
    const { jobs } = shape.ashbyBoardWithPay.parse(got.json());
    expect(jobs.map((job) => job.compensation.summaryComponents.length)).toEqual([1, 0, 0, 0, 0]);
  });

  it('answers an unknown board with plain words', async () => {
    const got = await get(`${sources.ashbyUrl}/posting-api/job-board/quillstreams`);
    expect([got.status, got.text]).toEqual([404, 'Not Found']);
    expect(got.headers['content-type']).toMatch(/^text\/plain/);
  });
});

describe('all sources together', () => {
  it.each(['/', '/elsewhere', '/constructor/x', '/companies-house/companies/99410001'])(
    'refuse the unknown path %s',
    async (path) => {
      const got = await get(sources.siteOrigin + path, {
        headers: basic(`${sources.companiesHouseApiKey}:`),
      });
      expect(got.status).toBe(404);
    },
  );

  it('refuse every method but reading', async () => {
    for (const url of [
      `${sources.companiesHouseUrl}/company/99410001`,
      `${sources.greenhouseUrl}/v1/boards/pennyroyalfoods/jobs`,
      `${sources.siteOrigin}/`,
    ]) {
      for (const method of ['POST', 'DELETE'] as const) {
        const got = await get(url, { method });
        expect([got.status, got.headers.allow]).toEqual([405, 'GET, HEAD']);
      }
    }
  });

  it('fail as ordered, so often and no more', async () => {
    const url = `${sources.leverUrl}/v0/postings/oakhollow?mode=json`;
    sources.fail(/^\/lever\//, 2, 503);
    sources.fail('oakhollow', 1, 'drop');
    expect((await get(url)).status).toBe(503);
    expect((await get(`${sources.ashbyUrl}/posting-api/job-board/Quillstream`)).status).toBe(200);
    expect((await get(url)).status).toBe(503);
    await expect(get(url)).rejects.toThrow();
    expect((await get(url)).status).toBe(200);
  });

  it('write down what was asked, of whom and by whom', async () => {
    const before = sources.requests().length;
    await get(`${sources.greenhouseUrl}/v1/boards/nobody/jobs?content=true`, {
      headers: { 'user-agent': 'somebody/1.0' },
    });
    expect(sources.requests().slice(before)).toEqual([
      {
        method: 'GET',
        target: '/greenhouse/v1/boards/nobody/jobs?content=true',
        userAgent: 'somebody/1.0',
        status: 404,
      },
    ]);
  });

  it('answer nobody while they are told to wait, and close without waiting', async () => {
    const slow = await startPublicSources({
      world: theWorld,
      latencyMs: (target) => (target.startsWith('/ashby') ? 3_600_000 : 0),
    });
    const waiting = get(`${slow.ashbyUrl}/posting-api/job-board/Quillstream`);
    waiting.catch(() => undefined);
    await expect.poll(() => slow.requests()).toMatchObject([{ status: null }]);
    expect((await get(`${slow.leverUrl}/v0/postings/oakhollow`)).status).toBe(200);
    slow.setLatency(0);
    expect((await get(`${slow.ashbyUrl}/posting-api/job-board/Quillstream`)).status).toBe(200);
    expect(slow.requests().map(({ status }) => status)).toEqual([null, 200, 200]);
    await slow.close();
    await expect(waiting).rejects.toThrow();
  });

  it('give the same answer to the same question, byte for byte', async () => {
    const again = await startPublicSources({ world: world(new Date(now)) });
    try {
      for (const path of [
        '/greenhouse/v1/boards/tidewrightrobotics/jobs?content=true',
        '/lever/v0/postings/oakhollow?mode=json',
        '/ashby/posting-api/job-board/Quillstream?includeCompensation=true',
      ]) {
        const first = await get(sources.siteOrigin + path);
        expect((await get(again.siteOrigin + path)).text).toBe(first.text);
      }
      const profile = '/company/99410006';
      expect((await askRegister(again, profile)).text).toBe(
        (await askRegister(sources, profile)).text,
      );
    } finally {
      await again.close();
    }
  });
});
