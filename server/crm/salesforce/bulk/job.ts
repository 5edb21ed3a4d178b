/**
 * The life of one ingest job: opened, filled, closed, waited for.
 * https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm
 */
import { z } from 'zod';
import type { SalesforceClient } from '../client.ts';
import { dataPath } from '../versions.ts';

const states = [
  'Open',
  'UploadComplete',
  'InProgress',
  'JobComplete',
  'Failed',
  'Aborted',
] as const;

const jobInfo = z.object({
  id: z.string().regex(/^750\w{12,15}$/),
  state: z.enum(states),
  numberRecordsProcessed: z.int().nullish(),
});
export type JobInfo = z.infer<typeof jobInfo>;

/** Empty where there are no rows: then Salesforce sends not even the line of names. */
const resultRows = z
  .union([z.array(z.record(z.string(), z.string())), z.literal('')])
  .transform((rows) => (rows === '' ? [] : rows));
export type ResultRow = Readonly<Record<string, string>>;

/** The body of an upload may be long, and so may the list of its results. */
const transferTimeoutMs = 120_000;
const firstWaitMs = 500;
/** Each look costs the org one of its day's calls. */
const longestWaitMs = 10_000;
/** Salesforce promises no time. What is not done by then is found out by reading. */
const patienceMs = 10 * 60_000;

const jobs = '/jobs/ingest';

/** Nothing happens to the rows of a job that was not closed. @throws CrmError */
export async function openJob(
  client: SalesforceClient,
  object: string,
  csv: string,
): Promise<string> {
  const { id } = await client.call('idempotent-write', {
    method: 'POST',
    path: dataPath(jobs),
    body: { object, operation: 'update', contentType: 'CSV', lineEnding: 'LF' },
    answer: jobInfo,
  });
  // Salesforce refuses a second upload to a job, so one without an answer is not repeated.
  await client.call('create', {
    method: 'PUT',
    path: dataPath(`${jobs}/${id}/batches`),
    csv,
    timeoutMs: transferTimeoutMs,
    answer: z.unknown(),
  });
  return id;
}

/** Lets Salesforce begin, or end. @throws CrmError */
export async function setState(
  client: SalesforceClient,
  id: string,
  state: 'UploadComplete' | 'Aborted',
): Promise<void> {
  await client.call('idempotent-write', {
    method: 'PATCH',
    path: dataPath(`${jobs}/${id}`),
    body: { state },
    answer: jobInfo,
  });
}

/** @throws CrmError */
export async function readJob(client: SalesforceClient, id: string): Promise<JobInfo> {
  const path = dataPath(`${jobs}/${id}`);
  return client.call('read', { method: 'GET', path, answer: jobInfo });
}

/** How the job ended, or how far it is when patience ends. @throws CrmError */
export async function waitFor(client: SalesforceClient, id: string): Promise<JobInfo> {
  let wait = firstWaitMs;
  for (let waited = 0; ; ) {
    await client.sleep(wait);
    waited += wait;
    wait = Math.min(wait * 2, longestWaitMs);
    const job = await readJob(client, id);
    if (isOver(job) || waited + wait > patienceMs) return job;
  }
}

export function isOver({ state }: JobInfo): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}

/** @throws CrmError */
export async function resultsOf(
  client: SalesforceClient,
  id: string,
  which: 'successfulResults' | 'failedResults',
): Promise<readonly ResultRow[]> {
  return client.call('read', {
    method: 'GET',
    path: dataPath(`${jobs}/${id}/${which}`),
    timeoutMs: transferTimeoutMs,
    answer: resultRows,
  });
}
