import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type PublicSources,
  startPublicSources,
} from '../sandbox/public-sources/public-sources.ts';
import { world } from '../sandbox/world/world.ts';
import * as shape from './job-board-shapes.ts';
import { askRegister, basic, get } from './public-sources-support.ts';

const now = new Date('2026-11-21T12:00:00Z');
const theWorld = world(now);

let sources: PublicSources;
beforeAll(async () => {
  sources = await startPublicSources({ world: theWorld });
});
afterAll(() => sources.close());

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

describe('SmartRecruiters', () => {
  const postings = (company: string, query = '') =>
    get(`${sources.smartRecruitersUrl}/v1/companies/${company}/postings${query}`);

  it('pages postings and tells how many there are', async () => {
    const all = shape.smartRecruitersPostings.parse((await postings('LarkspurLogistics')).json());
    expect(all).toMatchObject({ offset: 0, limit: 10, totalFound: 2 });
    const query = '?limit=1&offset=1';
    const second = (await postings('LarkspurLogistics', query)).json() as typeof all;
    expect(second).toMatchObject({ totalFound: 2, content: [all.content[1]] });
  });

  it('answers a company it does not know as one that does not hire', async () => {
    const got = await postings('larkspurlogistics');
    expect([got.status, got.json()]).toEqual([
      200,
      { offset: 0, limit: 10, totalFound: 0, content: [] },
    ]);
  });
});

describe('Workable', () => {
  it('sends the old address on to the widget’s, which gives the jobs', async () => {
    const old = await get(`${sources.workableUrl}/api/accounts/kestrelworks?details=true`);
    expect([old.status, old.headers.location]).toEqual([
      302,
      '/workable/api/v1/widget/accounts/kestrelworks?details=true',
    ]);
    const got = await get(`${sources.siteOrigin}${old.headers.location}`);
    expect(shape.workableAccount.parse(got.json()).jobs).toHaveLength(1);
  });

  it('knows no account of another name', async () => {
    const got = await get(`${sources.workableUrl}/api/v1/widget/accounts/nobody`);
    expect(got.status).toBe(404);
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

  it('write down what was asked, of whom, by whom and when', async () => {
    const anInstant = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
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
        startedAt: anInstant,
        endedAt: anInstant,
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
