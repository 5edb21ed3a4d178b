/**
 * Awards published on Find a Tender, by the company number of the supplier. The service can be asked what
 * is new but not who won it, so what is new is collected every so often and kept by number.
 * https://www.find-tender.service.gov.uk/apidocumentation/1.0/GET-ocdsReleasePackages
 */
import type { Cache } from '../../../cache/cache.ts';
import type { Runtime } from '../../../runtime.ts';
import { askJson, type LimitedJsonSource } from '../json-source.ts';
import type { SourcedAward } from './evidence.ts';
import { awardsTo, companyNumbersIn, ocdsPackage } from './ocds.ts';

export interface AwardIndex {
  /** Null before anything was collected. */
  of(companyNumber: string): Promise<readonly SourcedAward[] | null>;
  /** Collects what was published since the last time; what does not get done is done the next time. */
  collect(signal?: AbortSignal): Promise<void>;
}

export interface AwardIndexOptions {
  readonly source: LimitedJsonSource;
  readonly baseUrl: string;
  readonly cache: Cache;
  readonly runtime: Runtime;
}

interface Progress {
  /** Everything published before this instant is kept. */
  readonly upTo: string;
}

const dayMs = 86_400_000;
/** The first time this much is collected. */
const backfillMs = 90 * dayMs;
/** Published in this time is one step: either all of it is kept or none. */
const stepMs = 2 * dayMs;
/** A step of a busy week has a dozen pages; more than this is somebody else's mistake. */
const mostPages = 60;
const stepsAtOnce = 8;
const keptMs = 730 * dayMs;
const mostPerCompany = 20;
const pageBytes = 24_000_000;

const progressKey = 'find-a-tender:progress';
const awardsKey = (number: string) => `find-a-tender:awards:${number}`;

export function createAwardIndex({
  source,
  baseUrl,
  cache,
  runtime,
}: AwardIndexOptions): AwardIndex {
  /** The awards of one step, by company number. @throws SourceFailure */
  async function published(from: Date, to: Date, signal?: AbortSignal) {
    const found = new Map<string, SourcedAward[]>();
    let cursor: string | null = null;
    for (let page = 0; page < mostPages; page++) {
      const query = new URLSearchParams({
        stages: 'award',
        limit: '100',
        updatedFrom: from.toISOString().slice(0, 19),
        updatedTo: to.toISOString().slice(0, 19),
        ...(cursor && { cursor }),
      });
      const url = `${baseUrl}/api/1.0/ocdsReleasePackages?${query}`;
      const answer = await askJson(source, url, ocdsPackage, {
        ...(signal && { signal }),
        maxBytes: pageBytes,
        timeoutMs: 30_000,
      });
      for (const release of answer?.releases ?? []) {
        for (const number of companyNumbersIn(release)) {
          const awards = awardsTo({ number, legalNames: [] }, release).map((award) => ({
            ...award,
            url: `https://www.find-tender.service.gov.uk/Notice/${encodeURIComponent(release.id)}`,
            retrievedAt: runtime.now().toISOString(),
          }));
          if (awards.length > 0) found.set(number, [...(found.get(number) ?? []), ...awards]);
        }
      }
      cursor = cursorOf(answer?.links?.next);
      if (cursor === null) return found;
    }
    return found;
  }

  async function keep(number: string, awards: readonly SourcedAward[]): Promise<void> {
    const known = (await cache.get<SourcedAward[]>(awardsKey(number))) ?? [];
    // A later notice about an award replaces the earlier one.
    const byKey = new Map([...known, ...awards].map((award) => [award.key, award]));
    const newest = [...byKey.values()]
      .sort((a, b) => b.awardedOn.localeCompare(a.awardedOn))
      .slice(0, mostPerCompany);
    await cache.set(awardsKey(number), newest, keptMs);
  }

  return {
    async of(companyNumber) {
      const [progress, awards] = await Promise.all([
        cache.get<Progress>(progressKey),
        cache.get<SourcedAward[]>(awardsKey(companyNumber)),
      ]);
      return progress === null ? null : (awards ?? []);
    },

    async collect(signal) {
      const now = runtime.now();
      const progress = await cache.get<Progress>(progressKey);
      let from = progress ? new Date(progress.upTo) : new Date(now.getTime() - backfillMs);
      for (let step = 0; step < stepsAtOnce && from < now && !signal?.aborted; step++) {
        const to = new Date(Math.min(from.getTime() + stepMs, now.getTime()));
        const found = await published(from, to, signal);
        await Promise.all([...found].map(([number, awards]) => keep(number, awards)));
        await cache.set(progressKey, { upTo: to.toISOString() } satisfies Progress, keptMs);
        from = to;
      }
    },
  };
}

/** Of the address of the next page only the cursor is used: where to ask is ours to say. */
function cursorOf(next: string | null | undefined): string | null {
  if (!next || !URL.canParse(next, 'https://www.find-tender.service.gov.uk')) return null;
  return new URL(next, 'https://www.find-tender.service.gov.uk').searchParams.get('cursor');
}
