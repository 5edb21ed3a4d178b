/** Puts research together from configuration. */
import { publicSources } from '../../shared/evidence/attribution.ts';
import type { Cache } from '../cache/cache.ts';
import type { Limiter } from '../limits/limiter.ts';
import { lonelyLimiter } from '../limits/lonely-limiter.ts';
import type { Runtime } from '../runtime.ts';
import { createFetcher } from './fetcher/fetcher.ts';
import type { Resolver } from './fetcher/lookup.ts';
import { createRobots } from './fetcher/robots.ts';
import { forgivingCache } from './forgiving-cache.ts';
import { type CompanyHistory, noHistory } from './history.ts';
import { createLooks, type Looks } from './looks.ts';
import type { Research } from './provider.ts';
import { createBudget } from './providers/companies-house/budget.ts';
import { createCompaniesHouseClient } from './providers/companies-house/client.ts';
import { registerLooks } from './providers/companies-house/look.ts';
import { createDnsReader, dnsResolver } from './providers/dns/records.ts';
import { type Endpoints, endpointsWith } from './providers/endpoints.ts';
import { boardLook } from './providers/job-boards/look.ts';
import { createBoardReader } from './providers/job-boards/read-board.ts';
import { createAwardIndex } from './providers/public-contracts/award-index.ts';
import { createSupplements, type SupplementId } from './providers/supplements.ts';
import { siteLook } from './providers/website/look.ts';
import { createSiteReader } from './providers/website/read-site.ts';
import { createResearch } from './research.ts';
import { sourceGate } from './source-gate.ts';
import type { Sources } from './sources.ts';

export interface ResearchConfig {
  /** Without one Companies House is left out, and coverage says so. */
  readonly companiesHouseApiKey: string | null;
  /** Addresses other than the public ones; set by the operator, so they may be on loopback. */
  readonly endpoints?: Partial<Endpoints>;
  /** Sandbox: where websites under .example, .test and .invalid are served. */
  readonly siteOrigin?: string | null;
  readonly userAgent?: string;
  /** Whom the SEC may write to; without it EDGAR is left out, and coverage says so. */
  readonly secContact?: string | null;
  /** Who is asked for the records of domains, `address` or `address:port`; nobody when absent. */
  readonly dns?: 'system' | readonly string[] | null;
  /** Which sources add facts once the company is known; all when absent. */
  readonly supplements?: readonly SupplementId[];
  /** Milliseconds that research may take for the sake of these (2 500). */
  readonly patienceMs?: number;
  /** Milliseconds: for one question to each source (4 000), and for everything together (8 000). */
  readonly deadlines?: Partial<Sources['deadlines']> & { readonly total?: number };
}

export interface ResearchContext {
  readonly cache: Cache;
  readonly runtime: Runtime;
  /** For tests; the machine's own resolver otherwise. */
  readonly resolve?: Resolver;
  readonly onError?: (error: unknown) => void;
  /** What companies were like before; nobody remembers when absent. */
  readonly history?: CompanyHistory;
  /** Where is kept what took long to collect; `cache` when absent. */
  readonly durable?: Cache;
  /** How fast sources may be asked; this process alone counts when absent. */
  readonly limiter?: Pick<Limiter, 'acquire' | 'pause'>;
}

/** Research that holds connections: `close` lets them go. */
export interface RunningResearch extends Research {
  close(): Promise<void>;
  /** Collects public contracts that were awarded lately. @throws SourceFailure */
  collectAwards(signal?: AbortSignal): Promise<void>;
  /** Whether sources say something else than they did, in few and small calls. */
  readonly looks: Looks;
}

const questionMs = 4_000;
const totalMs = 8_000;
/** Nobody waits for a look: its turn may be long in coming. */
const lookWaitMs = 20_000;
/** With the CRM's calls before and after it, a click is answered in about three seconds. */
const usualPatienceMs = 2_500;

/** @throws TypeError when an address of the configuration is not a URL */
export function createResearchFromConfig(
  config: ResearchConfig,
  context: ResearchContext,
): RunningResearch {
  const { runtime } = context;
  const cache = forgivingCache(context.cache, context.onError ?? (() => undefined));
  const endpoints = endpointsWith(config.endpoints);
  const { total = totalMs, ...deadlines } = config.deadlines ?? {};
  const fetcher = createFetcher({
    userAgent: config.userAgent,
    trustedOrigins: Object.values(config.endpoints ?? {}).filter((url) => url !== ''),
    siteOrigin: config.siteOrigin,
    resolve: context.resolve,
    // Each question has its own deadline; this is only a backstop.
    timeoutMs: total,
  });
  const limiter = context.limiter ?? lonelyLimiter(runtime);
  const site = createSiteReader(fetcher, createRobots(fetcher, cache), runtime);
  const dns = config.dns
    ? createDnsReader(dnsResolver(config.dns === 'system' ? null : config.dns), runtime)
    : null;
  const awards = createAwardIndex({
    source: {
      fetcher,
      label: publicSources['find-a-tender'].label,
      // Nobody waits for what is collected.
      gate: sourceGate(limiter, 'find-a-tender', publicSources['find-a-tender'].label, 20_000),
    },
    baseUrl: endpoints.findATender,
    cache: context.durable ?? cache,
    runtime,
  });
  const budget = createBudget(runtime);
  const registerWith = (apiKey: string, waitMs?: number) =>
    createCompaniesHouseClient({
      fetcher,
      baseUrl: endpoints.companiesHouse,
      apiKey,
      budget,
      gate: sourceGate(limiter, 'companies-house', publicSources['companies-house'].label, waitMs),
      runtime,
    });
  const boards = createBoardReader(fetcher, endpoints, runtime);
  const supplementsWith = (waitMs?: number) =>
    createSupplements(
      {
        fetcher,
        endpoints,
        limiter,
        awards,
        runtime,
        companiesHouseApiKey: config.companiesHouseApiKey,
        secContact: config.secContact ?? null,
        site,
        dns,
        deadlineMs: deadlines.companiesHouse ?? questionMs,
        ...(waitMs !== undefined && { waitMs }),
      },
      config.supplements,
    );
  const research = createResearch({
    sources: {
      site,
      boards,
      register: config.companiesHouseApiKey ? registerWith(config.companiesHouseApiKey) : null,
      supplements: supplementsWith(),
      history: context.history ?? noHistory,
      patienceMs: config.patienceMs ?? usualPatienceMs,
      runtime,
      deadlines: {
        website: questionMs,
        companiesHouse: questionMs,
        jobBoards: questionMs,
        ...deadlines,
      },
    },
    cache,
    totalMs: total,
    onError: context.onError,
  });
  const looks = createLooks(
    [
      siteLook(site),
      boardLook(boards),
      ...(config.companiesHouseApiKey
        ? registerLooks(registerWith(config.companiesHouseApiKey, lookWaitMs))
        : []),
      ...supplementsWith(lookWaitMs).flatMap((supplement) => supplement.looks ?? []),
    ],
    lookWaitMs + questionMs,
  );
  return {
    company: (subject, options) => research.company(subject, options),
    collectAwards: (signal) => awards.collect(signal),
    looks,
    async close() {
      await fetcher.close();
      await cache.settled();
    },
  };
}
