/** What a company announces in the feed of its own site. */
import { getDomain } from 'tldts';
import { publicSources } from '../../../../shared/evidence/attribution.ts';
import type { Runtime } from '../../../runtime.ts';
import { digestOf } from '../../marks.ts';
import type { Dated } from '../../sources.ts';
import { namesOf, type SettledCompany, type Supplement } from '../../supplement.ts';
import type { SiteReader } from '../website/read-site.ts';
import { announcements } from './announcement.ts';
import { type FeedEntry, readFeed } from './feed.ts';
import { type KnownName, knownNames } from './subject.ts';

export interface NewsroomOptions {
  readonly site: SiteReader;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const hourMs = 3_600_000;
/** Older entries are no news. */
const newsDays = 365;
/** Addresses of a feed that are tried, those that the site names first. */
const mostAddresses = 3;
/** Where content systems keep the feed of a site that has a page of news but names no feed. */
const usualAddresses = ['/feed', '/news/rss'];

export function createNewsroom({ site, deadlineMs, runtime }: NewsroomOptions): Supplement {
  const feed = (url: string) => ({
    key: `newsroom:feed:${url}`,
    deadlineMs,
    ttlMs: (found: Dated<FeedEntry[] | null>) => (found.value === null ? 24 : 6) * hourMs,
    load: async (signal: AbortSignal): Promise<Dated<FeedEntry[] | null>> => {
      const answer = await site.feed(url, { signal });
      return {
        value: answer && readFeed(answer.text, answer.url),
        retrievedAt: runtime.now().toISOString(),
      };
    },
    mark: ({ value }: Dated<FeedEntry[] | null>) => editionOf(value),
  });

  return {
    id: 'newsroom',
    looks: [
      {
        prefix: 'newsroom:feed:',
        async look(url, known, signal) {
          const answer = await site.feedIfOther(url, known, { signal });
          if (answer === 'same') return 'same';
          if (answer === null) return { digest: editionOf(null), validators: null };
          const { text, validators } = answer;
          return { digest: editionOf(readFeed(text, answer.url)), validators };
        },
      },
    ],
    start:
      (_subject, { ask, failure }) =>
      async (company) => {
        const { site: home } = company;
        if (!home) {
          const detail = 'There was no website to find a newsroom on.';
          return { evidence: [], verdict: { status: 'not-applicable', detail } };
        }
        const addresses = feedAddresses(home);
        const feeds = await Promise.all(addresses.map((url) => ask(feed(url))));
        const index = feeds.findIndex((found) => found?.value);
        const found = feeds[index];
        const entries = found?.value ?? null;
        if (!found || !entries) {
          const detail = 'The site names no feed of news.';
          return { evidence: [], verdict: failure() ?? { status: 'empty', detail } };
        }
        const since = runtime.now().getTime() - newsDays * 24 * hourMs;
        const recent = entries.filter(({ url, publishedAt }) => {
          const time = Date.parse(publishedAt);
          return time >= since && time <= runtime.now().getTime() && isOwn(url, home.url);
        });
        const evidence = announcements(
          recent.map((entry) => ({ ...entry, publisher: publisherOf(company) })),
          {
            names: ownNames(company),
            isOwn: true,
            provider: 'newsroom',
            source: publicSources.newsroom,
            retrievedAt: found.retrievedAt,
          },
        );
        return { evidence, verdict: verdictOf(recent.length, evidence.length) };
      },
  };
}

/** Which entries there are. */
function editionOf(entries: readonly FeedEntry[] | null): string {
  return digestOf(entries?.map(({ url, title }) => [url, title]) ?? null);
}

/** Of a feed that several companies share only the entries on the company's own site are its own. */
function isOwn(url: string, home: string): boolean {
  const options = { allowPrivateDomains: true };
  return getDomain(url, options) === getDomain(home, options);
}

function feedAddresses(home: NonNullable<SettledCompany['site']>): string[] {
  const { feeds, newsUrl } = home.page;
  const usual = newsUrl ? usualAddresses.map((path) => new URL(path, home.url).href) : [];
  return [...new Set([...feeds, ...(feeds.length === 0 ? usual : [])])].slice(0, mostAddresses);
}

/** On its own site a company calls itself as its domain does: Tidewright, not Tidewright Robotics. */
function ownNames(company: SettledCompany): KnownName[] {
  const names = knownNames(namesOf(company));
  const label = (company.site?.domain.split('.')[0] ?? '').replace(/[^\p{L}\p{N}]/gu, '');
  for (const { words } of names) {
    for (let count = 1; count < words.length; count += 1) {
      const short = words.slice(0, count);
      if (label.length >= 4 && short.join('') === label) return [...names, { words: short }];
    }
  }
  return names;
}

function publisherOf(company: SettledCompany): string {
  return company.site?.page.names[0] ?? company.subject.name ?? company.subject.domain ?? '';
}

function verdictOf(entries: number, announced: number) {
  if (entries === 0) {
    return { status: 'empty', detail: 'The newsroom has no entry of the last year.' } as const;
  }
  const of = `${entries} ${entries === 1 ? 'entry' : 'entries'} of the last year`;
  return announced === 0
    ? ({ status: 'empty', detail: `${of}, none that a seller has to know.` } as const)
    : ({ status: 'found', detail: `${of}, ${announced} of them worth knowing.` } as const);
}
