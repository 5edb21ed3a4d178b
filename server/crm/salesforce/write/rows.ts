/**
 * Rows as parts of composite calls, and what became of each.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm
 */
import { z } from 'zod';
import { fitsCsv } from '../bulk/csv.ts';
import { isWorthAJob, updateByJob } from '../bulk/update.ts';
import type { SalesforceClient } from '../client.ts';
import {
  chunks,
  composite,
  heavyPartsPerCall,
  type Part,
  rowsPerCollection,
} from '../composite.ts';
import { internalError, readBody, salesforceError } from '../errors.ts';
import { toId18 } from '../ids.ts';
import { dataPath } from '../versions.ts';
import type { Entry } from './entry.ts';
import { lost, type RowAnswer } from './row-answer.ts';

const rows = z.array(
  z.object({
    id: z.string().nullish(),
    success: z.boolean(),
    errors: z.array(z.unknown()),
    created: z.boolean().optional(),
  }),
);

interface Group {
  readonly part: Part;
  readonly entries: readonly Entry[];
}

/**
 * An org's own triggers and flows run for each row, and a call of a thousand may take most of a minute.
 * Who waits for one row still hears after the client's own deadline.
 */
const msPerRow = 60;
const shortestDeadlineMs = 6_000;

/**
 * Sends every entry once, in as few calls as there can be, one call after the other: two at a time
 * would wait for each other's accounts. An answer for each; never throws.
 * @param alone the keys of entries that must not share a request
 */
export async function sendRows(
  client: SalesforceClient,
  entries: readonly Entry[],
  alone: ReadonlySet<string>,
): Promise<Map<string, RowAnswer>> {
  const { answers, rest } = await sendJobs(client, entries, alone);
  for (const some of chunks(groupsOf(rest, alone), heavyPartsPerCall)) {
    for (const [key, answer] of await send(client, some)) answers.set(key, answer);
  }
  return answers;
}

/** Updates by the thousand go as jobs, one after the other; what is left goes in requests of 200. */
async function sendJobs(
  client: SalesforceClient,
  entries: readonly Entry[],
  alone: ReadonlySet<string>,
): Promise<{ answers: Map<string, RowAnswer>; rest: Entry[] }> {
  const answers = new Map<string, RowAnswer>();
  const fit = entries.filter((one) => one.id !== null && !alone.has(one.key) && fitsCsv(one));
  for (const some of Map.groupBy(fit, ({ object }) => object).values()) {
    const answered = isWorthAJob(some) ? await updateByJob(client, some) : null;
    for (const [key, answer] of answered ?? []) answers.set(key, answer);
  }
  return { answers, rest: entries.filter(({ key }) => !answers.has(key)) };
}

async function send(
  client: SalesforceClient,
  groups: readonly Group[],
): Promise<Map<string, RowAnswer>> {
  const all = groups.flatMap(({ entries }) => entries);
  const creates = all.some(({ id }) => id === null);
  try {
    const effect = creates ? 'create' : 'idempotent-write';
    const answers = await composite(
      client,
      effect,
      groups.map(({ part }) => part),
      deadlineFor(all.length),
    );
    return new Map(
      groups.flatMap(({ part, entries }) => {
        const answer = answers.get(part.name);
        if (answer?.ok) return read(entries, answer.body);
        const error = answer?.error ?? lost();
        return entries.map((entry): [string, RowAnswer] => [
          entry.key,
          { ok: false, what: entries.length > 1 ? 'rows' : 'row', error },
        ]);
      }),
    );
  } catch (failure) {
    const error = internalError(failure);
    return new Map(all.map(({ key }) => [key, { ok: false, what: 'call', error }]));
  }
}

function deadlineFor(rowCount: number): number | undefined {
  const needed = rowCount * msPerRow;
  return needed > shortestDeadlineMs ? needed : undefined;
}

/** Rows answer in the order in which they were sent. */
function read(entries: readonly Entry[], body: unknown): [string, RowAnswer][] {
  const sizedRows = rows.length(entries.length);
  let answers: z.infer<typeof rows>;
  try {
    answers = readBody(sizedRows, body);
  } catch (failure) {
    return entries.map(({ key }) => [key, { ok: false, what: 'rows', error: lost(failure) }]);
  }
  return entries.map(({ key }, index): [string, RowAnswer] => {
    const { id, success, errors, created } = answers[index] ?? { success: false, errors: [] };
    const written = id ? toId18(id) : null;
    if (success && written) return [key, { ok: true, id: written, existing: created === false }];
    const error = success ? lost() : salesforceError({ status: null, body: errors });
    return [key, { ok: false, what: 'row', error }];
  });
}

function groupsOf(entries: readonly Entry[], alone: ReadonlySet<string>): Group[] {
  const updates = entries.filter(({ id }) => id !== null);
  // A change of object between neighbours costs a chunk, of which a request has ten.
  const byObject = updates.toSorted((a, b) => (a.object < b.object ? -1 : 1));
  const creates = Map.groupBy(
    entries.filter(({ id }) => id === null),
    ({ object }) => object,
  );
  return [byObject, ...creates.values()]
    .flatMap((some) => [
      ...chunks(
        some.filter(({ key }) => !alone.has(key)),
        rowsPerCollection,
      ),
      ...some.filter(({ key }) => alone.has(key)).map((entry) => [entry]),
    ])
    .filter((some) => some.length > 0)
    .map((some, index) => ({ entries: some, part: partOf(`rows${index}`, some) }));
}

function partOf(name: string, entries: readonly Entry[]): Part {
  const [first] = entries;
  const collection = dataPath('/composite/sobjects');
  const byKey = first?.keyField && !first.keyField.isUnique ? first.keyField.name : null;
  const body = {
    allOrNone: false,
    records: entries.map(({ object, id, values }) => ({
      attributes: { type: object },
      ...(id !== null && { id }),
      ...values,
    })),
  };
  if (first?.id !== null) return { name, method: 'PATCH', path: collection, body };
  return byKey === null
    ? { name, method: 'POST', path: collection, body }
    : { name, method: 'PATCH', path: `${collection}/${first.object}/${byKey}`, body };
}
