/**
 * Headlines of the world's press from GDELT's full-text search:
 * https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/
 * It allows one question in five seconds. Those are for clicks: of many records one in a hundred would be
 * asked about, and it would be chance which. Many records are told what clicks have found.
 */
import { z } from 'zod';
import { publicSources } from '../../../../shared/evidence/attribution.ts';
import { plainText } from '../../../../shared/narrative/plain-text.ts';
import { urgencyNow } from '../../../limits/urgency.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Fetcher } from '../../fetcher/fetcher.ts';
import type { SourceGate } from '../../source-gate.ts';
import type { Dated } from '../../sources.ts';
import { namesOf, type SettledCompany, type Supplement } from '../../supplement.ts';
import { SourceFailure, sourceFailure } from '../failure.ts';
import { announcements, type Headline } from './announcement.ts';
import { type KnownName, knownNames } from './subject.ts';

export interface GdeltOptions {
  readonly fetcher: Fetcher;
  readonly gate: SourceGate;
  readonly baseUrl: string;
  readonly deadlineMs: number;
  readonly runtime: Runtime;
}

const source = publicSources.gdelt;
const hourMs = 3_600_000;
const pauseMs = 60_000;
/** Its own default window. */
const timespan = '3months';
const mostRecords = 75;

const text = z.string().nullish();
/** Without a hit the answer is an empty object. */
const articleList = z.object({
  articles: z
    .array(z.object({ url: z.string(), title: z.string(), seendate: z.string(), domain: text }))
    .nullish(),
});

export function createGdelt(options: GdeltOptions): Supplement {
  const { fetcher, gate, baseUrl, deadlineMs, runtime } = options;

  const search = (query: string) => ({
    key: `gdelt:articles:${query.toLowerCase()}`,
    deadlineMs,
    ttlMs: () => 12 * hourMs,
    load: async (signal: AbortSignal): Promise<Dated<Headline[]>> => {
      if (urgencyNow() === 'bulk') throw leftToClicks();
      return {
        value: await gate.ask(() => articles(query, signal), signal),
        retrievedAt: runtime.now().toISOString(),
      };
    },
  });

  async function articles(query: string, signal: AbortSignal): Promise<Headline[]> {
    const parameters = new URLSearchParams({
      query,
      mode: 'artlist',
      format: 'json',
      timespan,
      maxrecords: String(mostRecords),
      sort: 'datedesc',
    });
    try {
      const url = `${baseUrl}/api/v2/doc/doc?${parameters}`;
      // What it has to complain of comes as plain text, also with status 200.
      const answer = await fetcher.get(url, { signal });
      if (answer.status === 429 || /limit requests to one every/i.test(answer.text.slice(0, 500))) {
        gate.pause(pauseMs);
        throw new SourceFailure('GDELT takes no more requests for the moment.', {
          late: true,
          answered: true,
        });
      }
      if (answer.status > 299) {
        throw new SourceFailure(`GDELT answered with status ${answer.status}.`, { answered: true });
      }
      return headlinesIn(answer.text);
    } catch (error) {
      throw sourceFailure(error, source.label);
    }
  }

  return {
    id: 'gdelt',
    start:
      (_subject, { ask, failure }) =>
      async (company) => {
        const names = knownNames(namesOf(company));
        const query = queryFor(company, names);
        if (!query) {
          const detail = 'The company’s name alone is too common to search the press for.';
          return { evidence: [], verdict: { status: 'not-applicable', detail } };
        }
        const found = await ask(search(query));
        if (!found) {
          const detail = 'GDELT did not answer.';
          return { evidence: [], verdict: failure() ?? { status: 'failed', detail } };
        }
        const evidence = announcements(found.value, {
          names: names.filter((name) => isTelling(name, company)),
          isOwn: false,
          provider: 'gdelt',
          source,
          retrievedAt: found.retrievedAt,
        });
        const read = `${found.value.length} headline${found.value.length === 1 ? '' : 's'}`;
        return {
          evidence,
          verdict:
            evidence.length > 0
              ? { status: 'found', detail: `${read}, ${evidence.length} worth knowing.` }
              : { status: 'empty', detail: `${read}, none that is surely about this company.` },
        };
      },
  };
}

/** Late and not empty: what the press says is unknown. */
function leftToClicks(): SourceFailure {
  return new SourceFailure(
    'GDELT answers one question in five seconds, which are kept for single clicks.',
    { late: true },
  );
}

/** @throws SourceFailure when the answer is no list of articles */
function headlinesIn(answer: string): Headline[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer);
  } catch (cause) {
    throw new SourceFailure('GDELT sent an answer that is not JSON.', { answered: true, cause });
  }
  const list = articleList.safeParse(parsed);
  if (!list.success) {
    throw new SourceFailure('GDELT sent an answer of an unexpected shape.', { cause: list.error });
  }
  return (list.data.articles ?? []).flatMap((article): Headline[] => {
    const publishedAt = seenAt(article.seendate);
    if (!publishedAt || !/^https?:\/\//.test(article.url) || !URL.canParse(article.url)) return [];
    const publisher = plainText(article.domain ?? new URL(article.url).hostname, 60);
    return [{ title: article.title, url: article.url, publishedAt, publisher }];
  });
}

/** `20261120T091500Z`. */
function seenAt(text: string): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(iso)) ? null : new Date(iso).toISOString();
}

/**
 * The name as a phrase. A name of one word could be anybody's or anything's, so the article has to
 * name the company's town too.
 */
function queryFor(company: SettledCompany, names: readonly KnownName[]): string | null {
  const name = names.find(({ words }) => words.join(' ').length >= 5) ?? null;
  if (!name) return null;
  const phrase = `"${name.words.join(' ')}"`;
  const english = 'sourcelang:english';
  if (name.words.length > 1) return `${phrase} ${english}`;
  const town = townOf(company);
  return town ? `${phrase} "${town}" ${english}` : null;
}

/** A shorter name of a company that has a longer one is somebody else's as often as not. */
function isTelling({ words }: KnownName, company: SettledCompany): boolean {
  return words.length > 1 || townOf(company) !== null;
}

function townOf({ subject, site, register }: SettledCompany): string | null {
  const town =
    site?.page.organization?.locality ??
    register?.profile.value.registered_office_address?.locality ??
    subject.city;
  return town ? plainText(town, 60).toLowerCase().replace(/"/g, '') || null : null;
}
