/** The integration that everybody writes first: a call for each thing, and a pause when HubSpot refuses. */
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Outside } from './outside/outside.ts';
import { refused } from './windows.ts';

const recordsAtOnce = 8;
/** As HubSpot's own client waits. */
const pauseMs = 10_000;

interface Answer {
  readonly id: string;
  readonly associations?: Readonly<
    Record<string, { readonly results: readonly { readonly id: string }[] }>
  >;
}

export interface NaiveRun {
  /** Refused ones included. */
  readonly calls: number;
  readonly refused: number;
  readonly callsPerRecord: number;
  /** At the pace that it keeps once the first window is used up. */
  readonly secondsPerThousand: number;
}

/** Reads each contact with company and deals, writes it, and creates a task. */
export async function naiveRun(outside: Outside, contactIds: readonly string[]): Promise<NaiveRun> {
  await outside.clear();
  const limit = pLimit(recordsAtOnce);
  const startedAt = performance.now();
  const ends: number[] = [];
  await Promise.all(
    contactIds.map((id) =>
      limit(async () => {
        await enrichAlone(outside, id);
        ends.push((performance.now() - startedAt) / 1_000);
      }),
    ),
  );
  const calls = await outside.hubspotCalls();
  const firstWindow = ends.filter((seconds) => seconds < pauseMs / 1_000).length;
  const last = Math.max(...ends);
  const secondsPerRecord = (last - pauseMs / 1_000) / (contactIds.length - firstWindow);
  if (!(secondsPerRecord > 0)) throw new Error('the naive run ended before it met the limit');
  return {
    calls: calls.length,
    refused: refused(calls),
    callsPerRecord: calls.length / contactIds.length,
    secondsPerThousand: secondsPerRecord * 1_000,
  };
}

async function enrichAlone(outside: Outside, contactId: string): Promise<void> {
  const objects = '/crm/objects/2026-09';
  const call = (method: string, path: string, body?: unknown) =>
    patiently(outside, method, `${objects}${path}`, body);
  const contact = await call('GET', `/contacts/${contactId}?associations=companies,deals`);
  for (const kind of ['companies', 'deals']) {
    for (const { id } of contact.associations?.[kind]?.results ?? []) {
      await call('GET', `/${kind}/${id}`);
    }
  }
  await call('PATCH', `/contacts/${contactId}`, { properties: { oppspot_score: '50' } });
  const task = await call('POST', '/tasks', {
    properties: { hs_task_subject: 'Call', hs_timestamp: new Date().toISOString() },
  });
  await call('PUT', `/tasks/${task.id}/associations/default/contacts/${contactId}`);
}

async function patiently(
  { hubspotUrl, accessToken }: Outside,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  for (;;) {
    const response = await fetch(`${hubspotUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.ok) return JSON.parse(text || '{}') as Answer;
    if (response.status !== 429) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    await sleep(pauseMs);
  }
}
