/** What it costs to know of companies that nothing about them has changed. */
import { type LookReport, lookForChanges } from '../../server/freshness/look-for-changes.ts';
import { createLogger } from '../../server/http/logger.ts';
import { noJobs } from '../../server/jobs/jobs.ts';
import { systemRuntime } from '../../server/runtime.ts';
import { getSettings, updateSettings } from '../../server/store/organizations.ts';
import { findConnected } from '../../server/store/stale-records.ts';
import { tenantSettings } from '../../shared/tenant/settings.ts';
import { type Benchmark, measurement } from './benchmark.ts';
import { type BenchSandbox, withSandbox } from './support/bench-sandbox.ts';

const companies = 20;
const dayMs = 86_400_000;

export const lookCalls: Benchmark = {
  names: ['freshness.calls_per_1000_unchanged'],
  run: () => withSandbox({ companies }, measure),
};

async function measure({ sandbox, companies: fresh, click }: BenchSandbox) {
  const { sources } = sandbox;
  const since = (from: number) => sources.requests().slice(from);
  const begun = sources.requests().length;
  for (const { contactIds } of fresh) await click('contact', contactIds[0] ?? '');
  const enriching = since(begun).length;
  await wantDailyLooks(sandbox);
  // The first look at a source reads it in full; the later ones ask only for something else.
  await look(sandbox, 1);
  const from = sources.requests().length;
  const report = await look(sandbox, 2);
  const asked = since(from);
  if (report.changed > 0) throw new Error(`${report.changed} companies are said to have changed`);
  if (report.looks < companies) throw new Error(`only ${report.looks} companies were looked at`);
  const unmodified = asked.filter(({ status }) => status === 304).length;
  // The sandbox's own clock stands where it was: its robots.txt would be read anew every day.
  const sites = new Set(asked.flatMap(({ target }) => /^[^/]+/.exec(target)?.[0] ?? [])).size;
  const each = (count: number, of: number) => (count / of) * 1_000;
  return [
    measurement({
      name: 'freshness.calls_per_1000_unchanged',
      value: each(asked.length + sites, report.looks),
      unit: 'calls',
      baseline: each(enriching, companies),
      how:
        `Requests to public sources for 1,000 companies that are as they were, from the ${report.looks} that were looked at ` +
        `a second time: ${asked.length}, ${unmodified} of them answered 304 without a body, and robots.txt of ${sites} sites, ` +
        'which is read once a day. No call to the CRM, no run, no write. Baseline: the requests that enriching them anew takes.',
    }),
  ];
}

async function wantDailyLooks({ services }: BenchSandbox['sandbox']): Promise<void> {
  const { database } = services;
  for (const { organizationId } of await database.asSystem((trx) => findConnected(trx))) {
    await database.withOrganization(organizationId, async (trx) => {
      const settings = await getSettings(trx, organizationId);
      const freshness = { look: 'daily', looksPerDay: 10_000 };
      await updateSettings(trx, organizationId, tenantSettings.parse({ ...settings, freshness }));
    });
  }
}

/** So many days ahead. */
function look({ services }: BenchSandbox['sandbox'], days: number): Promise<LookReport> {
  const now = () => new Date(Date.now() + days * (dayMs + 1_000));
  const { database, research } = services;
  return lookForChanges(
    {
      database,
      jobs: noJobs,
      runtime: { ...systemRuntime, now },
      looks: research.looks,
      logger: createLogger({ level: 'warn' }),
    },
    new AbortController().signal,
  );
}
