/** How long a click takes, compared with the calls that have to follow each other in it. */
import { type Benchmark, measurement, median } from './benchmark.ts';
import { type BenchSandbox, withSandbox } from './support/bench-sandbox.ts';
import { callsOf, type LoggedCall, longestChain, totalMs } from './support/critical-path.ts';

const delays = { hubspotMs: 150, sourceMs: 800 };
const clicks = 7;

/** What decides which company it is and what is always waited for; others add what they know in time. */
const identifying = new Set(['website', 'companies-house', 'job-boards']);

/**
 * What depends on what in a click on a contact: nothing of it can be known before the step above it
 * has been answered. Each step is one call, or several at once.
 */
const dependencies: readonly { readonly needs: RegExp; readonly ms: number }[] = [
  { needs: /^GET \/crm\/objects\/[^/]+\/contacts\//, ms: delays.hubspotMs },
  { needs: /^POST .*\/companies\/batch\/read$/, ms: delays.hubspotMs },
  // The company's domain is known now; its rules come before its pages.
  { needs: /\.example\/robots\.txt$/, ms: delays.sourceMs },
  { needs: /\.example\/$/, ms: delays.sourceMs },
  // The job board's name stands on the careers page.
  { needs: /^\/greenhouse\//, ms: delays.sourceMs },
  { needs: /^POST .*\/batch\/(create|update)$/, ms: delays.hubspotMs },
];
const criticalMs = dependencies.reduce((sum, { ms }) => sum + ms, 0);

export const click: Benchmark = {
  names: ['click.critical_path_ratio'],
  run: () => withSandbox({ companies: clicks }, measure),
};

async function measure(bench: BenchSandbox) {
  const { hubspot, sources } = bench.sandbox;
  hubspot.setLatency(delays.hubspotMs);
  sources.setLatency(delays.sourceMs);
  const totals: number[] = [];
  let chain: LoggedCall[] = [];
  for (const { contactIds, domain } of bench.companies) {
    const since = Date.now();
    const { enrichment, totalMs } = await bench.click('contact', contactIds[0] ?? '');
    if (enrichment.match.status !== 'matched' || enrichment.evidence.length < 12) {
      throw new Error(`${domain} was not researched`);
    }
    const asked = enrichment.sources.filter(({ provider }) => identifying.has(provider));
    if (asked.some(({ status, fromCache }) => status !== 'found' || fromCache)) {
      throw new Error(`not every source was asked about ${domain}`);
    }
    totals.push(totalMs);
    const calls = callsOf(hubspot, sources, since, delays);
    for (const { needs } of dependencies) {
      if (!calls.some(({ what }) => needs.test(what))) throw new Error(`no call ${needs}`);
    }
    chain = longestChain(calls);
  }
  const total = median(totals);
  return [
    measurement({
      name: 'click.critical_path_ratio',
      value: total / criticalMs,
      unit: '× critical path',
      baseline: 1,
      how:
        `Median of ${clicks} clicks, POST to answer: ${Math.round(total)} ms ` +
        `(${Math.round(Math.min(...totals))} to ${Math.round(Math.max(...totals))}), each on a contact of a company ` +
        'never asked about, in a provisioned portal, without a model. HubSpot takes 150 ms a call, every request ' +
        `to a public source 800 ms. Critical path ${criticalMs} ms: read contact, read company, robots.txt, home page, ` +
        `job board, write. Longest chain in the logs ${totalMs(chain)} ms: ${chain.map(({ what }) => what).join(', ')}. ` +
        'Requirement: at most 1.15.',
    }),
  ];
}
