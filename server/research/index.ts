/** Puts research together from configuration. */
import type { Cache } from '../cache/cache.ts';
import type { Runtime } from '../runtime.ts';
import { createFetcher } from './fetcher/fetcher.ts';
import type { Resolver } from './fetcher/lookup.ts';
import { createRobots } from './fetcher/robots.ts';
import { forgivingCache } from './forgiving-cache.ts';
import type { Research } from './provider.ts';
import { createBudget } from './providers/companies-house/budget.ts';
import { createCompaniesHouseClient } from './providers/companies-house/client.ts';
import { type Endpoints, endpointsWith } from './providers/endpoints.ts';
import { createBoardReader } from './providers/job-boards/read-board.ts';
import { createSiteReader } from './providers/website/read-site.ts';
import { createResearch } from './research.ts';
import type { Sources } from './sources.ts';

export interface ResearchConfig {
  /** Without one Companies House is left out, and coverage says so. */
  readonly companiesHouseApiKey: string | null;
  /** Addresses other than the public ones; set by the operator, so they may be on loopback. */
  readonly endpoints?: Partial<Endpoints>;
  /** Sandbox: where websites under .example, .test and .invalid are served. */
  readonly siteOrigin?: string | null;
  readonly userAgent?: string;
  /** Milliseconds: for one question to each source (4 000), and for everything together (8 000). */
  readonly deadlines?: Partial<Sources['deadlines']> & { readonly total?: number };
}

export interface ResearchContext {
  readonly cache: Cache;
  readonly runtime: Runtime;
  /** For tests; the machine's own resolver otherwise. */
  readonly resolve?: Resolver;
  readonly onError?: (error: unknown) => void;
}

/** Research that holds connections: `close` lets them go. */
export interface RunningResearch extends Research {
  close(): Promise<void>;
}

const questionMs = 4_000;
const totalMs = 8_000;

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
  const robots = createRobots(fetcher, cache);
  const research = createResearch({
    sources: {
      site: createSiteReader(fetcher, robots, runtime),
      boards: createBoardReader(fetcher, endpoints, runtime),
      register: config.companiesHouseApiKey
        ? createCompaniesHouseClient({
            fetcher,
            baseUrl: endpoints.companiesHouse,
            apiKey: config.companiesHouseApiKey,
            budget: createBudget(runtime),
            runtime,
          })
        : null,
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
  return {
    company: (subject, options) => research.company(subject, options),
    async close() {
      await fetcher.close();
      await cache.settled();
    },
  };
}
