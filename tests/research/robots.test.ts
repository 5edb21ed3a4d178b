import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../server/research/fetcher/fetcher.ts';
import { createRobots } from '../../server/research/fetcher/robots.ts';
import { httpServer } from './support/http-server.ts';
import { testCache, testRuntime } from './support/runtime.ts';

async function site(answer: { status: number; body?: string }) {
  const current = { ...answer };
  const server = await httpServer((_request, response) =>
    response.writeHead(current.status, { 'content-type': 'text/plain' }).end(current.body ?? ''),
  );
  const fetcher = createFetcher({ siteOrigin: server.origin });
  onTestFinished(() => fetcher.close());
  const runtime = testRuntime();
  return { server, current, runtime, robots: createRobots(fetcher, testCache(runtime)) };
}

const home = 'https://brightpath.example/';

describe('robots.txt', () => {
  it('allows what its rules allow and forbids what they forbid', async () => {
    const { robots } = await site({ status: 200, body: 'User-agent: *\nDisallow: /careers' });
    expect(await robots.check(home)).toEqual({ state: 'allowed' });
    expect(await robots.check(`${home}careers/open`)).toEqual({ state: 'disallowed' });
  });

  it('rules for our own name come before those for everybody', async () => {
    const body = 'User-agent: *\nDisallow: /\n\nUser-agent: oppSpotBot\nAllow: /';
    expect(await (await site({ status: 200, body })).robots.check(home)).toEqual({
      state: 'allowed',
    });
    const against = 'User-agent: *\nAllow: /\n\nUser-agent: oppSpotBot\nDisallow: /';
    expect(await (await site({ status: 200, body: against })).robots.check(home)).toEqual({
      state: 'disallowed',
    });
  });

  it.each([401, 403, 404, 410])('status %i means there are no rules', async (status) => {
    const { robots } = await site({ status, body: 'User-agent: *\nDisallow: /' });
    expect(await robots.check(home)).toEqual({ state: 'allowed' });
  });

  it.each([429, 500, 503])('status %i means not in this run, and is not kept', async (status) => {
    const { robots, current } = await site({ status });
    expect(await robots.check(home)).toEqual({ state: 'unavailable', failure: null });
    current.status = 404;
    expect(await robots.check(home)).toEqual({ state: 'allowed' });
  });

  it('a site that does not answer is left alone', async () => {
    const server = await httpServer((request) => request.socket.destroy());
    const fetcher = createFetcher({ siteOrigin: server.origin });
    onTestFinished(() => fetcher.close());
    const verdict = await createRobots(fetcher, testCache(testRuntime())).check(home);
    expect(verdict).toMatchObject({ state: 'unavailable', failure: { name: 'FetchFailed' } });
  });

  it('is kept for a day and then read again', async () => {
    const { robots, server, runtime } = await site({ status: 200, body: '' });
    await robots.check(home);
    await robots.check(`${home}about`);
    expect(server.paths()).toEqual(['/robots.txt']);
    runtime.advance(24 * 3_600_000);
    await robots.check(home);
    expect(server.requests).toHaveLength(2);
    await robots.check(home, { refresh: true });
    expect(server.requests).toHaveLength(3);
  });

  it('reads the beginning of an endless file', async () => {
    const body = `User-agent: *\nDisallow: /\n${'# padding\n'.repeat(100_000)}`;
    const { robots } = await site({ status: 200, body });
    expect(await robots.check(home)).toEqual({ state: 'disallowed' });
  });
});
