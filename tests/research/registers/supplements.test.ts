/** What the registers, EDGAR and Contracts Finder add to a company of the fictional world. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResearchFromConfig } from '../../../server/research/index.ts';
import type { ResearchResult, ResearchSubject } from '../../../server/research/provider.ts';
import { sourceCoverage } from '../../../shared/contract/v1.ts';
import { type Evidence, evidence } from '../../../shared/evidence/evidence.ts';
import {
  type PublicSources,
  startPublicSources,
} from '../../sandbox/public-sources/public-sources.ts';
import type { WorldCompany } from '../../sandbox/world/types.ts';
import { world as createWorld } from '../../sandbox/world/world.ts';
import { testCache, testRuntime } from '../support/runtime.ts';

const now = new Date('2026-11-20T09:00:00.000Z');

/** A listed company and a private one, both American. */
const american: WorldCompany[] = [
  {
    key: 'cobaltmesa',
    tradingName: 'Cobalt Mesa Instruments',
    story: 'is listed in the United States',
    register: null,
    site: site(
      'cobaltmesa.example',
      'Cobalt Mesa Instruments',
      'Cobalt Mesa Instruments, Inc.',
      'Denver',
    ),
    board: null,
    legalEntity: {
      lei: '984500C0BALTMESA0200',
      name: 'Cobalt Mesa Instruments, Inc.',
      country: 'US',
      city: 'Denver',
      registeredAs: '7700001',
      ultimateParent: {
        lei: '984500C0BALTMESA0300',
        name: 'Cobalt Holding AG',
        country: 'CH',
        city: 'Zug',
        registeredAs: null,
      },
    },
    sec: {
      cik: 9900001,
      name: 'COBALT MESA INSTRUMENTS, INC.',
      listed: true,
      city: 'Denver',
      state: 'CO',
      industry: 'Measuring & Controlling Devices',
      filings: [
        { form: '8-K', filedOn: '2026-10-02', items: '5.02,9.01' },
        { form: '8-K', filedOn: '2026-09-01', items: '2.02,9.01' },
        { form: '10-Q', filedOn: '2026-08-04' },
        { form: '8-K', filedOn: '2023-01-01', items: '5.02' },
      ],
      figures: {
        Revenues: [
          { end: '2024-12-31', value: 41_000_000 },
          { end: '2025-12-31', value: 52_500_000 },
        ],
        StockholdersEquity: [
          { end: '2024-12-31', value: 18_000_000 },
          { end: '2025-12-31', value: 21_000_000 },
        ],
        CashAndCashEquivalentsAtCarryingValue: [{ end: '2019-12-31', value: 1 }],
      },
    },
  },
  {
    key: 'sagebrushloom',
    tradingName: 'Sagebrush Loom',
    story: 'is private and raised capital in the United States',
    register: null,
    site: site('sagebrushloom.example', 'Sagebrush Loom', 'Sagebrush Loom, Inc.', 'Boise'),
    board: null,
    sec: {
      cik: 9900002,
      name: 'Sagebrush Loom, Inc.',
      listed: false,
      city: 'Boise',
      state: 'ID',
      industry: '',
      filings: [
        { form: 'D', filedOn: '2026-09-14' },
        { form: 'D/A', filedOn: '2026-10-14' },
      ],
      figures: {},
    },
  },
  {
    key: 'sagebrushloom-elsewhere',
    tradingName: 'Sagebrush Loom',
    story: 'has the same name in another town',
    register: null,
    site: null,
    board: null,
    sec: {
      cik: 9900003,
      name: 'Sagebrush Loom LLC',
      listed: false,
      city: 'Tampa',
      state: 'FL',
      industry: '',
      filings: [{ form: 'D', filedOn: '2026-10-30' }],
      figures: {},
    },
  },
];

let sources: PublicSources;

beforeAll(async () => {
  const world = createWorld(now);
  let time = now.getTime();
  sources = await startPublicSources({
    // Tests follow each other faster than the sources allow one client to ask.
    clock: () => (time += 1_000),
    world: { ...world, companies: [...world.companies, ...american] },
  });
});
afterAll(() => sources.close());

async function research(
  subject: Partial<ResearchSubject>,
  {
    secContact = 'research@oppspot.example' as string | null,
    patienceMs = 5_000,
    collect = false,
  } = {},
): Promise<ResearchResult> {
  const runtime = testRuntime(now.toISOString());
  const running = createResearchFromConfig(
    {
      companiesHouseApiKey: sources.companiesHouseApiKey,
      endpoints: {
        companiesHouse: sources.companiesHouseUrl,
        companiesHouseDocuments: sources.companiesHouseDocumentsUrl,
        gleif: sources.gleifUrl,
        secData: sources.secDataUrl,
        secWww: sources.secWwwUrl,
        secSearch: sources.secSearchUrl,
        contractsFinder: sources.contractsFinderUrl,
        findATender: sources.findATenderUrl,
        greenhouse: sources.greenhouseUrl,
        lever: sources.leverUrl,
        leverEu: sources.leverEuUrl,
        ashby: sources.ashbyUrl,
      },
      siteOrigin: sources.siteOrigin,
      secContact,
      patienceMs,
      supplements: ['company-accounts', 'gleif', 'sec-edgar', 'contracts-finder', 'find-a-tender'],
    },
    {
      cache: testCache(runtime),
      runtime,
      onError: (error) => {
        throw error;
      },
    },
  );
  try {
    // Twice a turn's steps: ninety days.
    for (let turn = 0; collect && turn < 6; turn++) await running.collectAwards();
    const result = await running.company(
      {
        domain: null,
        name: null,
        country: null,
        city: null,
        postcode: null,
        registrationNumber: null,
        picked: false,
        ...subject,
      },
      { matchThreshold: 0.7, refresh: false },
    );
    for (const item of result.evidence) evidence.parse(item);
    for (const item of result.sources) sourceCoverage.parse(item);
    return result;
  } finally {
    await running.close();
  }
}

const of = (result: ResearchResult, provider: string): Evidence[] =>
  result.evidence.filter(({ source }) => source.provider === provider);
const coverage = (result: ResearchResult, provider: string) =>
  result.sources.find((source) => source.provider === provider);

const tidewright = { domain: 'tidewright.example', name: 'Tidewright Robotics' };
const cobalt = { domain: 'cobaltmesa.example', name: 'Cobalt Mesa Instruments' };
const sagebrush = { domain: 'sagebrushloom.example', name: 'Sagebrush Loom' };

describe('a company on the UK register', () => {
  it('has the figures of its newest accounts, its headcount and its turnover', async () => {
    const found = of(await research(tidewright), 'company-accounts');
    expect(found.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^Its accounts to .+ state in GBP: turnover 18,640,000 \(12,910,000\), profit 1,120,000 \(540,000\), net assets 6,380,000 \(4,950,000\), cash 3,270,000 \(2,140,000\), current assets 8,900,000 \(6,720,000\), liabilities due within a year 4,150,000 \(3,460,000\); the year before in brackets\.$/,
      ),
      expect.stringContaining('state turnover of GBP 18,640,000.'),
      expect.stringMatching(/state 171 employees on average, after 128 the year before\.$/),
    ]);
    expect(found[2]?.value).toEqual({ minimum: 171, maximum: 171, basis: 'accounts' });
  });

  it('is told once in the register of legal entities', async () => {
    const result = await research(tidewright);
    expect(of(result, 'gleif').map(({ text }) => text)).toEqual([
      'TIDEWRIGHT ROBOTICS LIMITED is a legal entity in United Kingdom, LEI 9845007IDEWR1GHT0100.',
    ]);
  });

  it('has its public contracts with buyer, date and value, by number or by its legal name', async () => {
    const found = of(await research(tidewright), 'contracts-finder');
    expect(found.map(({ value }) => value)).toEqual([
      expect.objectContaining({
        buyer: 'Invented Estuary Port Authority',
        amount: 2_400_000,
        currency: 'GBP',
        suppliers: 1,
      }),
      expect.objectContaining({ buyer: 'Fictional Coast Council', suppliers: 2 }),
    ]);
    expect(found[0]?.source).toMatchObject({
      label: 'Contracts Finder',
      url: expect.stringMatching(
        /^https:\/\/www\.contractsfinder\.service\.gov\.uk\/Notice\/[0-9a-f-]{36}$/,
      ),
    });
  });

  it('has the larger contracts that were collected, and none that is only meant to be awarded', async () => {
    const result = await research(tidewright, { collect: true });
    expect(of(result, 'find-a-tender').map(({ value }) => value)).toEqual([
      expect.objectContaining({
        buyer: 'Imaginary Ministry of Ports',
        amount: 3_750_000,
        suppliers: 1,
      }),
    ]);
  });

  it('has none before anything was collected, which is said', async () => {
    expect(coverage(await research(tidewright), 'find-a-tender')).toMatchObject({
      status: 'not-configured',
      detail: 'No awards have been collected yet.',
    });
  });

  it('is not looked up at the SEC', async () => {
    expect(coverage(await research(tidewright), 'sec-edgar')?.status).toBe('not-applicable');
  });

  it('keeps the register’s key from the store its documents lie in', async () => {
    await research(tidewright);
    const stored = sources.requests().filter(({ target }) => target.startsWith('document-store'));
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.map(({ status }) => status)).not.toContain(400);
  });
});

describe('a listed American company', () => {
  it('has figures of its annual report: two years of one date, quarters left out', async () => {
    const found = of(await research(cobalt), 'sec-edgar');
    expect(found.find(({ kind }) => kind === 'financials')?.value).toMatchObject({
      periodEnd: '2025-12-31',
      previousPeriodEnd: '2024-12-31',
      currency: 'USD',
      turnover: { current: 52_500_000, previous: 41_000_000 },
      netAssets: { current: 21_000_000, previous: 18_000_000 },
      cash: null,
    });
  });

  it('has what it reported lately that tells something, and nothing older', async () => {
    const found = of(await research(cobalt), 'sec-edgar');
    expect(found.filter(({ kind }) => kind === 'filing').map(({ text }) => text)).toEqual([
      'A director or principal officer joined or left (Form 8-K, filed on 2 October 2026).',
    ]);
  });

  it('has its parent where it names one', async () => {
    const found = of(await research(cobalt), 'gleif');
    expect(found.map(({ text }) => text)).toContain(
      'Its ultimate parent company is Cobalt Holding AG in Switzerland.',
    );
  });

  it('is left out, and said so, where no contact for the SEC is configured', async () => {
    const result = await research(cobalt, { secContact: null });
    expect(coverage(result, 'sec-edgar')).toMatchObject({ status: 'not-configured' });
    expect(of(result, 'sec-edgar')).toEqual([]);
  });
});

describe('a private American company', () => {
  it('has its own offering, not its namesake’s, and no round is named', async () => {
    const found = of(await research(sagebrush), 'sec-edgar');
    expect(found.map(({ text }) => text)).toEqual([
      'It reported an offering of securities without registration (Form D, filed on 14 September 2026).',
    ]);
  });
});

describe('a source that fails or is slow', () => {
  it('costs its own facts only', async () => {
    sources.fail('/gleif/', 1, 500);
    const result = await research(tidewright);
    expect(coverage(result, 'gleif')).toMatchObject({
      status: 'failed',
      detail: 'GLEIF answered with status 500.',
    });
    expect(of(result, 'contracts-finder')).toHaveLength(2);
  });

  it('is late and holds nothing up', async () => {
    sources.setLatency((target) => (target.startsWith('/contracts-finder') ? 1_500 : 0));
    const started = performance.now();
    const result = await research(tidewright, { patienceMs: 100 });
    const took = performance.now() - started;
    sources.setLatency(0);
    expect(coverage(result, 'contracts-finder')?.status).toBe('late');
    expect(took).toBeLessThan(1_400);
    expect(of(result, 'gleif')).toHaveLength(1);
  });

  it('is asked by nobody for a while after it said that it had enough', async () => {
    sources.fail('/contracts-finder/', 1, 403);
    const result = await research(tidewright);
    expect(coverage(result, 'contracts-finder')).toMatchObject({
      status: 'failed',
      detail: 'Contracts Finder takes no more requests for the moment.',
    });
  });
});

describe('a company that is not settled', () => {
  it('is asked about at no further source', async () => {
    const before = sources.requests().length;
    const result = await research({ name: 'Starling Rook' });
    expect(result.match.status).not.toBe('matched');
    const asked = sources
      .requests()
      .slice(before)
      .map(({ target }) => target);
    expect(asked.filter((target) => /gleif|sec-|contracts-finder|documents/.test(target))).toEqual(
      [],
    );
    expect(coverage(result, 'gleif')?.status).toBe('not-applicable');
  });
});

function site(
  domain: string,
  name: string,
  legalName: string,
  locality: string,
): WorldCompany['site'] {
  return {
    domain,
    language: 'en-US',
    tagline: name,
    description: `${name} makes things.`,
    about: [`${name} makes things.`],
    organization: {
      legalName,
      address: { street: '1 Invented Plaza', locality, postcode: '00000', countryCode: 'US' },
    },
    footer: null,
    vendors: [],
    boardLink: null,
    careersPage: false,
  };
}
