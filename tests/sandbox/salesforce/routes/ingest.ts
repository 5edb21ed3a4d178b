/** Bulk API 2.0, updates: https://developer.salesforce.com/docs/atlas.en-us.api_asynch.meta/api_asynch/bulk_api_2_0_ingest.htm */
import { param } from '../../standin/paths.ts';
import { isNumber } from '../catalogue/describe.ts';
import type { ObjectType } from '../catalogue/index.ts';
import { parseCsv, toCsv } from '../csv.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { notFound, refuse, SalesforceError } from '../http/errors.ts';
import { object, text } from '../http/input.ts';
import { toId18 } from '../ids.ts';
import type { IngestJob, JobRow } from '../org/ingest-jobs.ts';
import { visibleField, visibleType } from '../soql/resolve.ts';
import { requireId } from './rows.ts';

const jobs = '/jobs/ingest';
/** What is left of 150 MB when Salesforce has encoded it. */
const maxUploadBytes = 100_000_000;

export const ingestRoutes: readonly Route[] = [
  { method: 'POST', pattern: jobs, handle: create },
  { method: 'GET', pattern: `${jobs}/:id`, handle: look },
  { method: 'PATCH', pattern: `${jobs}/:id`, handle: setState },
  { method: 'PUT', pattern: `${jobs}/:id/batches`, handle: upload },
  { method: 'GET', pattern: `${jobs}/:id/successfulResults`, handle: successful },
  { method: 'GET', pattern: `${jobs}/:id/failedResults`, handle: failed },
  { method: 'GET', pattern: `${jobs}/:id/unprocessedrecords`, handle: unprocessed },
];

function create(call: Call): Answer {
  const body = object(call.body);
  const name = text(body, 'object');
  if (!visibleType(call.org, call.access, name)) {
    throw refuse('INVALIDENTITY', `Unable to find object: ${name}`);
  }
  if (body.operation !== 'update') {
    throw refuse('INVALIDJOB', `The stand-in only updates: ${String(body.operation)}`);
  }
  if ((body.contentType ?? 'CSV') !== 'CSV' || (body.lineEnding ?? 'LF') !== 'LF') {
    throw refuse('INVALIDJOB', 'Invalid contentType or lineEnding');
  }
  const job = call.org.ingestJobs.open(name, call.access.userId, call.org.now());
  return { status: 200, body: rendered(job, call.version) };
}

function upload(call: Call): Answer {
  const job = find(call);
  if (typeof call.body !== 'string') {
    throw refuse('INVALIDCONTENTTYPE', 'Content-Type must be text/csv');
  }
  if (job.state !== 'Open') {
    throw refuse('INVALIDJOBSTATE', `Cannot upload data to a job in state ${job.state}`);
  }
  if (job.names) {
    throw refuse(
      'INVALIDJOB',
      `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  }
  if (Buffer.byteLength(call.body) > maxUploadBytes) {
    throw refuse('MAX_SIZE_EXCEEDED', 'The uploaded data is too large');
  }
  [job.names = [], ...job.lines] = parseCsv(call.body);
  return { status: 201 };
}

function setState(call: Call): Answer {
  const job = find(call);
  const state = text(object(call.body), 'state');
  const isFresh = job.state === 'Open';
  if (state === 'UploadComplete' && isFresh) job.state = 'UploadComplete';
  else if (state === 'Aborted' && (isFresh || ['UploadComplete', 'InProgress'].includes(job.state)))
    job.state = 'Aborted';
  else {
    throw refuse('INVALIDJOBSTATE', `Invalid state transition from ${job.state} to ${state}`);
  }
  return { status: 200, body: rendered(job, call.version) };
}

function look(call: Call): Answer {
  const job = find(call);
  if (job.state === 'UploadComplete' || job.state === 'InProgress') {
    job.looks += 1;
    if (job.looks < call.org.ingestJobs.looksUntilDone) job.state = 'InProgress';
    else process(call, job);
  }
  const processed = job.rows.length;
  const numberRecordsFailed = job.rows.filter(({ error }) => error !== null).length;
  return {
    status: 200,
    body: {
      ...rendered(job, call.version),
      numberRecordsProcessed: processed,
      numberRecordsFailed,
    },
  };
}

function process(call: Call, job: IngestJob): void {
  const type = visibleType(call.org, call.access, job.object);
  const names = job.names ?? [];
  const unknown = names.find((name) => !type || !visibleField(type, call.access, name));
  if (!type || unknown !== undefined || !names.some((name) => name.toLowerCase() === 'id')) {
    job.state = 'Failed';
    job.errorMessage = `InvalidBatch : Field name not found : ${unknown ?? 'Id'}`;
    return;
  }
  job.rows = job.lines.map((cells) => updateRow(call, type, names, cells));
  job.state = 'JobComplete';
}

function updateRow(
  call: Call,
  type: ObjectType,
  names: readonly string[],
  cells: readonly string[],
): JobRow {
  const sent = cells[names.findIndex((name) => name.toLowerCase() === 'id')] ?? '';
  try {
    const body = Object.fromEntries(
      names.flatMap((name, place) => {
        const cell = cells[place] ?? '';
        const isLeftAlone = cell === '' || name.toLowerCase() === 'id';
        return isLeftAlone ? [] : [[name, cellValue(type, name, cell)]];
      }),
    );
    const id = requireId(type, sent);
    call.org.update(type, id, body, call.write);
    return { cells, id, error: null };
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    const [{ code, message, fields = [] } = { code: '', message: '' }] = error.problems;
    const isGone = code === 'NOT_FOUND' || code === 'ENTITY_IS_DELETED';
    const told = isGone
      ? 'INVALID_CROSS_REFERENCE_KEY:invalid cross reference id'
      : `${code}:${message}`;
    const at = fields.length > 0 ? `${fields.join(', ')} ` : '';
    return { cells, id: toId18(sent) ?? '', error: `${told}:${at}--` };
  }
}

/** Cells are text; the field says what they mean. */
function cellValue(type: ObjectType, name: string, cell: string): string | number | boolean | null {
  const field = type.fields.get(name.toLowerCase());
  if (cell === '#N/A') return null;
  if (field?.type === 'boolean') return /^(?:true|1)$/i.test(cell);
  return field && isNumber(field) && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}

function successful(call: Call): Answer {
  const job = find(call);
  const rows = job.rows.filter(({ error }) => error === null);
  return results(job, ['sf__Id', 'sf__Created'], rows, ({ id }) => [id, 'false']);
}

function failed(call: Call): Answer {
  const job = find(call);
  const rows = job.rows.filter(({ error }) => error !== null);
  return results(job, ['sf__Id', 'sf__Error'], rows, ({ id, error }) => [id, error ?? '']);
}

/** Rows of a job that ended before it came to them. */
function unprocessed(call: Call): Answer {
  const job = find(call);
  const rows = job.lines.slice(job.rows.length).map((cells) => ({ cells, id: '', error: null }));
  return results(job, [], rows, () => []);
}

function results(
  job: IngestJob,
  own: readonly string[],
  rows: readonly JobRow[],
  columns: (row: JobRow) => string[],
): Answer {
  if (!['JobComplete', 'Failed', 'Aborted'].includes(job.state)) {
    throw refuse('INVALIDJOBSTATE', `The job is ${job.state}`);
  }
  const lines = [
    [...own, ...(job.names ?? [])],
    ...rows.map((row) => [...columns(row), ...row.cells]),
  ];
  return { status: 200, page: toCsv(lines), headers: { 'Content-Type': 'text/csv' } };
}

function find(call: Call): IngestJob {
  const job = call.org.ingestJobs.find(toId18(param(call, 'id')) ?? '');
  if (!job) throw notFound();
  return job;
}

function rendered(job: IngestJob, version: string) {
  const { id, object: of, operation, createdById, createdDate, state, errorMessage } = job;
  return {
    id,
    operation,
    object: of,
    createdById,
    createdDate,
    systemModstamp: createdDate,
    state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(version),
    jobType: 'V2Ingest',
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    ...(state === 'Open' && { contentUrl: `services/data/v${version}/jobs/ingest/${id}/batches` }),
    ...(errorMessage !== null && { errorMessage }),
  };
}
