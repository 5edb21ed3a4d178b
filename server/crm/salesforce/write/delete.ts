import { z } from 'zod';
import type { WriteOperation, WriteOutcome } from '../../connector.ts';
import type { CrmError } from '../../errors.ts';
import type { SalesforceClient } from '../client.ts';
import { chunks, rowsPerCollection } from '../composite.ts';
import { internalError, salesforceError } from '../errors.ts';
import { toId18 } from '../ids.ts';
import { dataPath } from '../versions.ts';
import type { Outcomes } from './settle.ts';

type Deletion = Extract<WriteOperation, { kind: 'delete' }>;

const deleted = z.array(z.object({ success: z.boolean(), errors: z.array(z.unknown()) }));

/** Moves tasks and opportunities to the recycle bin, 200 in one call. Never throws. */
export async function removeRecords(
  client: SalesforceClient,
  deletions: readonly Deletion[],
): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const present = deletions.filter(({ key, id }) => {
    if (toId18(id) === null) outcomes.set(key, done(id, true));
    return toId18(id) !== null;
  });
  for (const some of chunks(present, rowsPerCollection)) {
    for (const [key, outcome] of await remove(client, some)) outcomes.set(key, outcome);
  }
  return outcomes;
}

async function remove(
  client: SalesforceClient,
  deletions: readonly Deletion[],
): Promise<[string, WriteOutcome][]> {
  const ids = deletions.map(({ id }) => toId18(id)).join(',');
  try {
    const rows = await client.call('idempotent-write', {
      method: 'DELETE',
      path: dataPath(`/composite/sobjects?ids=${ids}&allOrNone=false`),
      answer: deleted.length(deletions.length),
    });
    return deletions.map(({ key, id }, index) => {
      const row = rows[index];
      if (row?.success) return [key, done(id, false)];
      return [key, refused(id, salesforceError({ status: null, body: row?.errors ?? [] }))];
    });
  } catch (failure) {
    const error = internalError(failure);
    return deletions.map(({ key }) => [key, outcomeOf(error)]);
  }
}

function done(id: string, existing: boolean): WriteOutcome {
  return { status: 'applied', id, url: null, existing, rejected: [] };
}

function refused(id: string, error: CrmError): WriteOutcome {
  return error.kind === 'not_found' ? done(id, true) : outcomeOf(error);
}

function outcomeOf(error: CrmError): WriteOutcome {
  return { status: error.outcomeUnknown ? 'unknown' : 'failed', error };
}
