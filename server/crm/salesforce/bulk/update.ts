/** Many updates of one object as an ingest job, and what became of each. */
import type { CrmError } from '../../errors.ts';
import type { SalesforceClient } from '../client.ts';
import { internalError, salesforceError } from '../errors.ts';
import { toId18 } from '../ids.ts';
import type { Entry } from '../write/entry.ts';
import { lostRow, type RowAnswer } from '../write/row-answer.ts';
import { toCsv } from './csv.ts';
import { isOver, openJob, type ResultRow, readJob, resultsOf, setState, waitFor } from './job.ts';

/** From here on a job costs fewer calls than collections of 200, and the org less time. */
const fewestRows = 2_001;
/** Salesforce takes files of 100 MB; one this size still goes up within its deadline. */
const longestFile = 50_000_000;

/** Null where the job was never begun: the rows may go another way. */
export type JobAnswers = ReadonlyMap<string, RowAnswer> | null;

export function isWorthAJob(entries: readonly Entry[]): boolean {
  return entries.length >= fewestRows;
}

/**
 * An answer for each entry; never throws. A row of which Salesforce gives no result may have been
 * written or not.
 * @param entries updates of one object, each record once
 */
export async function updateByJob(
  client: SalesforceClient,
  entries: readonly Entry[],
): Promise<JobAnswers> {
  const csv = toCsv(entries);
  if (Buffer.byteLength(csv) > longestFile) return null;
  let id: string;
  try {
    id = await openJob(client, entries[0]?.object ?? '', csv);
  } catch (failure) {
    const error = internalError(failure);
    // An org may forbid jobs and still take rows; one that cannot be reached takes neither.
    return error.retryable || error.kind === 'needs_reauthorisation'
      ? notBegun(entries, error)
      : null;
  }
  try {
    await begin(client, id);
    const job = await waitFor(client, id);
    // A column that is not there any more fails a whole job before its first row.
    if (job.state === 'Failed' && job.numberRecordsProcessed === 0) return null;
    if (!isOver(job)) await setState(client, id, 'Aborted').catch(internalError);
    const successful = await resultsOf(client, id, 'successfulResults');
    return judged(entries, successful, await resultsOf(client, id, 'failedResults'));
  } catch (failure) {
    const error = internalError(failure);
    return new Map(entries.map(({ key }) => [key, lostRow(error)]));
  }
}

/** An answer to the closing that was lost is no reason to leave the job open. @throws CrmError */
async function begin(client: SalesforceClient, id: string): Promise<void> {
  try {
    await setState(client, id, 'UploadComplete');
  } catch (failure) {
    if ((await readJob(client, id)).state === 'Open') throw failure;
  }
}

/** Nothing was carried out, whatever the answer that was lost said. */
function notBegun(entries: readonly Entry[], error: CrmError): ReadonlyMap<string, RowAnswer> {
  const certain = error.outcomeUnknown
    ? salesforceError({ status: 503, body: null, cause: error })
    : error;
  return new Map(entries.map(({ key }) => [key, { ok: false, what: 'call', error: certain }]));
}

function judged(
  entries: readonly Entry[],
  successful: readonly ResultRow[],
  failed: readonly ResultRow[],
): ReadonlyMap<string, RowAnswer> {
  const done = new Set(successful.map(idIn));
  const refused = new Map(failed.map((row) => [idIn(row), row.sf__Error ?? '']));
  return new Map(
    entries.map(({ key, id }): [string, RowAnswer] => {
      if (id !== null && done.has(id)) return [key, { ok: true, id, existing: false }];
      const told = refused.get(id);
      return [
        key,
        told === undefined ? lostRow() : { ok: false, what: 'row', error: errorIn(told) },
      ];
    }),
  );
}

function idIn(row: ResultRow): string | null {
  return toId18(row.Id || row.sf__Id || '');
}

/** `REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --` */
function errorIn(told: string): CrmError {
  const [, statusCode = 'UNKNOWN_EXCEPTION', message = told, names = ''] =
    /^([A-Z][A-Z_]+):(.*?):([\w, ]*)--$/s.exec(told.trim()) ?? [];
  const fields = names.split(',').map((name) => name.trim());
  const body = [{ statusCode, message, fields: fields.filter((name) => name !== '') }];
  return salesforceError({ status: null, body });
}
