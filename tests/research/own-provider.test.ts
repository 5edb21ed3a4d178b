/** A tenant's own provider, asked over HTTP: its contract, and everything that may go wrong with it. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFetcher } from '../../server/research/fetcher/fetcher.ts';
import { askOwnProvider, type OwnProvider } from '../../server/research/own-provider/ask.ts';
import { Secret } from '../../server/secrets/secret.ts';
import { ownProviderUpdate } from '../../shared/contract/own-provider.ts';
import { sourceCoverage } from '../../shared/contract/v1.ts';
import { evidence } from '../../shared/evidence/evidence.ts';
import { httpServer, sendJson } from './support/http-server.ts';
import { testRuntime } from './support/runtime.ts';

const subject = {
  domain: 'brightpath.example',
  name: 'Brightpath Robotics',
  country: 'GB',
  city: 'Leeds',
  postcode: null,
  registrationNumber: '09000001',
  picked: false,
};

/** An example of such a provider; see docs/providers.md. */
async function provider(
  kind: OwnProvider['kind'],
  answer: unknown,
  status = 200,
  minLikelihood = 6,
) {
  const server = await httpServer((_request, response) => sendJson(response, answer, status));
  const fetcher = createFetcher({ trustedOrigins: [server.origin] });
  onTestFinished(() => fetcher.close());
  const own: OwnProvider = {
    kind,
    name: 'Our data team',
    url: server.origin,
    secret: new Secret('secret-of-the-tenant'),
    minLikelihood,
  };
  const deps = { fetcher, runtime: testRuntime(), timeoutMs: 500 };
  const found = await askOwnProvider(deps, own, subject);
  for (const item of found.evidence) evidence.parse(item);
  sourceCoverage.parse(found.source);
  return { ...found, server };
}

const headcount = { kind: 'headcount', minimum: 120, maximum: 120, observedOn: '2026-11-01' };

describe('a provider with the contract of oppSpot', () => {
  it('is asked for the company, with the secret as its bearer', async () => {
    const { server } = await provider('oppspot-research', { version: 1, likelihood: 8, facts: [] });
    const [request] = server.requests;
    expect(request?.headers.authorization).toBe('Bearer secret-of-the-tenant');
    expect(request?.url).toBe(
      '/v1/company?version=1&domain=brightpath.example&name=Brightpath+Robotics&country=GB&registrationNumber=09000001',
    );
  });

  it('gives facts that name it as their source', async () => {
    const { evidence: facts, source } = await provider('oppspot-research', {
      version: 1,
      likelihood: 9,
      facts: [
        headcount,
        { kind: 'technology', name: 'SAP', observedOn: '2026-10-01' },
        {
          kind: 'announcement',
          topic: 'funding',
          title: 'Brightpath raises £5m',
          publisher: 'Leeds Business News',
          url: 'https://news.example/1',
          observedOn: '2026-11-05',
        },
      ],
    });
    expect(facts.map(({ text }) => text)).toEqual([
      'Our data team counts 120 employees.',
      'Our data team names SAP among the company’s technologies.',
      'Leeds Business News on 5 November 2026: “Brightpath raises £5m”',
    ]);
    expect(facts[0]).toMatchObject({
      source: { type: 'tenant', provider: 'own-provider', label: 'Our data team' },
      observedAt: '2026-11-01T00:00:00.000Z',
    });
    expect(source).toMatchObject({
      label: 'Our data team',
      status: 'found',
      detail: '3 facts, likelihood 9 of 10.',
    });
  });

  it('is not believed when it is not sure which company it means', async () => {
    const { evidence: facts, source } = await provider('oppspot-research', {
      version: 1,
      likelihood: 4,
      facts: [headcount],
    });
    expect(facts).toEqual([]);
    expect(source).toMatchObject({ status: 'empty', detail: expect.stringContaining('4 of 10') });
  });

  it('may add kinds of facts, and may not date one ahead or give it a wrong shape', async () => {
    const { evidence: facts } = await provider('oppspot-research', {
      version: 1,
      likelihood: 9,
      facts: [
        { kind: 'weather', sky: 'blue' },
        { ...headcount, observedOn: '2027-01-01' },
        { kind: 'revenue', amount: 'much', currency: 'GBP', observedOn: '2026-11-01' },
        headcount,
      ],
    });
    expect(facts).toHaveLength(1);
  });

  it.each<[string, unknown, number, string]>([
    ['knows nothing', {}, 404, 'empty'],
    ['refuses the secret', {}, 401, 'failed'],
    ['has had enough', {}, 429, 'failed'],
    ['is broken', {}, 500, 'failed'],
    ['speaks another version', { version: 2, likelihood: 9, facts: [] }, 200, 'failed'],
    ['says something else', ['?'], 200, 'failed'],
  ])('that %s costs coverage and nothing else', async (_, answer, status, coverage) => {
    const { evidence: facts, source } = await provider('oppspot-research', answer, status);
    expect([facts, source.status]).toEqual([[], coverage]);
    expect(JSON.stringify(source)).not.toContain('secret-of-the-tenant');
  });
});

describe('People Data Labs', () => {
  /** https://docs.peopledatalabs.com/docs/example-company-record, shortened. */
  const company = {
    status: 200,
    likelihood: 8,
    name: 'brightpath robotics',
    size: '51-200',
    employee_count: null,
    industry: 'industrial automation',
    location: {
      name: 'leeds, england, united kingdom',
      locality: 'leeds',
      country: 'united kingdom',
    },
  };

  it('is asked with its own header and the tenant’s minimum', async () => {
    const { server } = await provider('people-data-labs', company);
    const [request] = server.requests;
    expect(request?.headers['x-api-key']).toBe('secret-of-the-tenant');
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.url).toContain('/v5/company/enrich?website=brightpath.example');
    expect(request?.url).toContain('min_likelihood=6');
  });

  it('gives a band as a band', async () => {
    const { evidence: facts } = await provider('people-data-labs', company);
    expect(facts).toMatchObject([
      { kind: 'headcount', value: { minimum: 51, maximum: 200 } },
      { kind: 'industry', value: { name: 'Industrial automation' } },
      { kind: 'location', value: { country: 'GB', locality: 'Leeds' } },
    ]);
  });

  it('knows no such company with 404, which costs nothing', async () => {
    const { source } = await provider('people-data-labs', { status: 404, error: {} }, 404);
    expect(source.status).toBe('empty');
  });
});

describe('the address of a provider', () => {
  it('inside our own network is never asked', async () => {
    const fetcher = createFetcher({ resolve: async () => [{ address: '10.0.0.7', family: 4 }] });
    onTestFinished(() => fetcher.close());
    const deps = { fetcher, runtime: testRuntime(), timeoutMs: 500 };
    for (const url of ['https://169.254.169.254', 'https://intranet.example.org']) {
      const own = { kind: 'oppspot-research', name: 'X', url, minLikelihood: 6 } as const;
      const { source } = await askOwnProvider(
        deps,
        { ...own, secret: new Secret('secret-of-the-tenant') },
        subject,
      );
      expect(source.status).toBe('failed');
    }
  });

  it.each([
    'http://provider.example',
    'https://user:word@provider.example',
    'https://:word@provider.example',
    '"https://provider.example/""https://provider.example/"',
    'no address',
    'https://provider.example/?key=1',
    'ftp://provider.example',
  ])('%s is refused when it is saved', (url) => {
    const update = { kind: 'oppspot-research', name: 'X', url, secret: 'long-enough' };
    expect(ownProviderUpdate.safeParse(update).success).toBe(false);
  });
});
