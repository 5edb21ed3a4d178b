/** All sources that add facts once the company is known. */
import { publicSources } from '../../../shared/evidence/attribution.ts';
import type { LimitedSource, Limiter } from '../../limits/limiter.ts';
import type { Runtime } from '../../runtime.ts';
import type { Fetcher } from '../fetcher/fetcher.ts';
import { sourceGate } from '../source-gate.ts';
import type { Supplement } from '../supplement.ts';
import { createCompanyAccounts } from './company-accounts/company-accounts.ts';
import { createDocuments } from './company-accounts/documents.ts';
import { createDns } from './dns/dns.ts';
import type { DnsReader } from './dns/records.ts';
import type { Endpoints } from './endpoints.ts';
import { createGleif } from './gleif/gleif.ts';
import type { LimitedJsonSource } from './json-source.ts';
import { createGdelt } from './news/gdelt.ts';
import { createNewsroom } from './news/newsroom.ts';
import type { AwardIndex } from './public-contracts/award-index.ts';
import { createContractsFinder } from './public-contracts/contracts-finder.ts';
import { createFindATender } from './public-contracts/find-a-tender.ts';
import { createSecEdgar } from './sec-edgar/sec-edgar.ts';
import type { SiteReader } from './website/read-site.ts';

export interface SupplementDeps {
  readonly fetcher: Fetcher;
  readonly endpoints: Endpoints;
  readonly limiter: Pick<Limiter, 'acquire' | 'pause'>;
  readonly runtime: Runtime;
  /** Without one filed accounts are left out. */
  readonly companiesHouseApiKey: string | null;
  /** Without one EDGAR is left out. */
  readonly secContact: string | null;
  readonly site: SiteReader;
  /** Null leaves the names of domains alone. */
  readonly dns: DnsReader | null;
  readonly awards: AwardIndex;
  /** Milliseconds for one question. */
  readonly deadlineMs: number;
  /** Milliseconds that a request may wait for its turn; as urgent as the work when absent. */
  readonly waitMs?: number;
}

/** Its turns come five seconds apart, so waiting for one is hardly ever worth it. */
const gdeltWaitMs = 40;

const makers = {
  'company-accounts': (deps) => {
    const { companiesHouseApiKey: key, endpoints } = deps;
    if (key === null) return createCompanyAccounts(null);
    const source = limited(deps, 'companies-house');
    const documents = createDocuments(source, endpoints.companiesHouseDocuments, key);
    return createCompanyAccounts({ ...deps, documents });
  },
  gleif: (deps) =>
    createGleif({ ...deps, source: limited(deps, 'gleif'), baseUrl: deps.endpoints.gleif }),
  'sec-edgar': (deps) =>
    createSecEdgar(
      deps.secContact === null
        ? null
        : {
            ...deps,
            source: limited(deps, 'sec-edgar'),
            userAgent: deps.fetcher.userAgent,
            contact: deps.secContact,
          },
    ),
  'find-a-tender': (deps) => createFindATender({ ...deps, index: deps.awards }),
  'contracts-finder': (deps) =>
    createContractsFinder({
      ...deps,
      source: limited(deps, 'contracts-finder'),
      baseUrl: deps.endpoints.contractsFinder,
    }),
  newsroom: (deps) => createNewsroom(deps),
  gdelt: (deps) => {
    const { label } = publicSources.gdelt;
    const gate = sourceGate(deps.limiter, 'gdelt', label, gdeltWaitMs);
    return createGdelt({ ...deps, gate, baseUrl: deps.endpoints.gdelt });
  },
  dns: (deps) => createDns(deps),
} as const satisfies Readonly<Record<string, (deps: SupplementDeps) => Supplement>>;

export type SupplementId = keyof typeof makers;

/** @param wanted all when absent */
export function createSupplements(
  deps: SupplementDeps,
  wanted: readonly SupplementId[] = Object.keys(makers) as SupplementId[],
): Supplement[] {
  return wanted.map((id) => makers[id](deps));
}

function limited(
  { fetcher, limiter, waitMs }: SupplementDeps,
  source: LimitedSource & keyof typeof publicSources,
): LimitedJsonSource {
  const { label } = publicSources[source];
  return { fetcher, label, gate: sourceGate(limiter, source, label, waitMs) };
}
