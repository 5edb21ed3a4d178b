import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../server/research/fetcher/fetcher.ts';
import { endpointsWith } from '../../server/research/providers/endpoints.ts';
import {
  type BoardRef,
  type BoardSystem,
  boardOfLink,
} from '../../server/research/providers/job-boards/board.ts';
import {
  isSeniorTitle,
  openJobsEvidence,
} from '../../server/research/providers/job-boards/evidence.ts';
import { createBoardReader } from '../../server/research/providers/job-boards/read-board.ts';
import { evidence } from '../../shared/evidence/evidence.ts';
import {
  ashbyAnswer,
  ashbyJob,
  greenhouseAnswer,
  greenhouseJob,
  leverPosting,
  smartRecruitersAnswer,
  smartRecruitersPosting,
  workableAnswer,
  workableJob,
} from './fixtures/job-boards.ts';
import { httpServer, sendJson } from './support/http-server.ts';
import { testRuntime } from './support/runtime.ts';

async function read(system: BoardSystem, body: unknown, status = 200) {
  const server = await httpServer((_request, response) => sendJson(response, body, status));
  const fetcher = createFetcher({ trustedOrigins: [server.origin] });
  onTestFinished(() => fetcher.close());
  const endpoints = endpointsWith({
    greenhouse: server.origin,
    lever: server.origin,
    leverEu: `${server.origin}/eu/`,
    ashby: server.origin,
    smartRecruiters: server.origin,
    workable: server.origin,
  });
  const reader = createBoardReader(fetcher, endpoints, testRuntime());
  return { server, snapshot: reader.read({ system, token: 'bright path' }) };
}

async function openJobs(system: BoardSystem, body: unknown) {
  const snapshot = await (await read(system, body)).snapshot;
  if (!snapshot) throw new Error('the board was not found');
  const found = openJobsEvidence(snapshot);
  expect(evidence.safeParse(found).error).toBeUndefined();
  return found;
}

describe('a link to a job board', () => {
  it.each<[string, BoardRef | null]>([
    ['https://boards.greenhouse.io/brightpath', { system: 'greenhouse', token: 'brightpath' }],
    [
      'https://job-boards.greenhouse.io/brightpath/jobs/123',
      { system: 'greenhouse', token: 'brightpath' },
    ],
    [
      'https://boards.greenhouse.io/embed/job_board/js?for=brightpath',
      { system: 'greenhouse', token: 'brightpath' },
    ],
    [
      'https://boards-api.greenhouse.io/v1/boards/brightpath/jobs',
      { system: 'greenhouse', token: 'brightpath' },
    ],
    ['https://jobs.lever.co/brightpath/5ac2', { system: 'lever', token: 'brightpath' }],
    ['https://jobs.eu.lever.co/brightpath', { system: 'lever-eu', token: 'brightpath' }],
    ['https://jobs.ashbyhq.com/Bright%20Path', { system: 'ashby', token: 'Bright Path' }],
    ['https://boards.greenhouse.io/embed/job_app', null],
    ['https://boards.greenhouse.io/', null],
    ['https://jobs.lever.co/%E0%A4%A', null],
    ['https://jobs.lever.co/..%2F..%2Fadmin', null],
    [
      'https://job-boards.eu.greenhouse.io/brightpath',
      { system: 'greenhouse-eu', token: 'brightpath' },
    ],
    [
      'https://boards.eu.greenhouse.io/embed/job_board/js?for=brightpath',
      { system: 'greenhouse-eu', token: 'brightpath' },
    ],
    [
      'https://careers.smartrecruiters.com/BrightPath',
      { system: 'smartrecruiters', token: 'BrightPath' },
    ],
    [
      'https://jobs.smartrecruiters.com/BrightPath/744000077603107-product-manager',
      { system: 'smartrecruiters', token: 'BrightPath' },
    ],
    [
      'https://jobs.smartrecruiters.com/oneclick-ui/company/BrightPath/publication/22af8b3f',
      { system: 'smartrecruiters', token: 'BrightPath' },
    ],
    [
      'https://apply.workable.com/bright-path/j/D9CC0943A4/',
      { system: 'workable', token: 'bright-path' },
    ],
    ['https://bright-path.workable.com/jobs/123', { system: 'workable', token: 'bright-path' }],
    [
      'https://www.workable.com/api/accounts/bright-path?details=true',
      { system: 'workable', token: 'bright-path' },
    ],
    ['https://apply.workable.com/j/D9CC0943A4', null],
    ['https://jobs.workable.com/view/abc', null],
    ['https://www.workable.com/pricing', null],
    ['https://jobs.smartrecruiters.com/my-applications', null],
    ['https://jobs.lever.co.evil.example/brightpath', null],
    ['https://brightpath.example/careers', null],
    ['mailto:jobs@brightpath.example', null],
    ['nonsense', null],
  ])('%s', (link, board) => {
    expect(boardOfLink(link)).toEqual(board);
  });
});

describe('Greenhouse', () => {
  it('asks with content, which adds departments', async () => {
    const { server, snapshot } = await read('greenhouse', greenhouseAnswer([]));
    await snapshot;
    expect(server.paths()).toEqual(['/v1/boards/bright%20path/jobs?content=true']);
  });

  it('counts each job once and no prospect posts', async () => {
    const found = await openJobs(
      'greenhouse',
      greenhouseAnswer([
        greenhouseJob({ id: 1, internal_job_id: 10 }),
        greenhouseJob({ id: 2, internal_job_id: 10, location: { name: 'Berlin, Germany' } }),
        greenhouseJob({ id: 3, internal_job_id: null, title: 'Don’t see your role?' }),
        greenhouseJob({
          id: 4,
          internal_job_id: 11,
          title: 'VP Sales',
          departments: [{ name: 'Sales' }],
          first_published: '2026-01-05T00:00:00Z',
        }),
      ]),
    );
    expect(found).toMatchObject({
      id: 'greenhouse:open-jobs:bright path',
      value: {
        board: 'greenhouse',
        total: 2,
        departments: [
          { name: 'Engineering', count: 1 },
          { name: 'Sales', count: 1 },
        ],
        seniorRoles: 1,
        publishedLast30Days: 1,
      },
      text: '2 open roles on Greenhouse: Engineering 1, Sales 1; 1 senior; 1 published in the last 30 days.',
    });
    expect(found.value.countries).toContain('GB');
  });

  it('an empty board is a true zero', async () => {
    expect(await openJobs('greenhouse', greenhouseAnswer([]))).toMatchObject({
      value: { total: 0, departments: [], seniorRoles: 0, publishedLast30Days: 0 },
      text: 'No open roles on Greenhouse.',
    });
  });

  it('does not take the last update for a publication', async () => {
    const jobs = [greenhouseJob({ first_published: undefined })];
    const found = await openJobs('greenhouse', greenhouseAnswer(jobs));
    expect(found.value.publishedLast30Days).toBeNull();
  });

  it('tolerates nulls', async () => {
    const jobs = [greenhouseJob({ location: null, departments: null, offices: null })];
    const found = await openJobs('greenhouse', greenhouseAnswer(jobs));
    expect(found.value).toMatchObject({ total: 1, departments: [], countries: [] });
  });
});

describe('Lever', () => {
  it('asks for JSON, at the European address for European boards', async () => {
    const world = await read('lever', []);
    await world.snapshot;
    expect(world.server.paths()).toEqual(['/v0/postings/bright%20path?mode=json']);
    const europe = await read('lever-eu', []);
    await europe.snapshot;
    expect(europe.server.paths()).toEqual(['/eu/v0/postings/bright%20path?mode=json']);
  });

  it('counts posts and never claims when they were published', async () => {
    const found = await openJobs('lever', [
      leverPosting(),
      leverPosting({
        id: 'b',
        text: 'Chief Revenue Officer',
        createdAt: 1_763_000_000_000,
        country: null,
      }),
    ]);
    expect(found).toMatchObject({
      value: { total: 2, seniorRoles: 1, countries: ['DE'], publishedLast30Days: null },
      source: { url: 'https://jobs.lever.co/bright%20path' },
    });
  });

  it('an empty board claims nothing of publications either', async () => {
    expect((await openJobs('lever', [])).value).toMatchObject({
      total: 0,
      publishedLast30Days: null,
    });
  });
});

describe('Ashby', () => {
  it('counts listed posts only', async () => {
    const found = await openJobs(
      'ashby',
      ashbyAnswer([
        ashbyJob(),
        ashbyJob({ id: 'b', isListed: false }),
        ashbyJob({ id: 'c', publishedAt: '2026-01-01T00:00:00Z' }),
      ]),
    );
    expect(found.value).toMatchObject({ total: 2, countries: ['FR'], publishedLast30Days: 1 });
  });
});

describe('Greenhouse in Europe', () => {
  it('is asked at the same address, and shown at its own', async () => {
    const job = { absolute_url: 'https://job-boards.eu.greenhouse.io/brightpath/jobs/1' };
    const found = await openJobs('greenhouse-eu', greenhouseAnswer([greenhouseJob(job)]));
    expect(found).toMatchObject({
      value: { total: 1 },
      source: { label: 'Greenhouse', url: 'https://job-boards.eu.greenhouse.io/bright%20path' },
    });
  });

  it('is no board when the posts under its name stand on the other host', async () => {
    const { snapshot } = await read('greenhouse-eu', greenhouseAnswer([greenhouseJob()]));
    expect(await snapshot).toBeNull();
  });
});

describe('SmartRecruiters', () => {
  it('counts a job that is advertised in several places once', async () => {
    const found = await openJobs(
      'smartrecruiters',
      smartRecruitersAnswer([
        smartRecruitersPosting(),
        smartRecruitersPosting({ id: '2', location: { country: 'fr' } }),
        smartRecruitersPosting({
          id: '3',
          refNumber: 'REF851',
          name: 'Head of Sales',
          department: {},
          function: { label: 'Sales' },
          releasedDate: '2026-01-02T00:00:00.000Z',
        }),
      ]),
    );
    expect(found).toMatchObject({
      value: {
        total: 2,
        departments: [
          { name: 'Product', count: 1 },
          { name: 'Sales', count: 1 },
        ],
        seniorRoles: 1,
        publishedLast30Days: 1,
      },
      source: { url: 'https://careers.smartrecruiters.com/bright%20path' },
    });
  });

  it('is read page after page', async () => {
    const posts = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        smartRecruitersPosting({ id: `${from + index}`, refNumber: `R${from + index}` }),
      );
    const server = await httpServer((request, response) => {
      const offset = Number(new URL(request.url ?? '', 'http://x').searchParams.get('offset'));
      sendJson(response, smartRecruitersAnswer(posts(offset, offset === 200 ? 34 : 100), 234));
    });
    const fetcher = createFetcher({ trustedOrigins: [server.origin] });
    onTestFinished(() => fetcher.close());
    const endpoints = endpointsWith({ smartRecruiters: server.origin });
    const reader = createBoardReader(fetcher, endpoints, testRuntime());
    const snapshot = await reader.read({ system: 'smartrecruiters', token: 'BrightPath' });
    expect(snapshot?.jobs).toHaveLength(234);
    expect(server.paths()).toHaveLength(3);
  });

  it('an empty list is no zero: an unknown company gets the same', async () => {
    const { snapshot } = await read('smartrecruiters', smartRecruitersAnswer([]));
    expect(await snapshot).toBeNull();
  });

  it('a board too large to be read is a failure, and no number is made up', async () => {
    const { snapshot } = await read(
      'smartrecruiters',
      smartRecruitersAnswer([smartRecruitersPosting()], 4_000),
    );
    await expect(snapshot).rejects.toThrow('4000 posts');
  });
});

describe('Workable', () => {
  it('counts jobs and dates them by their publication', async () => {
    const found = await openJobs(
      'workable',
      workableAnswer([
        workableJob(),
        workableJob({
          shortcode: 'B',
          title: 'VP Engineering',
          published_on: '2026-05-01',
          locations: [],
          country: 'Greece',
        }),
      ]),
    );
    expect(found).toMatchObject({
      value: {
        total: 2,
        departments: [{ name: 'Engineering', count: 2 }],
        seniorRoles: 1,
        countries: ['GB', 'GR'],
        publishedLast30Days: 1,
      },
      source: { url: 'https://apply.workable.com/bright%20path/' },
    });
  });

  it('an empty account is a true zero', async () => {
    expect((await openJobs('workable', workableAnswer([]))).value.total).toBe(0);
  });
});

describe('a board that gives no list', () => {
  it.each<BoardSystem>([
    'greenhouse',
    'greenhouse-eu',
    'lever',
    'ashby',
    'smartrecruiters',
    'workable',
  ])('%s: 404 is no board', async (system) => {
    const { snapshot } = await read(system, { ok: false, error: 'Document not found' }, 404);
    expect(await snapshot).toBeNull();
  });

  it.each<[BoardSystem, unknown, number]>([
    ['greenhouse', {}, 500],
    ['lever', { ok: false }, 429],
    ['ashby', { jobs: 'none' }, 200],
    ['lever', { jobs: [] }, 200],
    ['smartrecruiters', { content: [] }, 200],
    ['workable', {}, 429],
  ])('%s: %j with status %i is a failure, not zero', async (system, body, status) => {
    const { snapshot } = await read(system, body, status);
    await expect(snapshot).rejects.toMatchObject({ name: 'SourceFailure' });
  });
});

describe('senior titles', () => {
  it.each([
    'Head of Sales',
    'Sales Director',
    'VP, Engineering',
    'Vice President Finance',
    'Chief of Staff',
    'CTO',
    'CISO',
  ])('%s is one', (title) => expect(isSeniorTitle(title)).toBe(true));
  it.each([
    'Headcount Analyst',
    'Executive Assistant to the Director',
    'Engineer',
    'Directory Administrator',
    'Cook',
  ])('%s is none', (title) => expect(isSeniorTitle(title)).toBe(false));
});
