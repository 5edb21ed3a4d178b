/**
 * Keeps apart what may be one record: a CRM's search does not know yet what was created a moment ago,
 * so the second of two waits for the first and is told its id.
 */
import type { EntityObject } from './entity.ts';
import type { Job } from './locate.ts';
import type { Settled } from './settle.ts';

/** Records that came about in this call, by what they are recognised by. */
export type Made = Map<string, string>;

/** The jobs in their order, in rounds without two that may mean one record. */
export function* roundsOf(jobs: readonly Job[], made: Made): Generator<Job[]> {
  let left = jobs;
  while (left.length > 0) {
    const claimed = new Set<string>();
    const now: Job[] = [];
    const later: Job[] = [];
    for (const job of left) {
      const marks = marksOf(job);
      (marks.some((mark) => claimed.has(mark)) ? later : now).push(job);
      for (const mark of marks) claimed.add(mark);
    }
    yield now.map((job) => ({ ...job, recordId: job.recordId ?? madeFor(job, made) }));
    left = later;
  }
}

export function remember(made: Made, { identity }: Job, outcome: Settled): void {
  if (!('record' in outcome)) return;
  const { id } = outcome.record;
  const { object, email, domain, name } = identity;
  if (email !== null) made.set(mark(object, 'email', email), id);
  if (domain !== null) made.set(mark(object, 'domain', domain), id);
  const byName = name === null ? null : mark(object, 'name', name);
  if (byName !== null && !made.has(byName)) made.set(byName, id);
}

function madeFor({ identity }: Job, made: Made): string | null {
  const { object, email, domain, name } = identity;
  if (email !== null) return made.get(mark(object, 'email', email)) ?? null;
  if (domain !== null) return made.get(mark(object, 'domain', domain)) ?? null;
  return name === null ? null : (made.get(mark(object, 'name', name)) ?? null);
}

function marksOf({ identity, recordId }: Job): string[] {
  const { object, email, domain, name } = identity;
  return [
    ...(recordId === null ? [] : [mark(object, 'id', recordId)]),
    ...(email === null ? [] : [mark(object, 'email', email)]),
    ...(domain === null ? [] : [mark(object, 'domain', domain)]),
    ...(name === null ? [] : [mark(object, 'name', name)]),
  ];
}

function mark(object: EntityObject, kind: string, value: string): string {
  return `${object} ${kind} ${value.toLowerCase()}`;
}
