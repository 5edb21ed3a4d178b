/** The second contact of a company that was researched a moment ago. */
import { type Benchmark, measurement, median } from './benchmark.ts';
import { type BenchSandbox, withSandbox } from './support/bench-sandbox.ts';

const companiesAsked = 5;

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
    fresh.push((await click('contact', first)).totalMs);
    const again = await click('contact', second);
    cached.push(again.totalMs);
    const { crm, sources } = again.enrichment;
    if (!sources.every(({ provider, fromCache }) => fromCache || provider === crm)) {
      throw new Error(`${domain} was researched twice`);
    }
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
