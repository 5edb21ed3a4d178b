/** The second contact of a company that was researched a moment ago. */
import type { Enrichment } from '../../shared/contract/v1.ts';
import { type Benchmark, measurement, median } from './benchmark.ts';
import { type BenchSandbox, withSandbox } from './support/bench-sandbox.ts';

const companiesAsked = 5;

const answeredIn = ({ sources }: Enrichment) =>
  sources
    .filter(({ status }) => status === 'found' || status === 'empty')
    .map(({ provider }) => provider);

export const cachedClick: Benchmark = {
  names: ['research.cached_click_ms'],
  run: () => withSandbox({ companies: companiesAsked, contactsEach: 2 }, measure),
};

async function measure({ sandbox, companies, click }: BenchSandbox) {
  sandbox.hubspot.setLatency(150);
  sandbox.sources.setLatency(800);
  const fresh: number[] = [];
  const cached: number[] = [];
  for (const { contactIds, domain } of companies) {
    const [first = '', second = ''] = contactIds;
    const before = await click('contact', first);
    fresh.push(before.totalMs);
    const again = await click('contact', second);
    cached.push(again.totalMs);
    const { crm } = again.enrichment;
    // What came too late for the first click may be there now; what had answered is not asked again.
    const answered = answeredIn(before.enrichment).filter((provider) => provider !== crm);
    const asked = again.enrichment.sources
      .filter(({ provider, fromCache }) => answered.includes(provider) && !fromCache)
      .map(({ provider, status, detail }) => `${provider} ${status}: ${detail}`);
    if (asked.length > 0) throw new Error(`${domain} was researched twice: ${asked.join('; ')}`);
  }
  return [
    measurement({
      name: 'research.cached_click_ms',
      value: median(cached),
      unit: 'ms',
      baseline: median(fresh),
      how:
        `Median of ${companiesAsked} clicks on a second contact of a company just researched. HubSpot takes 150 ms a call, ` +
        'and four calls follow each other, 600 ms: contact, company, the deal that the first click created, writes. ' +
        'Baseline: the first contact, with every request to a public source at 800 ms, in the same run.',
    }),
  ];
}
