/**
 * What changed or went in a span of time.
 * https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_getupdated.htm
 */
import type { ObjectType } from '../catalogue/index.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { refuse } from '../http/errors.ts';
import type { StoredRecord } from '../org/records.ts';
import { typeOf } from './objects.ts';

const minuteMs = 60_000;

export const replicationRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/sobjects/:type/updated', handle: updated },
  { method: 'GET', pattern: '/sobjects/:type/deleted', handle: deleted },
];

interface Span {
  /** ISO 8601 in UTC. */
  readonly start: string;
  readonly end: string;
}

function updated(call: Call): Answer {
  const span = spanOf(call);
  const ids = changed(call, typeOf(call), span)
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ id }) => id);
  return { status: 200, body: { ids, latestDateCovered: shown(span.end) } };
}

function deleted(call: Call): Answer {
  const span = spanOf(call);
  const deletedRecords = changed(call, typeOf(call), span)
    .filter(({ isDeleted }) => isDeleted)
    .map(({ id, values }) => ({ id, deletedDate: shown(String(values.get('SystemModstamp'))) }));
  const born = call.org.records.live('Organization', call.org.id)?.values.get('CreatedDate');
  const body = {
    deletedRecords,
    // Nothing was ever removed for good since the org began.
    earliestDateAvailable: shown(String(born)),
    latestDateCovered: shown(span.end),
  };
  return { status: 200, body };
}

function changed({ org }: Call, { name }: ObjectType, { start, end }: Span): StoredRecord[] {
  return org.records.all(name).filter(({ values }) => {
    const at = values.get('SystemModstamp');
    return typeof at === 'string' && at >= start && at < end;
  });
}

/** From the minute of the start up to the minute of the end: seconds do not count. */
function spanOf({ query }: Call): Span {
  const [start, end] = ['start', 'end'].map((name) => {
    const at = Date.parse((query.get(name) ?? '').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    if (Number.isNaN(at))
      throw refuse('INVALID_REPLICATION_DATE', `${name}Date is not a date-time`);
    return Math.floor(at / minuteMs) * minuteMs;
  });
  if (start === undefined || end === undefined || end - start < minuteMs) {
    throw refuse(
      'INVALID_REPLICATION_DATE',
      'endDate must be at least one minute greater than startDate',
    );
  }
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

function shown(moment: string): string {
  return moment.replace(/Z$/, '+0000');
}
