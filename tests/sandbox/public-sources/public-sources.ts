/**
 * All public sources on one loopback server: the register and the job boards each under a path
 * prefix, company websites by Host header. Formats are the upstream ones; what upstream does not
 * know, these refuse.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { World, WorldCompany } from '../world/types.ts';
import { type Answer, type Asked, empty, text } from './answer.ts';
import { createCompaniesHouse } from './companies-house/companies-house.ts';
import { createDocuments, documentStore } from './companies-house/documents.ts';
import { conditionally, tagging } from './conditional.ts';
import { createContractsFinder } from './contracts-finder.ts';
import { type DnsZone, startDnsServer } from './dns-server.ts';
import { createFaults, type Fault } from './faults.ts';
import { createFindATender } from './find-a-tender.ts';
import { createGdelt } from './gdelt.ts';
import { createGleif } from './gleif.ts';
import { createAshby } from './job-boards/ashby.ts';
import { boardsOf } from './job-boards/boards.ts';
import { createGreenhouse } from './job-boards/greenhouse.ts';
import { createLever } from './job-boards/lever.ts';
import { createSmartRecruiters } from './job-boards/smartrecruiters.ts';
import { createWorkable } from './job-boards/workable.ts';
import { createSecEdgar } from './sec-edgar.ts';
import { createWebsites } from './websites/websites.ts';

/** Milliseconds, or a function of the target (see `RequestSeen.target`). */
type Latency = number | ((target: string) => number);

export interface PublicSourcesOptions {
  readonly world: World;
  /** A free one when absent. */
  readonly port?: number;
  readonly latencyMs?: Latency;
  readonly companiesHouseApiKey?: string;
  /** Milliseconds since 1970, for the register's rate limit. */
  readonly clock?: () => number;
}

interface RequestSeen {
  readonly method: string;
  /** `/companies-house/company/99410001?…` for an API, `tidewright.example/careers` for a website. */
  readonly target: string;
  readonly userAgent: string | null;
  /** The status sent; null while unanswered and when the connection was dropped. */
  status: number | null;
  /** ISO 8601 by this machine's clock. */
  readonly startedAt: string;
  /** Null while unanswered. */
  endedAt: string | null;
}

export interface PublicSources {
  readonly companiesHouseUrl: string;
  /** The only key the register accepts. */
  readonly companiesHouseApiKey: string;
  readonly companiesHouseDocumentsUrl: string;
  readonly gleifUrl: string;
  readonly secDataUrl: string;
  readonly secWwwUrl: string;
  readonly secSearchUrl: string;
  readonly contractsFinderUrl: string;
  readonly findATenderUrl: string;
  readonly greenhouseUrl: string;
  readonly leverUrl: string;
  readonly leverEuUrl: string;
  readonly ashbyUrl: string;
  readonly smartRecruitersUrl: string;
  readonly workableUrl: string;
  readonly gdeltUrl: string;
  /** Name server for the domains of this world, `address:port`. */
  readonly dnsServer: string;
  /** Send a website's request here with its own Host header. */
  readonly siteOrigin: string;
  /** In the order of arrival. */
  requests(): readonly RequestSeen[];
  /** The world goes on: every company becomes what is given for it. Names of domains stay. */
  change(change: (company: WorldCompany) => WorldCompany): void;
  setLatency(latency: Latency): void;
  /** The next so many requests whose target contains (text) or matches (RegExp) the pattern fail. */
  fail(pattern: string | RegExp, times: number, fault: Fault): void;
  /** No request fails any more. */
  heal(): void;
  close(): Promise<void>;
}

const sandboxCompaniesHouseKey = 'sandbox-companies-house-key';

/** @throws when the port is taken */
export async function startPublicSources(options: PublicSourcesOptions): Promise<PublicSources> {
  const apiKey = options.companiesHouseApiKey ?? sandboxCompaniesHouseKey;
  let { companies } = options.world;
  let { documents, apis, websites } = standIns(companies, apiKey, options);
  const faults = createFaults();
  const seen: RequestSeen[] = [];
  const closing = new AbortController();
  let latency: Latency = options.latencyMs ?? 0;

  function answerOf(request: IncomingMessage, host: string, url: URL, body: string | undefined) {
    const [, prefix = '', ...rest] = url.pathname.split('/');
    const takesPosts = isLoopback(host) && prefix === 'contracts-finder';
    if (request.method !== 'GET' && request.method !== 'HEAD' && !takesPosts) {
      return { answer: empty(405, { allow: 'GET, HEAD' }), delayMs: 0 };
    }
    if (host === documentStore) {
      const header = (name: string) => request.headers[name]?.toString();
      return {
        answer: documents.store({ path: url.pathname, query: url.searchParams, header }),
        delayMs: 0,
      };
    }
    if (!isLoopback(host)) {
      const visited = websites(host, url.pathname);
      if (!visited) return { answer: text('No such host', 404), delayMs: 0 };
      const answer = conditionally(visited.answer, request.headers['if-none-match']);
      return { ...visited, answer };
    }
    const source = Object.hasOwn(apis, prefix) ? apis[prefix] : undefined;
    const asked: Asked = {
      path: `/${rest.map(decoded).join('/')}`,
      query: url.searchParams,
      header: (name) => request.headers[name]?.toString(),
      ...(body !== undefined && { body }),
    };
    const given = source?.(asked) ?? text('No such source', 404);
    const answer = tagging.has(prefix)
      ? conditionally(given, asked.header('if-none-match'))
      : given;
    return { answer, delayMs: 0 };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    const url = new URL(request.url ?? '/', 'http://stand-in.invalid');
    const target = `${isLoopback(host) ? '' : host}${url.pathname}${url.search}`;
    const entry: RequestSeen = {
      method: request.method ?? '',
      target,
      userAgent: request.headers['user-agent'] ?? null,
      status: null,
      startedAt: new Date().toISOString(),
      endedAt: null,
    };
    seen.push(entry);
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
      entry.endedAt ??= new Date().toISOString();
    });
    const fault = faults.take(target);
    const { answer, delayMs } =
      typeof fault === 'number'
        ? { answer: text(`Ordered failure ${fault}`, fault), delayMs: 0 }
        : answerOf(
            request,
            host,
            url,
            request.method === 'POST' ? await textOf(request) : undefined,
          );
    const pause = (typeof latency === 'number' ? latency : latency(target)) + delayMs;
    if (pause > 0) {
      await wait(pause, undefined, { signal: AbortSignal.any([gone.signal, closing.signal]) });
    }
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    entry.status = answer.status;
    entry.endedAt = new Date().toISOString();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  const server = createServer((request, response) => {
    // A wait ends early when the client has gone or the server closes: nobody is left to answer.
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const dns = await startDnsServer(zonesOf(companies));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    companiesHouseUrl: `${origin}/companies-house`,
    companiesHouseApiKey: apiKey,
    companiesHouseDocumentsUrl: `${origin}/companies-house-documents`,
    gleifUrl: `${origin}/gleif`,
    secDataUrl: `${origin}/sec-data`,
    secWwwUrl: `${origin}/sec-www`,
    secSearchUrl: `${origin}/sec-search`,
    contractsFinderUrl: `${origin}/contracts-finder`,
    findATenderUrl: `${origin}/find-a-tender`,
    greenhouseUrl: `${origin}/greenhouse`,
    leverUrl: `${origin}/lever`,
    leverEuUrl: `${origin}/lever-eu`,
    ashbyUrl: `${origin}/ashby`,
    smartRecruitersUrl: `${origin}/smartrecruiters`,
    workableUrl: `${origin}/workable`,
    gdeltUrl: `${origin}/gdelt`,
    dnsServer: dns.address,
    siteOrigin: origin,
    requests: () => seen,
    change(change) {
      companies = companies.map(change);
      ({ documents, apis, websites } = standIns(companies, apiKey, options));
    },
    setLatency(next) {
      latency = next;
    },
    fail: faults.order,
    heal: faults.heal,
    async close() {
      closing.abort();
      await dns.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Everything that answers, for these companies. */
function standIns(
  companies: readonly WorldCompany[],
  apiKey: string,
  options: Pick<PublicSourcesOptions, 'clock'>,
) {
  const documents = createDocuments(
    companies.flatMap(({ register }) => register ?? []),
    apiKey,
  );
  const edgar = createSecEdgar(companies, options.clock ?? Date.now);
  const apis: Readonly<Record<string, (asked: Asked) => Answer>> = {
    'companies-house-documents': documents.api,
    gleif: createGleif(companies, options.clock ?? Date.now),
    'sec-data': edgar.data,
    'sec-www': edgar.www,
    'sec-search': edgar.search,
    'contracts-finder': createContractsFinder(companies),
    'find-a-tender': createFindATender(companies),
    'companies-house': createCompaniesHouse({
      entries: companies.flatMap(({ register }) => register ?? []),
      apiKey,
      clock: options.clock ?? Date.now,
    }),
    greenhouse: createGreenhouse(boardsOf(companies, 'greenhouse')),
    lever: createLever(boardsOf(companies, 'lever'), 'jobs.lever.co'),
    'lever-eu': createLever(boardsOf(companies, 'lever-eu'), 'jobs.eu.lever.co'),
    ashby: createAshby(boardsOf(companies, 'ashby')),
    smartrecruiters: createSmartRecruiters(boardsOf(companies, 'smartrecruiters')),
    workable: createWorkable(boardsOf(companies, 'workable'), '/workable'),
    gdelt: createGdelt(
      companies.flatMap(({ press }) => press ?? []),
      options.clock ?? Date.now,
    ),
  };
  return { documents, apis, websites: createWebsites(companies) };
}

/** Every site's domain exists; what else there is, the company says. */
function zonesOf(companies: readonly WorldCompany[]): Map<string, DnsZone> {
  const zones = new Map<string, DnsZone>();
  for (const { site, dns } of companies) {
    for (const domain of site ? [site.domain, ...(site.formerDomains ?? [])] : []) {
      zones.set(domain, {});
    }
    for (const [name, zone] of Object.entries(dns ?? {})) zones.set(name, zone);
  }
  return zones;
}

const isLoopback = (host: string) => host === '127.0.0.1' || host === 'localhost';

/** A part of a path with its percent escapes read; kept as it is when they are broken. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
