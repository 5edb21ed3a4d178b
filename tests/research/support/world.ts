import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import {
  createResearchFromConfig,
  type ResearchConfig,
  type ResearchContext,
  type RunningResearch,
} from '../../../server/research/index.ts';
import type {
  ResearchOptions,
  ResearchResult,
  ResearchSubject,
} from '../../../server/research/provider.ts';
import { companyMatch } from '../../../shared/company/match.ts';
import { sourceCoverage } from '../../../shared/contract/v1.ts';
import { evidence } from '../../../shared/evidence/evidence.ts';
import {
  filing,
  filingsAnswer,
  profileAnswer,
  searchAnswer,
  searchItem,
} from '../fixtures/companies-house.ts';
import { greenhouseAnswer, greenhouseJob } from '../fixtures/job-boards.ts';
import { httpServer, sendHtml, sendJson, type TestServer } from './http-server.ts';
import { type TestRuntime, testCache, testRuntime } from './runtime.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const brightpath: ResearchSubject = {
  domain: 'brightpath.example',
  name: 'Brightpath Robotics',
  country: null,
  city: null,
  postcode: null,
  registrationNumber: null,
  picked: false,
};

export const homePage = `<!doctype html><title>Brightpath Robotics</title>
<meta property="og:site_name" content="Brightpath Robotics">
<a href="/careers">Careers</a>
<footer>Brightpath Robotics Limited. Registered in England and Wales No. 09000001</footer>`;

/** What the world answers; a test replaces what it is about. Keys are beginnings of paths. */
const usual: Record<string, Handler> = {
  'brightpath.example/robots.txt': (_request, response) => response.writeHead(404).end(),
  'brightpath.example/careers': (_request, response) =>
    sendHtml(response, '<a href="https://job-boards.greenhouse.io/brightpath">Open roles</a>'),
  'brightpath.example/': (_request, response) => sendHtml(response, homePage),
  '/search/companies': (_request, response) => sendJson(response, searchAnswer([searchItem()])),
  '/company/09000001/filing-history': (_request, response) =>
    sendJson(response, filingsAnswer([filing()])),
  '/company/09000001': (_request, response) => sendJson(response, profileAnswer()),
  '/v1/boards/brightpath/jobs': (_request, response) =>
    sendJson(response, greenhouseAnswer([greenhouseJob()])),
};

export interface World {
  readonly research: RunningResearch;
  readonly runtime: TestRuntime;
  readonly server: TestServer;
  /** Requests so far, company websites with their host, queries cut off. */
  asked(): string[];
  company(
    subject?: Partial<ResearchSubject>,
    options?: Partial<ResearchOptions>,
  ): Promise<ResearchResult>;
}

/** One server plays all public sources; results are checked against the contracts. */
export async function world(
  handlers: Record<string, Handler> = {},
  config: Partial<ResearchConfig> = {},
  context: Partial<Pick<ResearchContext, 'cache' | 'onError' | 'history'>> = {},
): Promise<World> {
  const answers = { ...usual, ...handlers };
  const name = (request: IncomingMessage) => {
    const host = request.headers.host ?? '';
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    return host.startsWith('127.0.0.1') ? path : host + path;
  };
  const server = await httpServer((request, response) => {
    const match = Object.keys(answers)
      .filter((key) => name(request).startsWith(key))
      .sort((a, b) => b.length - a.length)[0];
    const handle = match === undefined ? undefined : answers[match];
    if (handle) handle(request, response);
    else response.writeHead(404).end();
  });
  const runtime = testRuntime();
  const research = createResearchFromConfig(
    {
      companiesHouseApiKey: 'key-1',
      endpoints: {
        companiesHouse: server.origin,
        greenhouse: server.origin,
        lever: server.origin,
        leverEu: server.origin,
        ashby: server.origin,
        smartRecruiters: server.origin,
        workable: server.origin,
        gdelt: server.origin,
      },
      siteOrigin: server.origin,
      // A test that is about one of these names it.
      supplements: [],
      ...config,
    },
    {
      cache: testCache(runtime),
      runtime,
      resolve: async () => [],
      onError: (error) => {
        throw error;
      },
      ...context,
    },
  );
  onTestFinished(() => research.close());
  return {
    research,
    runtime,
    server,
    asked: () => server.requests.map(name),
    async company(subject = {}, options = {}) {
      const result = await research.company(
        { ...brightpath, ...subject },
        { matchThreshold: 0.7, refresh: false, ...options },
      );
      for (const item of result.evidence) evidence.parse(item);
      for (const item of result.sources) sourceCoverage.parse(item);
      companyMatch.parse(result.match);
      return result;
    },
  };
}

/** A promise that a test settles from elsewhere. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}

/** The site says nothing before the register was asked for the company's entry. */
export function siteAfterRegister(): Record<string, Handler> {
  const asked = gate();
  return {
    'brightpath.example/robots.txt': async (_request, response) => {
      await asked.opened;
      response.writeHead(404).end();
    },
    '/company/09000001': (_request, response) => {
      asked.open();
      sendJson(response, profileAnswer());
    },
  };
}
