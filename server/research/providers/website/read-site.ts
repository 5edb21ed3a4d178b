/** Reads a company's own website: the home page, then the careers page when it leads to the job board. */
import { getDomain } from 'tldts';
import type { Runtime } from '../../../runtime.ts';
import { FetchRefused, isFetchFailed, isFetchTimeout } from '../../fetcher/errors.ts';
import type { FetchedText, Fetcher, GetOptions } from '../../fetcher/fetcher.ts';
import type { Robots } from '../../fetcher/robots.ts';
import { conditional, type Validators, validatorsOf } from '../../marks.ts';
import { SourceFailure, sourceFailure } from '../failure.ts';
import { type BoardLink, type Page, readPage } from './page.ts';

export const label = 'Company website';

export interface SiteSnapshot {
  /** The domain that was asked. */
  readonly domain: string;
  /** The registrable domain that answered, when it is another. */
  readonly redirectedTo: string | null;
  readonly url: string;
  readonly page: Page;
  /** To ask for it again only if it is another; absent in what was kept before there were any. */
  readonly validators?: Validators | null;
  readonly retrievedAt: string;
}

export type SiteReading =
  | { readonly state: 'read'; readonly site: SiteSnapshot }
  /** robots.txt asks not to read it. */
  | { readonly state: 'disallowed' }
  /** The domain has no address. */
  | { readonly state: 'missing' };

export interface SiteReader {
  /** @throws SourceFailure when the site exists but gave no page */
  home(domain: string, options?: SiteOptions): Promise<SiteReading>;
  /**
   * The boards linked from the careers page; none when robots.txt forbids it.
   * @throws SourceFailure
   */
  careers(url: string, options?: Pick<SiteOptions, 'signal'>): Promise<CareersPage>;
  /**
   * A feed of the site as it stands there; null where there is none, or robots.txt forbids it.
   * @throws SourceFailure
   */
  feed(url: string, options?: Pick<SiteOptions, 'signal'>): Promise<SiteFeed | null>;
  /**
   * The home page, only if it is another than the one known.
   * @throws SourceFailure
   */
  homeIfOther(
    domain: string,
    known: Validators,
    options?: Pick<SiteOptions, 'signal'>,
  ): Promise<SiteReading | 'same'>;
  /**
   * The feed, only if it is another than the one known; null as above.
   * @throws SourceFailure
   */
  feedIfOther(
    url: string,
    known: Validators | null,
    options?: Pick<SiteOptions, 'signal'>,
  ): Promise<SiteFeed | 'same' | null>;
}

export interface SiteFeed {
  readonly url: string;
  readonly text: string;
  readonly validators: Validators | null;
}

export interface CareersPage {
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly boards: readonly BoardLink[];
}

export interface SiteOptions {
  readonly signal?: AbortSignal;
  /** Read robots.txt again too. */
  readonly refresh?: boolean;
}

const feedHeaders = {
  accept: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9',
};
const refusedWith = (status: number) =>
  new SourceFailure(`The site answered with status ${status}.`, { answered: true });
const disallowed = 'The site’s robots.txt asks not to read it.';

export function createSiteReader(fetcher: Fetcher, robots: Robots, runtime: Runtime): SiteReader {
  /** The answer, or why it may not be read. @throws SourceFailure, FetchFailed */
  async function ask(
    url: string,
    options: SiteOptions,
    how: Pick<GetOptions, 'accept' | 'headers'>,
  ): Promise<FetchedText | 'disallowed'> {
    if (!(await mayRead(url, options))) return 'disallowed';
    const get: GetOptions = {
      ...how,
      signal: options.signal,
      beforeRedirect: async (to) => {
        if (!(await mayRead(to, options))) throw new FetchRefused(disallowed);
      },
    };
    return fetcher.get(url, get);
  }

  /** A page. @throws SourceFailure, FetchFailed */
  async function read(url: string, options: SiteOptions): Promise<FetchedText | 'disallowed'> {
    const answer = await ask(url, options, { accept: 'html' });
    if (answer !== 'disallowed' && answer.status > 299) throw refusedWith(answer.status);
    return answer;
  }

  async function feedIfOther(
    url: string,
    known: Validators | null,
    options: Pick<SiteOptions, 'signal'> = {},
  ): Promise<SiteFeed | 'same' | null> {
    try {
      const headers = { ...feedHeaders, ...conditional(known) };
      const answer = await ask(known?.url ?? url, options, { accept: 'xml', headers });
      if (answer === 'disallowed' || answer.status === 404 || answer.status === 410) return null;
      if (answer.status === 304) return 'same';
      if (answer.status > 299) throw refusedWith(answer.status);
      return { url: answer.url, text: answer.text, validators: validatorsOf(answer) };
    } catch (error) {
      throw sourceFailure(error, label);
    }
  }

  async function mayRead(url: string, options: SiteOptions): Promise<boolean> {
    // Anything but a web address is left for the fetcher to refuse.
    if (!/^https?:/.test(url)) return true;
    const verdict = await robots.check(url, options);
    if (verdict.state !== 'unavailable') return verdict.state === 'allowed';
    if (isFetchFailed(verdict.failure)) throw verdict.failure;
    if (verdict.failure && !isFetchTimeout(verdict.failure)) throw verdict.failure;
    throw new SourceFailure(
      'The site’s robots.txt could not be read, so the site was left alone.',
      {
        late: verdict.failure !== null,
        answered: verdict.failure === null,
      },
    );
  }

  return {
    async home(domain, options = {}) {
      // Some sites answer under www alone, and a few still without encryption.
      const addresses = [`https://${domain}/`, `https://www.${domain}/`, `http://${domain}/`];
      let unreachable: unknown = null;
      let missing = true;
      for (const address of addresses) {
        try {
          const answer = await read(address, options);
          if (answer === 'disallowed') return { state: 'disallowed' };
          return { state: 'read', site: snapshot(domain, answer, runtime) };
        } catch (error) {
          if (!isFetchFailed(error) || error.reason === 'answer') throw sourceFailure(error, label);
          missing &&= error.reason === 'unknown-host';
          unreachable ??= error;
        }
      }
      if (missing) return { state: 'missing' };
      throw sourceFailure(unreachable, label);
    },

    async careers(url, options = {}) {
      try {
        const answer = await read(url, options);
        if (answer === 'disallowed') return { url, boards: [] };
        // On a careers page every board is about careers.
        const boards = pageOf(answer).boards.map(({ board }) => ({ board, careers: true }));
        return { url: answer.url, boards };
      } catch (error) {
        throw sourceFailure(error, label);
      }
    },

    async feed(url, options = {}) {
      const answer = await feedIfOther(url, null, options);
      // Nobody who is not asked for a condition says that it holds.
      return answer === 'same' ? null : answer;
    },

    async homeIfOther(domain, known, options = {}) {
      try {
        const answer = await ask(known.url, options, {
          accept: 'html',
          headers: conditional(known),
        });
        if (answer === 'disallowed') return { state: 'disallowed' };
        if (answer.status === 304) return 'same';
        if (answer.status > 299) throw refusedWith(answer.status);
        return { state: 'read', site: snapshot(domain, answer, runtime) };
      } catch (error) {
        throw sourceFailure(error, label);
      }
    },

    feedIfOther,
  };
}

function snapshot(domain: string, answer: FetchedText, runtime: Runtime): SiteSnapshot {
  const answered = getDomain(answer.url, { allowPrivateDomains: true });
  return {
    domain,
    redirectedTo: answered !== null && answered !== domain ? answered : null,
    url: answer.url,
    page: pageOf(answer),
    validators: validatorsOf(answer),
    retrievedAt: runtime.now().toISOString(),
  };
}

function pageOf(answer: FetchedText): Page {
  try {
    return readPage({ html: answer.text, url: answer.url, headers: answer.headers });
  } catch (cause) {
    // Pages nested beyond reason exhaust the parser's stack.
    throw new SourceFailure('The site sent a page that cannot be read.', { cause });
  }
}
