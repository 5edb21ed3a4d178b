/** Work on many records and an index of the press that answers one question in five seconds. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { lonelyLimiter } from '../../../server/limits/lonely-limiter.ts';
import { inBulk } from '../../../server/limits/urgency.ts';
import { createFetcher } from '../../../server/research/fetcher/fetcher.ts';
import {
  createSupplements,
  type SupplementDeps,
} from '../../../server/research/providers/supplements.ts';
import { createRemember } from '../../../server/research/remember.ts';
import { trackSource } from '../../../server/research/source-track.ts';
import { systemRuntime } from '../../../server/runtime.ts';
import { createGdelt as createStandin } from '../../sandbox/public-sources/gdelt.ts';
import { httpServer } from '../support/http-server.ts';
import { testCache } from '../support/runtime.ts';

it('1,000 contacts of 200 companies leave it to clicks, and are told what those found', async () => {
  const answer = createStandin([], () => performance.now());
  const asked: { query: string; status: number }[] = [];
  const server = await httpServer((request, response) => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '', 'http://x');
    const { status, body } = answer({ path, query, header: () => undefined });
    asked.push({ query: query.get('query') ?? '', status });
    response.writeHead(status).end(body);
  });
  const limiter = lonelyLimiter(systemRuntime);
  const fetcher = createFetcher({ trustedOrigins: [server.origin] });
  // What other sources need is not here: this one alone is made.
  const [gdelt] = createSupplements(
    {
      fetcher,
      limiter,
      runtime: systemRuntime,
      endpoints: { gdelt: server.origin },
      deadlineMs: 5_000,
    } as unknown as SupplementDeps,
    ['gdelt'],
  );
  const remember = createRemember(testCache(systemRuntime));
  const subject = (company: number) => ({
    domain: `company-${company}.example`,
    name: `Harbour ${'abcdefghijklmnopqrst'[company % 20]}orks ${Math.floor(company / 20) + 100}`,
    country: 'GB',
    city: null,
    postcode: null,
    registrationNumber: null,
    picked: false,
  });

  async function look(company: number): Promise<{ status: string; detail: string }> {
    const track = trackSource('gdelt', {
      runtime: systemRuntime,
      overall: AbortSignal.timeout(10_000),
      onError: (error) => {
        throw error;
      },
      onProgress: () => undefined,
    });
    const carryOn = gdelt?.start(subject(company), {
      ask: (question) => track.ask(() => remember({ ...question, refresh: false })),
      failure: () => track.failure,
    });
    const found = await carryOn?.({ subject: subject(company), site: null, register: null });
    return { status: found?.verdict.status ?? '', detail: found?.verdict.detail ?? '' };
  }

  // A click, then the batch.
  expect(await look(7)).toMatchObject({ status: 'empty' });
  const looks = await inBulk(() =>
    Promise.all(Array.from({ length: 1_000 }, (_, contact) => look(contact % 200))),
  );
  expect(asked).toMatchObject([{ status: 200 }]);
  const statuses = Map.groupBy(looks, ({ status }) => status);
  expect([...statuses].map(([status, those]) => [status, those.length]).sort()).toEqual([
    ['empty', 5],
    ['late', 995],
  ]);
  expect(looks.find(({ status }) => status === 'late')?.detail).toBe(
    'GDELT answers one question in five seconds, which are kept for single clicks.',
  );
  // Nobody stood in the way of the next click.
  await sleep(5_600);
  expect(await look(8)).toMatchObject({ status: 'empty' });
  expect(asked.map(({ status }) => status)).toEqual([200, 200]);
});
