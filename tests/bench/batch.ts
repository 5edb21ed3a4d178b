/** What a list of a hundred contacts costs of a portal's limit. */
import { enrichRequest } from '../../shared/contract/v1.ts';
import { type Benchmark, measurement } from './benchmark.ts';
import { type BenchSandbox, withSandbox } from './support/bench-sandbox.ts';

const companiesAsked = 25;
const contactsEach = 4;

export const batch: Benchmark = {
  names: ['enrich.batch_calls_per_100'],
  run: () => withSandbox({ companies: companiesAsked + 1, contactsEach }, measure),
};

async function measure({ sandbox, companies, click }: BenchSandbox) {
  const [alone, ...listed] = companies;
  await click('contact', alone?.contactIds[0] ?? '');
  // Without what the app asks once a minute for no account of its own.
  const calls = () => sandbox.hubspot.requests().filter(({ portalId }) => portalId !== null).length;
  const perClick = calls();
  sandbox.hubspot.clearRequests();

  const contactIds = listed.flatMap((company) => company.contactIds);
  const startedAt = performance.now();
  const results = await sandbox.services.sync.enrichMany(
    sandbox.tenant,
    contactIds.map((recordId) =>
      enrichRequest.parse({ object: 'contact', recordId, trigger: 'list' }),
    ),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const completed = [...results.values()].filter(
    (result) => result.ok && result.enrichment.status === 'completed',
  );
  if (completed.length !== contactIds.length) {
    throw new Error(`only ${completed.length} of ${contactIds.length} contacts were enriched`);
  }
  return [
    measurement({
      name: 'enrich.batch_calls_per_100',
      value: calls(),
      unit: 'calls',
      baseline: perClick * contactIds.length,
      how:
        `HubSpot calls of one enrichMany of ${contactIds.length} contacts of ${companiesAsked} companies, properties, ` +
        `tasks and deals written, in ${seconds.toFixed(1)} s without delays. Baseline: a click each, as counted in the same run.`,
    }),
  ];
}
