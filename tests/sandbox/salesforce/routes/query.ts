import { param } from '../../standin/paths.ts';
import type { Answer, Call, Route } from '../http/call.ts';
import { refuse } from '../http/errors.ts';
import { runQuery } from '../soql/run.ts';

export const queryRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/query', handle: (call) => query(call, false) },
  { method: 'GET', pattern: '/queryAll', handle: (call) => query(call, true) },
  { method: 'GET', pattern: '/query/:locator', handle: more },
  { method: 'GET', pattern: '/queryAll/:locator', handle: more },
];

/** https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_soslsoql.htm */
const longestQuery = 100_000;

function query(call: Call, withDeleted: boolean): Answer {
  const text = call.query.get('q') ?? '';
  if (text.trim() === '') {
    throw refuse('MALFORMED_QUERY', 'SOQL statements cannot be empty or null');
  }
  if (text.length > longestQuery) {
    throw refuse('QUERY_TOO_LONG', `SOQL statements have at most ${longestQuery} characters`);
  }
  const { org, access, version } = call;
  const result = runQuery(text, { org, access, version, withDeleted });
  return { status: 200, body: call.cursors.open(result, batchSize(call), version) };
}

function more(call: Call): Answer {
  return { status: 200, body: call.cursors.more(param(call, 'locator'), call.version) };
}

/** `Sforce-Query-Options: batchSize=200`: 200 to 2,000 rows. */
function batchSize({ headers }: Call): number {
  const options = String(headers['sforce-query-options'] ?? '');
  const asked = Number(/batchSize\s*=\s*(\d+)/i.exec(options)?.[1] ?? 2_000);
  return Math.min(2_000, Math.max(200, asked));
}
