import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { createFetcher } from '../../server/research/fetcher/fetcher.ts';
import { greenhouseJobs } from '../../server/research/providers/job-boards/greenhouse.ts';
import { getJson } from '../../server/research/providers/json-source.ts';

describe('a source that answers with JSON made to fill the memory', () => {
  it.each([
    ['a list of millions of empty posts', `{"jobs":[${'{},'.repeat(2_000_000)}{}]}`],
    ['a list of millions of numbers', `{"jobs":[${'1,'.repeat(4_000_000)}1]}`],
    ['lists nested a million deep', `{"jobs":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`],
    ['one post with millions of offices', `{"jobs":[{"offices":[${'{},'.repeat(2_000_000)}{}]}]}`],
    ['thousands of posts of the wrong shape', `{"jobs":[${'{},'.repeat(40_000)}{}]}`],
  ])('%s is a failure of the source that a log line can hold', async (_, body) => {
    const error = await failureOf(body);
    expect(error.name).toBe('SourceFailure');
    const cause = error.cause instanceof z.ZodError ? error.cause.message : '';
    expect(cause.length).toBeLessThan(5_000);
  });
});

async function failureOf(body: string): Promise<Error> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetcher = createFetcher({ trustedOrigins: [url] });
  onTestFinished(async () => {
    await fetcher.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const options = { maxBytes: 12_000_000, timeoutMs: 15_000 };
  const reading = getJson(fetcher, 'Greenhouse', url, greenhouseJobs, options);
  const error = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('The answer was taken.');
  return error;
}
